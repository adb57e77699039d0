namespace Cffi.Layout;

/// <summary>The data model: size, alignment and signedness of the arithmetic types on each target.</summary>
internal static class PrimitiveLayout
{
    /// <summary>The size and alignment of an arithmetic type.</summary>
    /// <exception cref="LayoutException">The target does not have the type (<c>__int128</c>).</exception>
    public static TypeLayout Of(CPrimitiveType type, Target target)
    {
        switch (type.Primitive)
        {
            case CPrimitiveKind.LongDouble:
                return target.LongDouble;
            case CPrimitiveKind.Double:
                return new TypeLayout(8, target.DoubleAlignment);
            case CPrimitiveKind.Float16:
                return target.UsesMicrosoftLayout ? throw LayoutErrors.NotOnTarget(type, target) : new TypeLayout(2, 2);
            case CPrimitiveKind.Float128:
                return target.HasFloat128 ? new TypeLayout(16, 16) : throw LayoutErrors.NotOnTarget(type, target);
            case CPrimitiveKind.Int128 or CPrimitiveKind.UInt128:
                return target.Int128 ?? throw LayoutErrors.NotOnTarget(type, target);
            default:
                int size = SizeOf(type.Primitive, target);
                return new TypeLayout(size, size == 8 ? target.Int64Alignment : size);
        }
    }

    /// <summary>Whether an integer type is signed on a target.</summary>
    public static bool IsSigned(CPrimitiveType type, Target target) => type.Primitive switch
    {
        CPrimitiveKind.Char => target.IsCharSigned,
        CPrimitiveKind.WChar => target.IsWCharSigned,
        CPrimitiveKind.SChar or CPrimitiveKind.Short or CPrimitiveKind.Int or CPrimitiveKind.Long or CPrimitiveKind.LongLong
            or CPrimitiveKind.Int128 or CPrimitiveKind.Int8 or CPrimitiveKind.Int16 or CPrimitiveKind.Int32 or CPrimitiveKind.Int64
            or CPrimitiveKind.IntFast16 or CPrimitiveKind.IntFast32 or CPrimitiveKind.IntPtr or CPrimitiveKind.PtrDiff
            or CPrimitiveKind.SSize or CPrimitiveKind.IntMax or CPrimitiveKind.Time or CPrimitiveKind.Off
            or (>= CPrimitiveKind.Float16 and <= CPrimitiveKind.Float128) => true,
        _ => false,
    };

    private static int SizeOf(CPrimitiveKind kind, Target target)
    {
        switch (kind)
        {
            case CPrimitiveKind.Bool or CPrimitiveKind.Char or CPrimitiveKind.SChar or CPrimitiveKind.UChar
                or CPrimitiveKind.Int8 or CPrimitiveKind.UInt8:
                return 1;
            case CPrimitiveKind.Short or CPrimitiveKind.UShort or CPrimitiveKind.Int16 or CPrimitiveKind.UInt16 or CPrimitiveKind.Char16:
                return 2;
            case CPrimitiveKind.Int or CPrimitiveKind.UInt or CPrimitiveKind.Int32 or CPrimitiveKind.UInt32
                or CPrimitiveKind.Char32 or CPrimitiveKind.Float:
                return 4;
            case CPrimitiveKind.Time when target.UsesMicrosoftLayout:
                return 8;
            case CPrimitiveKind.Long or CPrimitiveKind.ULong or CPrimitiveKind.Time or CPrimitiveKind.Off:
                return target.LongSize;
            case CPrimitiveKind.LongLong or CPrimitiveKind.ULongLong or CPrimitiveKind.Int64 or CPrimitiveKind.UInt64
                or CPrimitiveKind.IntMax or CPrimitiveKind.UIntMax:
                return 8;
            case CPrimitiveKind.IntPtr or CPrimitiveKind.UIntPtr or CPrimitiveKind.PtrDiff or CPrimitiveKind.Size or CPrimitiveKind.SSize:
                return target.PointerSize;
            case CPrimitiveKind.WChar:
                return target.WCharSize;
            case CPrimitiveKind.IntFast16 or CPrimitiveKind.UIntFast16:
                return target.FastIntSize == 0 ? 2 : target.FastIntSize;
            case CPrimitiveKind.IntFast32 or CPrimitiveKind.UIntFast32:
                return target.FastIntSize == 0 ? 4 : target.FastIntSize;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }
}
