using Cffi.Modules.Cache;

namespace Cffi.Modules;

/// <summary>The cache of compiled modules of API mode, so that the next process need not compile them.</summary>
/// <remarks>
/// The key of a module is its C text, its declarations, the options, the compiler, and the headers that it was compiled
/// from. The folder is private to its user; any number of processes may use it at the same time. After each compilation the
/// least recently used modules are deleted until the size is below <see cref="BuildOptions.CacheLimit"/>.
/// </remarks>
public static class ModuleCache
{
    /// <summary>The default folder, which <see cref="BuildOptions.CacheFolder"/> overrides; it need not exist.</summary>
    /// <remarks><c>CFFI_CACHE</c>, otherwise <c>cffi-dotnet</c> in <c>XDG_CACHE_HOME</c> or in the user's <c>.cache</c>.</remarks>
    public static string Folder => CacheFolder.PathOf(null);

    /// <summary>The size of all modules in a cache, in bytes.</summary>
    /// <param name="folder">The cache folder; null for the default one.</param>
    /// <exception cref="CompilationException">The folder is not private.</exception>
    public static long Size(string? folder = null) => Exists(folder) ? new CacheFolder(folder).Size : 0;

    /// <summary>Deletes all modules of a cache, except those that another process is loading.</summary>
    /// <param name="folder">The cache folder; null for the default one. Other files in the folder are not deleted.</param>
    /// <returns>The number of freed bytes.</returns>
    /// <exception cref="CompilationException">The folder is not private.</exception>
    public static long Clear(string? folder = null) => Exists(folder) ? new CacheFolder(folder).Trim(0) : 0;

    private static bool Exists(string? folder) => Directory.Exists(CacheFolder.PathOf(folder));
}
