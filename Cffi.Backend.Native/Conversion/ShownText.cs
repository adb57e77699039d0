using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The displayed text of data of a character type.</summary>
/// <remarks>
/// A debugger displays data too, and a pointer may point anywhere. Memory without a known owner is read by the kernel,
/// which returns an error where the processor would fault.
/// </remarks>
internal static unsafe class ShownText
{
    // One page at a time, because text may end on the last mapped page.
    private const int PageSize = 4096;
    private const int MostBytes = 16 * PageSize;

    /// <summary>The text; null if the data is not text, or cannot be read.</summary>
    public static string? Of(CData data)
    {
        NativeType type = data.NativeType;
        if (type.Representation is not (Representation.Array or Representation.Pointer) || !IsText(type.Item) || data.IsNull || data.Owner is { IsDisposed: true })
        {
            return null;
        }

        if (type.ArrayLength >= 0 || data.Owner is { Size: < long.MaxValue })
        {
            try
            {
                return TextDecoder.Read(data, -1);
            }
            catch (CffiIndexException)
            {
                // A pointer outside its owned memory is displayed as a pointer.
                return null;
            }
        }

        return Foreign(data.Address, type.Item.Representation);
    }

    // Const bytes are text; other bytes of that type are numbers.
    private static bool IsText(NativeType item) => item.IsText
        || (item.Type.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.UChar } && (item.Type.Qualifiers & CQualifiers.Const) != 0);

    private static string? Foreign(nint address, Representation unit)
    {
        int size = TextEncoder.UnitSize(unit);
        using var text = new MemoryStream();
        byte* page = stackalloc byte[PageSize];
        while (text.Length < MostBytes)
        {
            nint start = address + (nint)text.Length;
            int left = PageSize - (int)(start & (PageSize - 1));
            var bytes = new ReadOnlySpan<byte>(page, left);
            if (!TryCopy(start, page, left))
            {
                return null;
            }

            text.Write(bytes);
            ReadOnlySpan<byte> all = text.GetBuffer().AsSpan(0, (int)text.Length);
            for (int i = 0; i + size <= all.Length; i += size)
            {
                if (!all.Slice(i, size).ContainsAnyExcept((byte)0))
                {
                    return TextDecoder.Decode(all[..i], unit);
                }
            }
        }

        return null;
    }

    // process_vm_readv of this very process; struct iovec is an address and a length. All buffers live through the call.
    private static bool TryCopy(nint source, byte* destination, int length)
    {
        if (OperatingSystem.IsWindows())
        {
            // -1 is the handle of the calling process (GetCurrentProcess).
            nuint copied;
            var copy = (delegate* unmanaged<nint, nint, byte*, nuint, nuint*, int>)ProcessSymbols.FindInSystem("ReadProcessMemory");
            return copy(-1, source, destination, (nuint)length, &copied) != 0;
        }

        if (!OperatingSystem.IsLinux() || ProcessSymbols.Find("process_vm_readv") is not (not 0 and var symbol))
        {
            return false;
        }

        nint* vectors = stackalloc nint[4] { (nint)destination, length, source, length };
        var read = (delegate* unmanaged[Cdecl]<int, nint*, nuint, nint*, nuint, nuint, nint>)symbol;
        return read(Environment.ProcessId, vectors, 1, vectors + 2, 1, 0) == length;
    }
}
