namespace Cffi.Backend.Native.Loading;

/// <summary>Converts the user's name of a library ("c", "z", "libz.so.1", a path) to names and paths for the loader, the best first.</summary>
internal static class LibraryNames
{
    private const string SearchDirectoriesKey = "NATIVE_DLL_SEARCH_DIRECTORIES";

    /// <summary>The names and paths to try, in order.</summary>
    /// <param name="name">The name or path from the user.</param>
    public static IReadOnlyList<string> Candidates(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && name.Contains('\\', StringComparison.Ordinal)))
        {
            return [name];
        }

        bool isFileName = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dylib", StringComparison.Ordinal)
            || name.EndsWith(".so", StringComparison.Ordinal)
            || name.Contains(".so.", StringComparison.Ordinal);
        string[] fileNames = isFileName ? [name] : FileNames(name);

        // The program's own libraries (from NuGet packages) precede the system's.
        IEnumerable<string> candidates = [.. fileNames.SelectMany(InApplication), .. isFileName ? [name] : SystemNames(name, fileNames)];
        string plain = Plain(name);

        // "libm" and "libm.so" mean "m": the file with that name is for the linker, or is not installed.
        return [.. plain == name ? candidates : candidates.Concat(SystemNames(plain, FileNames(plain))).Distinct()];
    }

    // Removes "lib" and ".so". A name with a version is a file name.
    private static string Plain(string name)
    {
        string stem = name.EndsWith(".so", StringComparison.Ordinal) ? name[..^3] : name;
        return !OperatingSystem.IsWindows() && stem.StartsWith("lib", StringComparison.Ordinal) && stem.Length > 3 && !stem.Contains('.', StringComparison.Ordinal) ? stem[3..] : name;
    }

    /// <summary>A library that belongs to another one: <c>cos</c> belongs to the C library, in whichever file it is; null for none.</summary>
    public static string? Companion(string name) => OperatingSystem.IsLinux() && Plain(name) == "c" ? "m" : null;

    /// <summary>The folders with the program's own libraries: those that the host names for packages, and the program's folder.</summary>
    public static IEnumerable<string> ApplicationFolders()
    {
        string directories = AppContext.GetData(SearchDirectoriesKey) as string ?? "";
        return directories.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory);
    }

    private static string[] FileNames(string name) =>
        OperatingSystem.IsWindows() ? [$"{name}.dll", $"lib{name}.dll"]
        : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", $"{name}.dylib"]
        : [$"lib{name}.so", $"{name}.so"];

    private static IEnumerable<string> InApplication(string fileName) =>
        ApplicationFolders().Select(directory => Path.Combine(directory, fileName)).Where(File.Exists).Distinct();

    private static string[] SystemNames(string name, string[] fileNames)
    {
        if (OperatingSystem.IsWindows())
        {
            // On this system the C library includes the mathematical functions.
            return name is "c" or "m" ? ["ucrtbase.dll", "msvcrt.dll"] : fileNames;
        }

        if (OperatingSystem.IsMacOS())
        {
            return name is "c" or "m" ? ["libSystem.dylib", .. fileNames] : fileNames;
        }

        // libc.so may be a text file for the linker, or absent: programs are linked with the versioned name.
        // musl has one library for all of C, and no cache.
        IEnumerable<string> musl = name is "c" or "m" ? ["libc.musl-" + MuslArchitecture + ".so.1"] : [];
        return [.. LoaderCache.Find(name), .. fileNames, .. InStandardDirectories(name), .. musl];
    }

    private static string MuslArchitecture =>
        System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "aarch64" : "x86_64";

    private static IEnumerable<string> InStandardDirectories(string name)
    {
        string[] directories = ["/usr/local/lib", "/lib", "/usr/lib", "/lib64", "/usr/lib64"];
        return directories
            .Where(Directory.Exists)
            .SelectMany(static directory => Directory.EnumerateFiles(directory, "lib*.so.*", new EnumerationOptions { IgnoreInaccessible = true }))
            .Where(path => Path.GetFileName(path).StartsWith($"lib{name}.so.", StringComparison.Ordinal))
            .OrderByDescending(static path => path, SharedObjectVersion.Order);
    }
}
