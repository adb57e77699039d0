using System.Globalization;

namespace Cffi.Tests.Native;

/// <summary>What the process may do with its memory, as the system says.</summary>
internal static class MemoryAccess
{
    private const uint Execute = 0x10, ExecuteRead = 0x20, ReadWrite = 4;

    /// <summary>The access to the page of an address: <c>r-x</c>, for example.</summary>
    public static string Of(nint address) => OperatingSystem.IsWindows() ? InWindows(address) : InLinux((ulong)address);

    private static string InLinux(ulong address) => File.ReadLines("/proc/self/maps").Single(line => Contains(line, address)).Split(' ')[1][..3];

    // A line starts with the first address and the end address, in hexadecimal.
    private static bool Contains(string line, ulong address)
    {
        ulong[] ends = [.. line[..line.IndexOf(' ')].Split('-').Select(static end => ulong.Parse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        return ends[0] <= address && address < ends[1];
    }

    private static string InWindows(nint address)
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            struct region { void *base, *allocation; unsigned first_access; size_t size; unsigned state, access, kind; };
            size_t VirtualQuery(const void *address, struct region *region, size_t size);
            """);
        using CLibrary system = ffi.Dlopen("kernel32");
        using CData region = ffi.New("struct region *");
        Assert.That(system.Call<int>("VirtualQuery", address, region, ffi.SizeOf("struct region")), Is.Positive);
        return region["access"].As<uint>() switch
        {
            Execute => "--x",
            ExecuteRead => "r-x",
            ReadWrite => "rw-",
            uint other => $"0x{other:x}",
        };
    }
}
