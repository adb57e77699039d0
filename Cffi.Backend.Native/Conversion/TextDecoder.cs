using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts C text to .NET strings: UTF-8 in bytes, UTF-16 and UTF-32 in wider characters.</summary>
/// <remarks>Bytes that are not UTF-8 become U+FFFD, as everywhere in .NET.</remarks>
internal static unsafe class TextDecoder
{
    /// <summary>The text of data; null for a null pointer.</summary>
    /// <exception cref="CffiTypeException">The data is not text.</exception>
    public static string? ReadAny(CData data)
    {
        if (data is { IsNull: true, HasDeferredValue: false } && data.NativeType.Representation == Representation.Pointer)
        {
            return null;
        }

        return Read(data, -1);
    }

    /// <summary>The text of bytes in the encoding of a character type.</summary>
    /// <param name="bytes">Whole units, without a NUL at the end.</param>
    /// <param name="unit">The character type's representation.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, Representation unit) => TextEncoder.UnitSize(unit) switch
    {
        1 => Encoding.UTF8.GetString(bytes),
        2 => new string(MemoryMarshal.Cast<byte, char>(bytes)),
        _ => Encoding.UTF32.GetString(bytes),
    };

    /// <summary>The bytes of the units up to a NUL, without it.</summary>
    /// <param name="address">The first unit; C promises that there is a NUL.</param>
    /// <param name="unit">The character type's representation.</param>
    // Valid as long as C says. The searches of .NET for a NUL do not look beyond the page that it is on.
    public static ReadOnlySpan<byte> UntilNul(nint address, Representation unit) => TextEncoder.UnitSize(unit) switch
    {
        1 => MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)address),
        2 => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((char*)address)),
        _ => MemoryMarshal.AsBytes(UntilNul<uint>((byte*)address, int.MaxValue, isBounded: false)),
    };

    /// <summary>The text up to the terminating NUL, the end of the array, or a number of units.</summary>
    /// <param name="data">Text, a pointer to text, one character, or an enum's value.</param>
    /// <param name="limit">In units of the character type; -1 for none.</param>
    public static string Read(CData data, long limit)
    {
        if (data.HasDeferredValue)
        {
            return data.DeferredValue.As<string>();
        }

        NativeType type = data.NativeType;
        switch (type.Representation)
        {
            case Representation.Pointer or Representation.Array when IsUnit(type.Item.Representation):
                return OfUnits(data, limit);
            case Representation.Char or Representation.Utf16:
                return ((char)data.ReadScalar().Bits).ToString();
            case Representation.Utf32:
                return Rune.TryCreate((uint)data.ReadScalar().Bits, out Rune rune) ? rune.ToString() : "\uFFFD";
            default:
                return type.Type.Unqualified is CEnumType @enum
                    ? EnumText.Format(@enum, ValueConversion.ToBigInteger(data.ReadScalar(), "text"))
                    : throw CommonErrors.WrongOperation(type.Type, "read text from");
        }
    }

    /// <summary>The bytes of text up to the terminating NUL, the end of the array, or a number of units.</summary>
    /// <param name="data">Text, or a pointer to text.</param>
    /// <param name="limit">In units of the character type; -1 for none.</param>
    public static byte[] ReadBytes(CData data, long limit)
    {
        NativeType type = data.NativeType;
        if (data.HasDeferredValue || type.Representation is not (Representation.Pointer or Representation.Array) || !IsUnit(type.Item.Representation))
        {
            throw CommonErrors.WrongOperation(type.Type, "read the bytes of text from");
        }

        using LibraryUse use = UseOf(data);
        byte[] bytes = Units(data, limit, "read text from").ToArray();
        GC.KeepAlive(data);
        return bytes;
    }

    private static string OfUnits(CData data, long limit)
    {
        using LibraryUse use = UseOf(data);
        string text = Decode(Units(data, limit, "read text from"), data.NativeType.Item.Representation);
        GC.KeepAlive(data);
        return text;
    }

    // The library stays loaded while its text is read.
    private static LibraryUse UseOf(CData data) => data.Owner is { } owner ? new LibraryUse(owner) : default;

    /// <summary>Whether pointers of a type point to text.</summary>
    public static bool IsPointer(NativeType type) => type.Representation == Representation.Pointer && IsUnit(type.Item.Representation);

    // int8_t and uint8_t arrays hold text too (as in cffi).
    private static bool IsUnit(Representation representation) => representation
        is Representation.Char or Representation.Int8 or Representation.UInt8 or Representation.Utf16 or Representation.Utf32;

    // Valid as long as the owner of the data.
    private static ReadOnlySpan<byte> Units(CData data, long limit, string operation)
    {
        NativeType type = data.NativeType;
        int size = TextEncoder.UnitSize(type.Item.Representation);
        bool isBounded = type.ArrayLength >= 0;

        // Read once, because another thread can change a pointer variable.
        nint address = data.Address;
        if (address == 0)
        {
            throw UsageErrors.NullPointer(type.Type, operation);
        }

        long available = limit < 0 ? long.MaxValue / size : limit;
        if (type.ArrayLength >= 0)
        {
            available = Math.Min(available, type.ArrayLength);
        }

        if (data.Owner is { } owner)
        {
            owner.ThrowIfDisposed();
            owner.CheckInside(address, 0);
            long left = (owner.Size - (address - owner.Address)) / size;
            if (left < available)
            {
                available = left;
                isBounded = true;
            }
        }

        if (!isBounded && limit < 0)
        {
            return UntilNul(address, type.Item.Representation);
        }

        // Valid up to the NUL that C guarantees, or up to the computed bound.
        byte* start = (byte*)address;
        return size switch
        {
            1 => UntilNul<byte>(start, available, isBounded),
            2 => MemoryMarshal.AsBytes(UntilNul<char>(start, available, isBounded)),
            _ => MemoryMarshal.AsBytes(UntilNul<uint>(start, available, isBounded)),
        };
    }

    private static ReadOnlySpan<T> UntilNul<T>(byte* start, long available, bool isBounded)
        where T : unmanaged, IEquatable<T>
    {
        int length = (int)Math.Min(available, int.MaxValue / sizeof(T));
        if (isBounded)
        {
            var span = new ReadOnlySpan<T>(start, length);
            int end = span.IndexOf(default(T));
            return end < 0 ? span : span[..end];
        }

        // Unit by unit: a search in a longer span could read beyond the page on which the text ends.
        int count = 0;
        while (count < length && !Unsafe.ReadUnaligned<T>(start + ((long)count * sizeof(T))).Equals(default))
        {
            count++;
        }

        return new ReadOnlySpan<T>(start, count);
    }
}
