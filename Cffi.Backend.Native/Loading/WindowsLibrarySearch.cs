namespace Cffi.Backend.Native.Loading;

/// <summary>The names of Windows.</summary>
/// <param name="applicationFolders">The folders with the program's own libraries.</param>
/// <param name="pathFolders">The folders of <c>PATH</c>, which the loader searches last.</param>
internal sealed class WindowsLibrarySearch(IReadOnlyList<string> applicationFolders, IReadOnlyList<string> pathFolders) : LibrarySearch(applicationFolders)
{
    /// <inheritdoc/>
    public override string Extension => ".dll";

    /// <inheritdoc/>
    protected override bool IsPath(string name) => name.AsSpan().ContainsAny('/', '\\', ':');

    // Removes "lib", as programs for other systems write it.
    /// <inheritdoc/>
    protected override string Plain(string name) => WithoutAffixes(name, "");

    // "z" is zlib1.dll as zlib's authors build it, "libz-1.dll" as MSYS2 does, "z.dll" as CMake does by default.
    /// <inheritdoc/>
    protected override IReadOnlyList<string> FileNames(string name) => [$"{name}.dll", $"lib{name}.dll", .. name == "z" ? ["zlib1.dll", "zlib.dll"] : (string[])[]];

    // The C library includes the mathematical functions.
    /// <inheritdoc/>
    protected override IEnumerable<string> SystemNames(string name) =>
        name is "c" or "m" ? ["ucrtbase.dll", "msvcrt.dll"] : [.. FileNames(name), .. Versions(name, pathFolders)];

    /// <inheritdoc/>
    protected override IEnumerable<string> InApplication(string name, IReadOnlyList<string> fileNames) =>
        [.. base.InApplication(name, fileNames), .. Versions(name, ApplicationFolders)];

    // The GNU linker's manner: libname-N.dll, where N is the version of the interface.
    private static IOrderedEnumerable<string> Versions(string name, IReadOnlyList<string> folders) =>
        FilesIn(folders, $"lib{name}-*.dll")
            .Where(path => int.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(name.Length + 4), out _))
            .OrderByDescending(path => int.Parse(Path.GetFileNameWithoutExtension(path).AsSpan(name.Length + 4), System.Globalization.CultureInfo.InvariantCulture));
}
