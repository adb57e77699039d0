using System.Runtime.InteropServices;
using System.Text;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Loading;

/// <summary>The names that a 64-bit ELF library exports, read from its file: only for "did you mean".</summary>
internal static unsafe class ElfSymbols
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const uint DynamicSymbols = 11;
    private const int LinkMapRequest = 2;

    /// <summary>The exported names; none if the file is not a readable ELF library, and for the process itself.</summary>
    public static IEnumerable<string> Exports(string? path, nint handle)
    {
        return (PathOf(handle) ?? path) is { Length: > 0 } file ? Exports(FileContents.ReadIfPossible(file)) : [];
    }

    // The loader's own record of the library's path: l_addr, then l_name (link.h).
    private static string? PathOf(nint handle)
    {
        var info = (delegate* unmanaged[Cdecl]<nint, int, nint*, int>)ProcessSymbols.Find("dlinfo");
        nint map;
        return info(handle, LinkMapRequest, &map) == 0 ? Marshal.PtrToStringUTF8(((nint*)map)[1]) : null;
    }

    private static List<string> Exports(ReadOnlySpan<byte> file)
    {
        var names = new List<string>();
        if (file.Length < HeaderSize || !file.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return names;
        }

        long sections = MemoryMarshal.Read<long>(file[40..]);
        int count = MemoryMarshal.Read<ushort>(file[60..]);
        if (sections < 0 || sections > file.Length - ((long)count * SectionSize))
        {
            return names;
        }

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> section = file.Slice((int)sections + (i * SectionSize), SectionSize);
            int strings = MemoryMarshal.Read<int>(section[40..]);
            if (MemoryMarshal.Read<uint>(section[4..]) == DynamicSymbols && (uint)strings < count)
            {
                ReadOnlySpan<byte> text = Contents(file, file.Slice((int)sections + (strings * SectionSize), SectionSize));
                AddNames(Contents(file, section), text, names);
            }
        }

        return names;
    }

    private static ReadOnlySpan<byte> Contents(ReadOnlySpan<byte> file, ReadOnlySpan<byte> section)
    {
        long offset = MemoryMarshal.Read<long>(section[24..]);
        long size = MemoryMarshal.Read<long>(section[32..]);
        return offset >= 0 && size >= 0 && offset <= file.Length - size ? file.Slice((int)offset, (int)size) : [];
    }

    private static void AddNames(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> text, List<string> names)
    {
        for (int at = 0; at + SymbolSize <= symbols.Length; at += SymbolSize)
        {
            ReadOnlySpan<byte> symbol = symbols.Slice(at, SymbolSize);
            uint name = MemoryMarshal.Read<uint>(symbol);
            bool isDefined = MemoryMarshal.Read<ushort>(symbol[6..]) != 0;
            if (isDefined && name < text.Length)
            {
                ReadOnlySpan<byte> rest = text[(int)name..];
                int end = rest.IndexOf((byte)0);
                names.Add(Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]));
            }
        }
    }
}
