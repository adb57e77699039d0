namespace Cffi.Backend.Native.Loading;

/// <summary>The names of macOS.</summary>
/// <remarks>The system's libraries are in dyld's cache and have no files, so the loader gets every candidate.</remarks>
internal sealed class MacLibrarySearch(IReadOnlyList<string> applicationFolders) : LibrarySearch(applicationFolders)
{
    // Where Homebrew installs on Arm and on Intel, and MacPorts: dyld searches only the second by itself.
    private static readonly string[] PackageFolders = ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"];

    private static readonly string[] FrameworkFolders = ["/System/Library/Frameworks", "/Library/Frameworks"];

    /// <inheritdoc/>
    public override string Extension => ".dylib";

    // Removes "lib" and ".dylib". A name with a version is a file name.
    /// <inheritdoc/>
    protected override string Plain(string name) => WithoutAffixes(name, ".dylib");

    /// <inheritdoc/>
    protected override IReadOnlyList<string> FileNames(string name) => [$"lib{name}.dylib", $"{name}.dylib"];

    /// <inheritdoc/>
    protected override IEnumerable<string> SystemNames(string name) =>
    [
        .. name is "c" or "m" ? ["libSystem.dylib"] : (string[])[],
        .. FileNames(name),
        .. FileNames(name).SelectMany(static fileName => PackageFolders.Select(folder => $"{folder}/{fileName}")),
        .. FrameworkFolders.Select(folder => $"{folder}/{name}.framework/{name}"),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<string> InApplication(string name, IReadOnlyList<string> fileNames) =>
        [.. base.InApplication(name, fileNames), .. ApplicationFolders.Select(folder => Path.Combine(folder, name + ".framework", name)).Where(File.Exists)];
}
