using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The text that data of a character type is shown as.</summary>
/// <remarks>
/// A debugger shows data too, and a pointer may point anywhere: what is behind one that nobody owns is read by the kernel,
/// which answers where the processor would fault.
/// </remarks>
internal static unsafe class ShownText
{
    // A page at a time: text may end on the last one that is there.
    private const int PageSize = 4096;
    private const int MostBytes = 16 * PageSize;

    /// <summary>The text; null where the data is no text, or none that can be read.</summary>
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
                // A pointer beyond the memory that it was made from: shown as a pointer.
                return null;
            }
        }

        return Foreign(data.Address, type.Item.Representation);
    }

    // Bytes that C promises not to change are text; others of that type are numbers.
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
        if (!OperatingSystem.IsLinux() || ProcessSymbols.Find("process_vm_readv") is not (not 0 and var symbol))
        {
            return false;
        }

        nint* vectors = stackalloc nint[4] { (nint)destination, length, source, length };
        var read = (delegate* unmanaged[Cdecl]<int, nint*, nuint, nint*, nuint, nuint, nint>)symbol;
        return read(Environment.ProcessId, vectors, 1, vectors + 2, 1, 0) == length;
    }
}
