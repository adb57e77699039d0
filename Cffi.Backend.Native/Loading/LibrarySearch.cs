namespace Cffi.Backend.Native.Loading;

/// <summary>Converts the user's name of a library ("c", "z", "libz.so.1", a path) to names and paths for the loader, as the system names its libraries.</summary>
/// <param name="applicationFolders">The folders with the program's own libraries.</param>
internal abstract class LibrarySearch(IReadOnlyList<string> applicationFolders)
{
    private const string SearchDirectoriesKey = "NATIVE_DLL_SEARCH_DIRECTORIES";

    /// <summary>The one of this process.</summary>
    public static LibrarySearch Current { get; } =
        OperatingSystem.IsWindows() ? new WindowsLibrarySearch(OfApplication, FoldersIn("PATH"))
        : OperatingSystem.IsMacOS() ? new MacLibrarySearch(OfApplication)
        : new LinuxLibrarySearch(OfApplication);

    /// <summary>The folders with the program's own libraries: those that the host names for packages, and the program's folder.</summary>
    public IReadOnlyList<string> ApplicationFolders => applicationFolders;

    /// <summary>The end of the names of libraries, with its dot.</summary>
    public abstract string Extension { get; }

    /// <summary>The names and paths to try, the best first.</summary>
    /// <param name="name">The name or path from the user.</param>
    public IReadOnlyList<string> Candidates(string name)
    {
        if (IsPath(name))
        {
            return [name];
        }

        bool isFileName = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dylib", StringComparison.Ordinal)
            || name.EndsWith(".so", StringComparison.Ordinal)
            || name.Contains(".so.", StringComparison.Ordinal);
        IReadOnlyList<string> fileNames = isFileName ? [name] : FileNames(name);

        // The program's own libraries (from NuGet packages) precede the system's.
        IEnumerable<string> candidates = [.. InApplication(name, fileNames), .. isFileName ? [name] : SystemNames(name)];
        string plain = Plain(name);

        // "libm" and "libm.so" mean "m": the file with that name is for the linker, or is not installed.
        return [.. (plain == name ? candidates : candidates.Concat(SystemNames(plain))).Distinct()];
    }

    /// <summary>A library that belongs to another one: <c>cos</c> belongs to the C library, in whichever file it is; null for none.</summary>
    public virtual string? Companion(string name) => null;

    /// <summary>Whether the user's name has a folder.</summary>
    protected virtual bool IsPath(string name) => name.Contains('/', StringComparison.Ordinal);

    /// <summary>The name that a name with an affix means.</summary>
    protected virtual string Plain(string name) => name;

    /// <summary>The usual file names of a library.</summary>
    protected abstract IReadOnlyList<string> FileNames(string name);

    /// <summary>What the system's loader gets.</summary>
    protected abstract IEnumerable<string> SystemNames(string name);

    /// <summary>The paths of the library in the program's folders.</summary>
    protected virtual IEnumerable<string> InApplication(string name, IReadOnlyList<string> fileNames) =>
        fileNames.SelectMany(fileName => applicationFolders.Select(directory => Path.Combine(directory, fileName))).Where(File.Exists);

    /// <summary>The files of folders that a pattern selects; folders that do not exist or cannot be read have none.</summary>
    protected static IEnumerable<string> FilesIn(IEnumerable<string> folders, string pattern) => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { IgnoreInaccessible = true }));

    /// <summary>A name without "lib" and without an ending; the name itself if it has no "lib", or has further dots, as those of versions.</summary>
    protected static string WithoutAffixes(string name, string ending)
    {
        string stem = name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
        return stem.StartsWith("lib", StringComparison.Ordinal) && stem.Length > 3 && !stem.Contains('.', StringComparison.Ordinal) ? stem[3..] : name;
    }

    /// <summary>The folders that an environment variable lists.</summary>
    public static string[] FoldersIn(string variable) => (Environment.GetEnvironmentVariable(variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static string[] OfApplication => [.. (AppContext.GetData(SearchDirectoriesKey) as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory).Distinct()];
}
