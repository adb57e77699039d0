using System.Numerics;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The C type of a .NET value without a declaration: a variadic argument, or a number alone.</summary>
internal static class InferredType
{
    private static readonly CType Text = CPrimitiveType.Of(CPrimitiveKind.Char).Qualified(CQualifiers.Const).PointerTo();
    private static readonly CType Address = CVoidType.Instance.PointerTo();

    /// <summary>The type before default argument promotion.</summary>
    /// <exception cref="CffiTypeException">The value has no natural C type.</exception>
    public static CType Of(in CValue value) => value.Kind switch
    {
        CValueKind.Boolean => CPrimitiveType.Of(CPrimitiveKind.Bool),
        CValueKind.Char or CValueKind.Int32 => CPrimitiveType.Of(CPrimitiveKind.Int),
        CValueKind.UInt32 => CPrimitiveType.Of(CPrimitiveKind.UInt),
        CValueKind.Int64 => CPrimitiveType.Of(CPrimitiveKind.Int64),
        CValueKind.UInt64 => CPrimitiveType.Of(CPrimitiveKind.UInt64),
        CValueKind.NativeInt => CPrimitiveType.Of(CPrimitiveKind.IntPtr),
        CValueKind.NativeUInt => CPrimitiveType.Of(CPrimitiveKind.UIntPtr),
        CValueKind.Single => CPrimitiveType.Of(CPrimitiveKind.Float),
        CValueKind.Double => CPrimitiveType.Of(CPrimitiveKind.Double),
        CValueKind.Int128 => Target.Current.Int128 is null ? CBitIntType.Of(128, isSigned: true) : CPrimitiveType.Of(CPrimitiveKind.Int128),
        CValueKind.UInt128 => Target.Current.Int128 is null ? CBitIntType.Of(128, isSigned: false) : CPrimitiveType.Of(CPrimitiveKind.UInt128),
        CValueKind.BigInteger => CBitIntType.Of((int)((BigInteger)value.Reference!).GetBitLength() + 1, isSigned: true),
        CValueKind.Complex => CComplexType.Double,
        CValueKind.String => Text,
        CValueKind.Data when value.Reference is CData data => CFunctionType.Adjust(data.Type),
        CValueKind.Data => Address,
        CValueKind.Array when PinnedElement(value.Reference!.GetType().GetElementType()!) is { } element => element.PointerTo(),
        _ => throw ConversionErrors.CannotConvert(value, "variadic argument; allocate it with New"),
    };

    private static CPrimitiveType? PinnedElement(Type element) => element switch
    {
        _ when element == typeof(byte) => CPrimitiveType.Of(CPrimitiveKind.UChar),
        _ when element == typeof(sbyte) => CPrimitiveType.Of(CPrimitiveKind.SChar),
        _ when element == typeof(short) => CPrimitiveType.Of(CPrimitiveKind.Int16),
        _ when element == typeof(ushort) => CPrimitiveType.Of(CPrimitiveKind.UInt16),
        _ when element == typeof(int) => CPrimitiveType.Of(CPrimitiveKind.Int32),
        _ when element == typeof(uint) => CPrimitiveType.Of(CPrimitiveKind.UInt32),
        _ when element == typeof(long) => CPrimitiveType.Of(CPrimitiveKind.Int64),
        _ when element == typeof(ulong) => CPrimitiveType.Of(CPrimitiveKind.UInt64),
        _ when element == typeof(float) => CPrimitiveType.Of(CPrimitiveKind.Float),
        _ when element == typeof(double) => CPrimitiveType.Of(CPrimitiveKind.Double),
        _ => null,
    };
}
