using System.Buffers.Binary;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Executors;

/// <summary>The machine code of callbacks: a thunk for each, and the entry that they share.</summary>
/// <remarks>
/// Thunks are in pairs of 64 KiB. The code of the first half never changes after it has become executable; the second half has the
/// data of each thunk at the same offset:
/// <code>
///    code  | thunk 0 | thunk 1 | ...      read and execute
///    data  | index, entry | index, entry | ...      read and write
/// </code>
/// All of it lives as long as the process.
/// </remarks>
internal static unsafe class ThunkMemory
{
    /// <summary>The distance between thunks in bytes.</summary>
    public const int Stride = 32;

    /// <summary>The number of thunks in a pair.</summary>
    public const int Count = Half / Stride;

    // A multiple of every page size in use. The machine code of thunks has it too.
    private const int Half = 0x10000;

    /// <summary>Makes the code that thunks share.</summary>
    /// <param name="code">The code of an entry, whose last eight bytes are replaced.</param>
    /// <param name="enter">The address of <c>void enter(nint index, UpcallFrame *frame)</c>.</param>
    /// <returns>Its address; 0 if the system allows no executable memory.</returns>
    public static nint TryCreateEntry(ReadOnlySpan<byte> code, nint enter)
    {
        byte[] complete = code.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(complete.AsSpan(complete.Length - sizeof(long)), enter);
        return (nint)ExecutableMemory.TryCreate(complete);
    }

    /// <summary>Makes a pair with the thunks of the next callbacks.</summary>
    /// <param name="code">The code of a thunk.</param>
    /// <param name="firstIndex">The index that the first thunk passes; each of the others passes the next one.</param>
    /// <returns>The address of the first thunk; 0 if the system has no memory or allows no executable memory.</returns>
    public static nint TryCreate(ReadOnlySpan<byte> code, int firstIndex)
    {
        var memory = (byte*)ExecutableMemory.TryMap(2 * Half);
        if (memory == null)
        {
            return 0;
        }

        for (int i = 0; i < Count; i++)
        {
            code.CopyTo(new Span<byte>(memory + (i * Stride), Stride));
            DataOf((nint)memory, i)->Index = firstIndex + i;
        }

        return ExecutableMemory.TryMakeExecutable(memory, Half, 2 * Half) ? (nint)memory : 0;
    }

    /// <summary>The address of a thunk, which C calls.</summary>
    public static nint AddressOf(nint memory, int index) => memory + (index * Stride);

    /// <summary>Sets the entry of a thunk.</summary>
    public static void SetEntry(nint memory, int index, nint entry) => Volatile.Write(ref DataOf(memory, index)->Entry, entry);

    private static Data* DataOf(nint memory, int index) => (Data*)(AddressOf(memory, index) + Half);

    // The machine code of thunks depends on the offsets.
    private struct Data
    {
        public nint Index;
        public nint Entry;
    }
}
