using System.ComponentModel;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>What a <c>const wchar_t *</c> parameter takes: a string, a <see cref="CWideString"/>, or null.</summary>
/// <remarks>A string is encoded for the call: UTF-16 on Windows, UTF-32 elsewhere, with a NUL behind it.</remarks>
public readonly unsafe ref struct CWideText
{
    private readonly string? text;

    private CWideText(string? text, nint address)
    {
        this.text = text;
        Address = address;
    }

    /// <summary>The address of a pointer; 0 for what is to be encoded. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address { get; }

    /// <summary>Text; null for a null pointer.</summary>
    public static implicit operator CWideText(string? text) => new(text, 0);

    /// <summary>Text that C has.</summary>
    public static implicit operator CWideText(CWideString text) => new(null, text.Address);

    /// <summary>Puts the text where C can read it; for generated code.</summary>
    /// <exception cref="CffiTypeException">The string has a NUL, or an unpaired surrogate for which the encoding has no form.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CTextInC Encode()
    {
        if (text is null)
        {
            return new(Address, null);
        }

        Representation unit = NativeType.WideCharacter;
        long length = TextEncoder.CountUnits(unit, text);
        void* memory = NativeMemory.AllocZeroed(checked((nuint)length + 1), (nuint)TextEncoder.UnitSize(unit));
        TextEncoder.Write(unit, text, memory, length);
        return new((nint)memory, memory);
    }
}
