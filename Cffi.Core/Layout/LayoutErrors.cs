namespace Cffi.Layout;

/// <summary>The reasons why a type has no layout, one id each.</summary>
internal static class LayoutErrors
{
    public static LayoutException NoSize(CType type) =>
        new("CFFI4001", type, type is CFunctionType
            ? $"'{type.CName}' is a function type and has no size; use a pointer to it"
            : $"'{type.CName}' has no size");

    public static LayoutException NotOnTarget(CType type, Target target) =>
        new("CFFI4002", type, $"the C compilers of {target.Name} do not have the type '{type.CName}'");

    public static LayoutException Incomplete(CType type) =>
        new("CFFI4003", type, $"'{type.CName}' is incomplete: it is declared, but not defined; declare its members, or use a pointer to it");

    public static LayoutException Opaque(CType type) =>
        new("CFFI4004", type, $"'{type.CName}' is opaque: its definition is unknown; use a pointer to it");

    public static LayoutException Partial(CType type) =>
        new("CFFI4005", type, $"'{type.CName}' is partial ('...'): only the C compiler knows its layout; name the header with SetSource and call Compile (API mode), or declare it in full");

    public static LayoutException Recursive(CType type) =>
        new("CFFI4006", type, $"'{type.CName}' contains itself; make the member a pointer");

    public static LayoutException TooLarge(CType type, Target target) =>
        new("CFFI4007", type, $"'{type.CName}' is too large: {target.Name} allows {ByteArithmetic.Limit(target)} bytes");

    public static LayoutException NoLength(CArrayType type) => type.Length.Kind switch
    {
        CArrayLengthKind.Partial => Partial(type),
        CArrayLengthKind.Variable => new("CFFI4008", type, $"the length of '{type.CName}' is known at run time only"),
        _ => new("CFFI4008", type, $"'{type.CName}' has no length; write one, or make it the last member of a struct"),
    };

    public static LayoutException BitWidth(CRecordType record, CMember member) =>
        new("CFFI4009", record, $"the bit-field '{member.Name ?? "(unnamed)"}' of '{record.CName}' has {member.BitWidth} bits, which '{member.Type.CName}' does not allow");

    public static LayoutException Alignment(CRecordType record, int alignment) =>
        new("CFFI4010", record, $"'{record.CName}' requests an alignment of {alignment} bytes; write a power of two up to 2^28");

    public static LayoutException EnumRange(CEnumType type) =>
        new("CFFI4011", type, $"no integer type holds all values of '{type.CName}'");

    public static LayoutException EnumUnderlying(CEnumType type) =>
        new("CFFI4012", type, $"'{type.CName}' has the underlying type '{type.FixedUnderlyingType?.CName}', which is not an integer type");
}
