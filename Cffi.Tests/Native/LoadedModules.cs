namespace Cffi.Tests.Native;

/// <summary>The libraries that are loaded into this process.</summary>
internal static class LoadedModules
{
    private static readonly Lazy<CLibrary> WindowsSystem = new(static () =>
    {
        var ffi = new Ffi();
        ffi.Cdef("void *GetModuleHandleW(const wchar_t *name);");
        return ffi.Dlopen("kernel32");
    });

    /// <summary>Whether the library of a file is loaded.</summary>
    // System.Diagnostics.Process lists all modules with their details, which takes seconds in some systems.
    public static bool Contain(string path) => OperatingSystem.IsWindows()
        ? !WindowsSystem.Value.Call<CData>("GetModuleHandleW", path).IsNull
        : File.ReadLines("/proc/self/maps").Any(line => line.EndsWith(path, StringComparison.Ordinal));
}
