using System.Numerics;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Declared constants as values.</summary>
internal static class ConstantValue
{
    public static CValue Of(ConstantDeclaration declaration)
    {
        CConstant constant = declaration.Value ?? throw new CffiUnsupportedException(
            "CFFI5201",
            $"only the compiler knows the value of '{declaration.Name}' (declared at {declaration.Span} with '...'); name the header with SetSource and call Compile");
        if (constant.StringBytes is { } bytes)
        {
            return TextDecoder.Decode([.. bytes], NativeType.Of(((CArrayType)constant.Type.Unqualified).Item).Representation);
        }

        var type = NativeType.Of(constant.Type);
        return type.Representation switch
        {
            Representation.Half or Representation.Float or Representation.Double or Representation.Extended or Representation.Quadruple => constant.Floating,
            Representation.Pointer => CData.OfPointer(type, unchecked((nint)(long)(ulong)(constant.Integer & ulong.MaxValue)), null),
            _ => Integer(constant.Integer, type),
        };
    }

    private static CValue Integer(BigInteger number, NativeType type) => type.Representation switch
    {
        Representation.Int64 => (long)number,
        Representation.UInt64 => (ulong)number,
        Representation.UInt32 => (uint)number,

        Representation.Utf32 when !type.IsSigned => (uint)number,
        Representation.BitInt => number,
        Representation.Int128 => (Int128)number,
        Representation.UInt128 => (UInt128)number,
        _ => (int)number,
    };
}
