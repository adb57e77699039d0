using System.Runtime.InteropServices;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Conversion;

/// <summary>.NET arrays whose elements have the very bytes of a C type, so that they are copied or pinned whole.</summary>
internal static unsafe class BlittableArray
{
    /// <summary>Whether an array's bytes are those of a C array of this element type.</summary>
    public static bool Matches(Array array, NativeType item) => array.Rank == 1 && Matches(array.GetType().GetElementType()!, item.Representation);

    /// <summary>Whether a .NET element type has the bytes of a C scalar.</summary>
    public static bool Matches(Type element, Representation representation) => representation switch
    {
        Representation.Char or Representation.Int8 or Representation.UInt8 => element == typeof(byte) || element == typeof(sbyte),
        Representation.Bool => element == typeof(bool),
        Representation.Int16 or Representation.UInt16 => element == typeof(short) || element == typeof(ushort),
        Representation.Utf16 => element == typeof(char) || element == typeof(ushort) || element == typeof(short),
        Representation.Int32 => element == typeof(int) || (element.IsEnum && element.GetEnumUnderlyingType() == typeof(int)),
        Representation.UInt32 => element == typeof(uint) || (element.IsEnum && element.GetEnumUnderlyingType() == typeof(uint)),
        Representation.Utf32 => element == typeof(uint) || element == typeof(int),
        Representation.Int64 => element == typeof(long) || element == typeof(nint),
        Representation.UInt64 => element == typeof(ulong) || element == typeof(nuint),
        Representation.Pointer => element == typeof(nint) || element == typeof(nuint),
        Representation.Int128 => element == typeof(Int128),
        Representation.UInt128 => element == typeof(UInt128),
        Representation.Half => element == typeof(Half),
        Representation.Float => element == typeof(float),
        Representation.Double => element == typeof(double),
        Representation.ComplexDouble => element == typeof(System.Numerics.Complex),
        _ => false,
    };

    /// <summary>Copies the elements.</summary>
    // The caller has checked that there is room for all of them at destination.
    public static void Copy(Array array, byte* destination)
    {
        ref byte first = ref MemoryMarshal.GetArrayDataReference(array);
        long bytes = array.LongLength * ElementSize(array);
        fixed (byte* source = &first)
        {
            // Pinned for the copy; both sides hold that many bytes.
            Buffer.MemoryCopy(source, destination, bytes, bytes);
        }
    }

    private static int ElementSize(Array array) => array switch
    {
        byte[] or sbyte[] or bool[] => sizeof(byte),
        short[] or ushort[] or char[] or Half[] => sizeof(short),
        int[] or uint[] or float[] => sizeof(int),
        System.Numerics.Complex[] => sizeof(System.Numerics.Complex),
        Int128[] or UInt128[] => sizeof(Int128),
        _ => sizeof(long),
    };
}
