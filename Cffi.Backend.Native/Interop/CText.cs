using System.ComponentModel;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>Text on its way to C: UTF-8 with a NUL, in the caller's stack frame where it is short.</summary>
/// <remarks>For generated code. Valid until disposed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct CText
{
    /// <summary>The bytes of stack memory that it wants.</summary>
    public const int ScratchSize = 256;

    private readonly void* allocated;

    /// <summary>Encodes a string; null is the null pointer.</summary>
    /// <param name="text">The string.</param>
    /// <param name="scratch">Stack memory, which must live until this is disposed.</param>
    /// <exception cref="CffiTypeException">The string has an unpaired surrogate.</exception>
    public CText(string? text, Span<byte> scratch)
    {
        if (text is null)
        {
            return;
        }

        long length = TextEncoder.CountUnits(Representation.Char, text);
        byte* memory = Memory(length, scratch, ref allocated);
        TextEncoder.Write(Representation.Char, text, memory, length);
        memory[length] = 0;
        Address = (nint)memory;
    }

    /// <summary>Copies bytes and puts a NUL behind them.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="scratch">Stack memory, which must live until this is disposed.</param>
    public CText(ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        byte* memory = Memory(text.Length, scratch, ref allocated);
        text.CopyTo(new Span<byte>(memory, text.Length));
        memory[text.Length] = 0;
        Address = (nint)memory;
    }

    /// <summary>Where C finds it; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Frees what was too long for the stack.</summary>
    public void Dispose() => NativeMemory.Free(allocated);

    // Stack memory does not move.
    private static byte* Memory(long length, Span<byte> scratch, ref void* allocated) => length < scratch.Length
        ? (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(scratch))
        : (byte*)(allocated = NativeMemory.Alloc(checked((nuint)length + 1)));
}
