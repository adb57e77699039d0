namespace Cffi.Layout;

/// <summary>The reasons why a type has no layout, one id each.</summary>
internal static class LayoutErrors
{
    public static LayoutException NoSize(CType type) =>
        new("CFFI4001", type, type is CFunctionType
            ? $"{type.CName} is a function type and has no size; a pointer to it has."
            : $"{type.CName} has no size.");

    public static LayoutException NotOnTarget(CType type, Target target) =>
        new("CFFI4002", type, $"{target.Name} has no {type.CName}.");

    public static LayoutException Incomplete(CType type) =>
        new("CFFI4003", type, $"{type.CName} is incomplete: it is declared but its definition is not in the declarations.");

    public static LayoutException Opaque(CType type) =>
        new("CFFI4004", type, $"{type.CName} is opaque: its definition is never known, only pointers to it can be used.");

    public static LayoutException Partial(CType type) =>
        new("CFFI4005", type, $"{type.CName} is partial ('...'): its layout is left to the C compiler (API mode), which Compile asks once SetSource has named the header; or declare it in full.");

    public static LayoutException Recursive(CType type) =>
        new("CFFI4006", type, $"{type.CName} contains itself; make the member a pointer.");

    public static LayoutException TooLarge(CType type, Target target) =>
        new("CFFI4007", type, $"{type.CName} is too large: {target.Name} allows {ByteArithmetic.Limit(target)} bytes.");

    public static LayoutException NoLength(CArrayType type) => type.Length.Kind switch
    {
        CArrayLengthKind.Partial => Partial(type),
        CArrayLengthKind.Variable => new("CFFI4008", type, $"{type.CName} has a length that is known at run time only."),
        _ => new("CFFI4008", type, $"{type.CName} has no length: give one, or make it the last member of a structure."),
    };

    public static LayoutException BitWidth(CRecordType record, CMember member) =>
        new("CFFI4009", record, $"Bit-field {member.Name ?? "(unnamed)"} of {record.CName} is {member.BitWidth} bits wide, which {member.Type.CName} does not allow.");

    public static LayoutException Alignment(CRecordType record, int alignment) =>
        new("CFFI4010", record, $"{record.CName} asks for an alignment of {alignment} bytes; alignments are powers of two up to 2^28.");

    public static LayoutException EnumRange(CEnumType type) =>
        new("CFFI4011", type, $"The values of {type.CName} don't all fit one integer type.");

    public static LayoutException EnumUnderlying(CEnumType type) =>
        new("CFFI4012", type, $"{type.CName} is based on {type.FixedUnderlyingType?.CName}, which is not an integer type.");
}
