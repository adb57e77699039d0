namespace Cffi.Modules.Stubs;

/// <summary>The integer type with a size and a signedness.</summary>
internal static class IntegerKinds
{
    /// <summary>The type; null if the target has none.</summary>
    public static CPrimitiveType? Of(long size, bool isSigned, Target target)
    {
        CPrimitiveKind? kind = size switch
        {
            1 => isSigned ? CPrimitiveKind.SChar : CPrimitiveKind.UChar,
            2 => isSigned ? CPrimitiveKind.Short : CPrimitiveKind.UShort,
            4 => isSigned ? CPrimitiveKind.Int : CPrimitiveKind.UInt,
            8 when target.LongSize == 8 => isSigned ? CPrimitiveKind.Long : CPrimitiveKind.ULong,
            8 => isSigned ? CPrimitiveKind.LongLong : CPrimitiveKind.ULongLong,
            16 when target.Int128 is not null => isSigned ? CPrimitiveKind.Int128 : CPrimitiveKind.UInt128,
            _ => null,
        };
        return kind is { } known ? CPrimitiveType.Of(known) : null;
    }
}
