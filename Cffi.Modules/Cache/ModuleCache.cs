using Cffi.Modules.Cache;

namespace Cffi.Modules;

/// <summary>The modules of API mode that are kept compiled, so that the next process need not compile them.</summary>
/// <remarks>
/// A module is found again by its C text, its declarations, the options, the compiler, and the headers it was compiled
/// from. The folder belongs to its user alone; any number of processes may use it at once. After each compilation the
/// modules whose last use is longest ago are dropped until <see cref="BuildOptions.CacheLimit"/> is kept.
/// </remarks>
public static class ModuleCache
{
    /// <summary>Where modules are kept unless <see cref="BuildOptions.CacheFolder"/> says otherwise; it need not exist.</summary>
    /// <remarks><c>CFFI_CACHE</c>, or else <c>cffi-dotnet</c> in <c>XDG_CACHE_HOME</c> or in the user's <c>.cache</c>.</remarks>
    public static string Folder => CacheFolder.PathOf(null);

    /// <summary>The size of all modules in a cache, in bytes.</summary>
    /// <param name="folder">The cache; null for the usual one.</param>
    /// <exception cref="CompilationException">The folder is not private.</exception>
    public static long Size(string? folder = null) => Exists(folder) ? new CacheFolder(folder).Size : 0;

    /// <summary>Drops all modules of a cache but those that another process is loading right now.</summary>
    /// <param name="folder">The cache; null for the usual one. Nothing else in it is touched.</param>
    /// <returns>The bytes freed.</returns>
    /// <exception cref="CompilationException">The folder is not private.</exception>
    public static long Clear(string? folder = null) => Exists(folder) ? new CacheFolder(folder).Trim(0) : 0;

    private static bool Exists(string? folder) => Directory.Exists(CacheFolder.PathOf(folder));
}
