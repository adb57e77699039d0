using System.Text;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Encodes .NET strings as C text: UTF-8, UTF-16 or UTF-32 by the size of the character type.</summary>
internal static unsafe class TextEncoder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UTF32Encoding Utf32 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <summary>Whether strings can be converted to pointers to this type, or to arrays of it.</summary>
    public static bool IsTextUnit(Representation unit) =>
        unit is Representation.Char or Representation.Int8 or Representation.UInt8 or Representation.Utf16 or Representation.Utf32;

    /// <summary>The length of a string in units of a character type, without the NUL.</summary>
    /// <exception cref="CffiTypeException">
    /// The string has a NUL, where C would end it, or an unpaired surrogate that the encoding cannot represent.
    /// </exception>
    // All strings that are passed to C go through this method.
    public static long CountUnits(Representation unit, ReadOnlySpan<char> text)
    {
        int nul = text.IndexOf('\0');
        if (nul >= 0)
        {
            throw ConversionErrors.NulInText(nul, unit);
        }

        try
        {
            return unit switch
            {
                Representation.Utf16 => text.Length,
                Representation.Utf32 => Utf32.GetByteCount(text) / sizeof(uint),
                _ => Utf8.GetByteCount(text),
            };
        }
        catch (EncoderFallbackException reason)
        {
            throw new CffiTypeException("CFFI7008", "the string has an unpaired surrogate, which cannot be encoded as C text; pass an array of code units instead", reason);
        }
    }

    /// <summary>Writes a string without a NUL.</summary>
    /// <param name="unit">The character type's representation.</param>
    /// <param name="text">The string, which <see cref="CountUnits"/> has checked.</param>
    /// <param name="destination">Memory for that many units.</param>
    /// <param name="units">The result of <see cref="CountUnits"/>.</param>
    public static void Write(Representation unit, ReadOnlySpan<char> text, void* destination, long units)
    {
        switch (unit)
        {
            case Representation.Utf16:
                text.CopyTo(new Span<char>(destination, (int)units));
                break;
            case Representation.Utf32:
                Utf32.GetBytes(text, new Span<byte>(destination, checked((int)(units * sizeof(uint)))));
                break;
            default:
                Utf8.GetBytes(text, new Span<byte>(destination, (int)units));
                break;
        }
    }

    /// <summary>Bytes in one unit.</summary>
    public static int UnitSize(Representation unit) => unit switch
    {
        Representation.Utf16 or Representation.Int16 or Representation.UInt16 => sizeof(char),
        Representation.Utf32 or Representation.Int32 or Representation.UInt32 => sizeof(uint),
        _ => 1,
    };
}
