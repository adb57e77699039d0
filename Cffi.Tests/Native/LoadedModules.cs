using System.Diagnostics;

namespace Cffi.Tests.Native;

/// <summary>The libraries that are loaded into this process.</summary>
internal static class LoadedModules
{
    /// <summary>Whether the library of a file is loaded.</summary>
    public static bool Contain(string path)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Any(module => string.Equals(module.FileName, path, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
    }
}
