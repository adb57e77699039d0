using System.Runtime.InteropServices;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>.NET arrays whose elements have the representation of a C type, so that they are pinned or copied as a whole.</summary>
internal static unsafe class BlittableArray
{
    /// <summary>Whether C can use the array in place: its elements have the size and the kind of C's elements.</summary>
    /// <remarks>Signedness does not matter, as in C (C11 6.5p7): the array shows the bits that C writes.</remarks>
    public static bool IsInPlace(Array array, NativeType item) => array.Rank == 1 && IsInPlace(array.GetType().GetElementType()!, item.Representation);

    /// <summary>Whether a .NET element type has the representation of a C scalar, except for signedness.</summary>
    public static bool IsInPlace(Type element, Representation representation)
    {
        TypeCode code = IntegerCode(element);
        return representation switch
        {
            Representation.Char or Representation.Int8 or Representation.UInt8 => code is TypeCode.Byte or TypeCode.SByte,
            Representation.Bool => element == typeof(bool),
            Representation.Int16 or Representation.UInt16 or Representation.Utf16 => code is TypeCode.Int16 or TypeCode.UInt16 || element == typeof(char),
            Representation.Int32 or Representation.UInt32 or Representation.Utf32 => code is TypeCode.Int32 or TypeCode.UInt32,
            Representation.Int64 or Representation.UInt64 => code is TypeCode.Int64 or TypeCode.UInt64,
            Representation.Pointer => element == typeof(nint) || element == typeof(nuint),
            Representation.Int128 or Representation.UInt128 => element == typeof(Int128) || element == typeof(UInt128),
            Representation.Half => element == typeof(Half),
            Representation.Float => element == typeof(float),
            Representation.Double => element == typeof(double),
            Representation.ComplexDouble => element == typeof(System.Numerics.Complex),
            _ => false,
        };
    }

    /// <summary>Whether every .NET element has the same value in C, so that its bytes can be copied unchecked.</summary>
    public static bool HasSameValues(Array array, NativeType item) => IsInPlace(array, item) && HasSameValues(array.GetType().GetElementType()!, item.Representation);

    /// <summary>Whether all bits mean the same number in .NET and C.</summary>
    public static bool HasSameValues(Type element, Representation representation) => IsInPlace(element, representation) && representation switch
    {
        Representation.Int8 or Representation.Int16 or Representation.Int32 or Representation.Int64 => IsSigned(element),
        Representation.Int128 => element == typeof(Int128),
        Representation.UInt128 => element == typeof(UInt128),
        Representation.UInt8 or Representation.UInt16 or Representation.UInt32 or Representation.UInt64 => !IsSigned(element),
        _ => true,
    };

    /// <summary>The .NET element types that C can use in place, for messages; null if there are none.</summary>
    public static string? ElementFor(Representation representation) => representation switch
    {
        Representation.Char or Representation.UInt8 => "byte",
        Representation.Int8 => "sbyte",
        Representation.Bool => "bool",
        Representation.Int16 => "short",
        Representation.UInt16 => "ushort",
        Representation.Utf16 => "char",
        Representation.Int32 => "int",
        Representation.UInt32 or Representation.Utf32 => "uint",
        Representation.Int64 => "long",
        Representation.UInt64 => "ulong",
        Representation.Pointer => "nint",
        Representation.Int128 => "Int128",
        Representation.UInt128 => "UInt128",
        Representation.Half => "Half",
        Representation.Float => "float",
        Representation.Double => "double",
        Representation.ComplexDouble => "Complex",
        _ => null,
    };

    /// <summary>Copies the elements of an array that <see cref="IsInPlace(Array, NativeType)"/>.</summary>
    // The caller has checked that destination has space for all of them.
    public static void Copy(Array array, NativeType item, byte* destination)
    {
        ref byte first = ref MemoryMarshal.GetArrayDataReference(array);
        long bytes = array.LongLength * item.Size;
        fixed (byte* source = &first)
        {
            // Pinned during the copy; both sides have that many bytes.
            Buffer.MemoryCopy(source, destination, bytes, bytes);
        }
    }

    private static TypeCode IntegerCode(Type element) =>
        element == typeof(nint) ? (nint.Size == sizeof(long) ? TypeCode.Int64 : TypeCode.Int32)
        : element == typeof(nuint) ? (nint.Size == sizeof(long) ? TypeCode.UInt64 : TypeCode.UInt32)
        : Type.GetTypeCode(element);

    private static bool IsSigned(Type element) => IntegerCode(element) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;
}
