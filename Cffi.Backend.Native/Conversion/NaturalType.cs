using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The .NET types with the representation and range of a C scalar.</summary>
internal static class NaturalType
{
    /// <summary>The usual C# type for a representation, for messages.</summary>
    public static string NameFor(Representation representation) => representation switch
    {
        Representation.Bool => "bool",
        Representation.Char or Representation.UInt8 => "byte",
        Representation.Int8 => "sbyte",
        Representation.Int16 => "short",
        Representation.UInt16 => "ushort",
        Representation.Int32 => "int",
        Representation.UInt32 or Representation.Utf32 => "uint",
        Representation.Int64 => "long",
        Representation.UInt64 => "ulong",
        Representation.Utf16 => "char",
        Representation.Int128 => "Int128",
        Representation.UInt128 => "UInt128",
        Representation.BitInt => "BigInteger",
        Representation.Half => "Half",
        Representation.Float => "float",
        Representation.Double or Representation.Extended or Representation.Quadruple => "double",
        _ => "Complex",
    };

    public static bool Is(Type type, Representation representation) => representation switch
    {
        Representation.Char => type == typeof(byte) || (type == typeof(sbyte) && Target.Current.IsCharSigned),
        Representation.UInt8 => type == typeof(byte),
        Representation.Int8 => type == typeof(sbyte),
        Representation.Int16 => type == typeof(short),
        Representation.UInt16 => type == typeof(ushort),
        Representation.Int32 => type == typeof(int),
        Representation.UInt32 => type == typeof(uint),
        Representation.Int64 => type == typeof(long) || type == typeof(nint),
        Representation.UInt64 => type == typeof(ulong) || type == typeof(nuint),
        Representation.Pointer => type == typeof(nint) || type == typeof(nuint),
        Representation.Half => type == typeof(Half),
        Representation.Float => type == typeof(float),
        Representation.Double => type == typeof(double),
        _ => false,
    };
}
