using System.Runtime.InteropServices;
using System.Text;

namespace Cffi.Backend.Native.Loading;

/// <summary>
/// glibc's cache of libraries, <c>/etc/ld.so.cache</c>: it shows that "z" means <c>libz.so.1</c> if no development
/// package has installed a <c>libz.so</c>.
/// </summary>
/// <remarks>
/// The format is glibc's "glibc-ld.so.cache1.1": a header of 48 bytes, entries of 24 bytes (flags, offset of the name,
/// offset of the path, OS version, hardware capabilities), then the strings.
/// </remarks>
internal static class LoaderCache
{
    private const string DefaultPath = "/etc/ld.so.cache";
    private const int HeaderSize = 48;
    private const int EntrySize = 24;
    private const int AnyGlibc = 3;

    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    /// <summary>The shared objects of this process's architecture with the name <c>lib{name}.so</c> or <c>lib{name}.so.N</c>, the highest version first.</summary>
    /// <param name="name">The part between <c>lib</c> and <c>.so</c>.</param>
    /// <param name="cachePath">The cache's file; null for the system's.</param>
    public static IReadOnlyList<string> Find(string name, string? cachePath = null) =>
        Find(FileContents.ReadIfPossible(cachePath ?? DefaultPath), name);

    private static List<string> Find(ReadOnlySpan<byte> cache, string name)
    {
        var found = new List<string>();

        // In older systems the new format follows the old one.
        int start = cache.IndexOf(Magic);
        if (start < 0 || cache.Length < start + HeaderSize)
        {
            return found;
        }

        ReadOnlySpan<byte> file = cache[start..];
        uint count = MemoryMarshal.Read<uint>(file[Magic.Length..]);
        byte[] prefix = Encoding.UTF8.GetBytes($"lib{name}.so");
        for (int i = 0; i < count && HeaderSize + ((i + 1) * EntrySize) <= file.Length; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(HeaderSize + (i * EntrySize), EntrySize);
            int flags = MemoryMarshal.Read<int>(entry);
            ReadOnlySpan<byte> key = TextAt(file, MemoryMarshal.Read<uint>(entry[4..]));
            if (flags == ArchitectureFlags && key.StartsWith(prefix) && (key.Length == prefix.Length || key[prefix.Length] == '.'))
            {
                found.Add(Encoding.UTF8.GetString(key));
            }
        }

        return [.. found.Distinct().OrderByDescending(static key => key, SharedObjectVersion.Order)];
    }

    // From glibc's ldconfig.h: the ABI in the second byte, the kind of C library in the first.
    private static int ArchitectureFlags => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => AnyGlibc | 0x300,
        Architecture.Arm64 => AnyGlibc | 0xa00,
        _ => AnyGlibc,
    };

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> file, uint offset)
    {
        if (offset >= file.Length)
        {
            return [];
        }

        ReadOnlySpan<byte> rest = file[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? [] : rest[..end];
    }
}
