using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Loading;

/// <summary>The names of Linux, with glibc or with musl.</summary>
/// <remarks>Programs are linked with versioned names (<c>libz.so.1</c>). A name without a version is for the linker: it is missing without development packages, and may be a text file.</remarks>
internal sealed class LinuxLibrarySearch(IReadOnlyList<string> applicationFolders) : LibrarySearch(applicationFolders)
{
    private static readonly string[] StandardFolders = ["/usr/local/lib", "/lib", "/usr/lib", "/lib64", "/usr/lib64"];

    private static string MuslArchitecture => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";

    /// <inheritdoc/>
    public override string Extension => ".so";

    /// <inheritdoc/>
    public override string? Companion(string name) => Plain(name) == "c" ? "m" : null;

    // Removes "lib" and ".so". A name with a version is a file name.
    /// <inheritdoc/>
    protected override string Plain(string name) => WithoutAffixes(name, ".so");

    /// <inheritdoc/>
    protected override IReadOnlyList<string> FileNames(string name) => [$"lib{name}.so", $"{name}.so"];

    // musl has one library for all of C, and a list of folders instead of a cache.
    /// <inheritdoc/>
    protected override IEnumerable<string> SystemNames(string name) =>
        [.. LoaderCache.Find(name), .. FileNames(name), .. InStandardFolders(name), .. name is "c" or "m" ? [$"libc.musl-{MuslArchitecture}.so.1"] : (string[])[]];

    private static IOrderedEnumerable<string> InStandardFolders(string name) =>
        FilesIn([.. FoldersIn("LD_LIBRARY_PATH"), .. StandardFolders, .. MuslFolders()], $"lib{name}.so.*").OrderByDescending(static path => path, SharedObjectVersion.Order);

    private static string[] MuslFolders() =>
        System.Text.Encoding.UTF8.GetString(FileContents.ReadIfPossible($"/etc/ld-musl-{MuslArchitecture}.path")).Split([':', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
