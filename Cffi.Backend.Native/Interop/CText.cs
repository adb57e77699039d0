using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>What a <c>const char *</c> parameter takes: a string, UTF-8 bytes, a <see cref="CString"/>, or null.</summary>
/// <remarks>
/// A string is encoded for the call, with a NUL behind it; bytes are copied, with a NUL behind them; a pointer is passed on.
/// </remarks>
public readonly unsafe ref struct CText
{
    // A UTF-8 byte sequence has at most three bytes for each UTF-16 unit.
    private const int MostBytesPerChar = 3;

    // The characters, the bytes, or what the pointer points to. A span of bytes has length + 1, a string has -length - 1, a pointer has 0.
    private readonly ref readonly byte start;
    private readonly nint kind;

    private CText(ref readonly byte start, nint kind)
    {
        this.start = ref start;
        this.kind = kind;
    }

    /// <summary>The address of a pointer; 0 for what is to be encoded. For generated code.</summary>
    // What a pointer points to is C's and does not move.
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => kind == 0 ? (nint)Unsafe.AsPointer(ref Unsafe.AsRef(in start)) : 0;

    /// <summary>Text; null for a null pointer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CText(string? text) => text is null ? default : new(ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan())), ~text.Length);

    /// <summary>Bytes of UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CText(ReadOnlySpan<byte> text) => new(ref MemoryMarshal.GetReference(text), text.Length + (nint)1);

    /// <summary>Text that C has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CText(CString text) => new(ref *(byte*)text.Address, 0);

    /// <summary>Bytes that C has, with a NUL at their end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CText(CPointer<byte> text) => new(ref *(byte*)text.Address, 0);

    /// <summary>Puts the text where C can read it; for generated code.</summary>
    /// <param name="scratch">Stack memory, which must live until the result is disposed.</param>
    /// <exception cref="CffiTypeException">The string has a NUL, or an unpaired surrogate.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CTextInC Encode(Span<byte> scratch) => kind == 0 ? new(Address, null) : kind > 0 ? Copy(scratch) : EncodeString(scratch);

    private CTextInC Copy(Span<byte> scratch)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.CreateReadOnlySpan(in start, checked((int)(kind - 1)));
        byte* memory = Memory(bytes.Length, scratch, out void* allocated);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        memory[bytes.Length] = 0;
        return new((nint)memory, allocated);
    }

    private CTextInC EncodeString(Span<byte> scratch)
    {
        ReadOnlySpan<char> text = MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<byte, char>(ref Unsafe.AsRef(in start)), (int)~kind);
        if (text.Length < scratch.Length / MostBytesPerChar && !text.Contains('\0')
            && Utf8.FromUtf16(text, scratch, out _, out int written, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done)
        {
            scratch[written] = 0;
            return new((nint)AddressOf(scratch), null);
        }

        long length = TextEncoder.CountUnits(Representation.Char, text);
        byte* memory = Memory(length, scratch, out void* allocated);
        TextEncoder.Write(Representation.Char, text, memory, length);
        memory[length] = 0;
        return new((nint)memory, allocated);
    }

    private static byte* Memory(long length, Span<byte> scratch, out void* allocated)
    {
        allocated = null;
        return length < scratch.Length ? AddressOf(scratch) : (byte*)(allocated = NativeMemory.Alloc(checked((nuint)length + 1)));
    }

    // Stack memory does not move.
    private static byte* AddressOf(Span<byte> scratch) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(scratch));
}
