using System.ComponentModel;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>Text on its way to C as <c>wchar_t</c>: UTF-16 on Windows, UTF-32 elsewhere, with a NUL.</summary>
/// <remarks>For generated code. Valid until disposed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct CWideText
{
    /// <summary>Encodes a string; null is the null pointer.</summary>
    /// <exception cref="CffiTypeException">The string has an unpaired surrogate, and the encoding no form for it.</exception>
    public CWideText(string? text)
    {
        if (text is null)
        {
            return;
        }

        Representation unit = NativeType.WideCharacter;
        long length = TextEncoder.CountUnits(unit, text);
        int size = TextEncoder.UnitSize(unit);
        void* memory = NativeMemory.AllocZeroed(checked((nuint)length + 1), (nuint)size);
        TextEncoder.Write(unit, text, memory, length);
        Address = (nint)memory;
    }

    /// <summary>Where C finds it; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => NativeMemory.Free((void*)Address);
}
