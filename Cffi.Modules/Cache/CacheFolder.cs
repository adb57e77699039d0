using Cffi.Modules.Errors;

namespace Cffi.Modules.Cache;

/// <summary>Compiled modules by content, in a folder that belongs to the user alone.</summary>
/// <remarks>
/// An entry is a folder named by its key (<see cref="CacheEntry"/>). It is made under another name and renamed, so that
/// many processes can do so at once: one of them wins, and all of them use its entry. An entry whose seal does not fit,
/// or whose headers have changed, is made anew.
/// </remarks>
internal sealed class CacheFolder
{
    private const string UnfinishedPrefix = "unfinished-";
    private const int KeyLength = 64;
    private const int MostAttempts = 100;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(20);
    private readonly string root;

    /// <exception cref="CompilationException">The folder cannot be made, or is not private.</exception>
    public CacheFolder(string? folder)
    {
        root = PathOf(folder);
        PrivateFolder.Require(root);
    }

    /// <summary>The full path of a cache: the folder, or the one that is used where none is named.</summary>
    public static string PathOf(string? folder) => Path.GetFullPath(folder ?? DefaultFolder());

    /// <summary>The bytes of all entries.</summary>
    public long Size => Entries().Sum(SizeOf);

    /// <summary>Opens the entry of a key; null where there is none that can be trusted.</summary>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    public CacheEntry? Find(string key)
    {
        string folder = Path.Combine(root, key);
        CacheEntry? entry = CacheEntry.TryOpen(folder, key);
        if (entry is null || !entry.IsCurrent)
        {
            entry?.Dispose();
            return null;
        }

        // Entries that are used last are dropped last.
        Ignore(() => Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow));
        return entry;
    }

    /// <summary>A folder to make an entry in.</summary>
    public string Begin()
    {
        string folder = NewName();
        PrivateFolder.Require(folder);
        return folder;
    }

    /// <summary>Makes an entry visible under its key.</summary>
    /// <param name="folder">What <see cref="Begin"/> gave, with all files in it.</param>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    /// <returns>The entry: this one, or another process's.</returns>
    /// <exception cref="CompilationException">It cannot be written.</exception>
    public CacheEntry Commit(string folder, string key)
    {
        string place = Path.Combine(root, key);
        CacheEntry? made = null;
        try
        {
            made = CacheEntry.Seal(folder, key, place);
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (TryMove(folder, place))
                {
                    return made;
                }

                // Another process's entry is as good as this one, but one from before a header changed is not.
                if (CacheEntry.TryOpen(place, key) is { } other)
                {
                    if (other.IsCurrent)
                    {
                        made.Dispose();
                        Discard(folder);
                        return other;
                    }

                    other.Dispose();
                }

                if (!TryDrop(place))
                {
                    Thread.Sleep(BetweenAttempts);
                }
            }

            throw new IOException($"'{place}' cannot be replaced");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            made?.Dispose();
            Discard(folder);
            throw BuildErrors.CannotKeep(root, reason);
        }
    }

    /// <summary>Drops entries, those first whose last use is longest ago, until the rest has at most a number of bytes.</summary>
    /// <remarks>What another process is making or loading stays; what it left behind an hour ago does not.</remarks>
    /// <returns>The bytes dropped.</returns>
    public long Trim(long most)
    {
        long total = 0, dropped = 0;
        foreach (DirectoryInfo entry in Entries().OrderByDescending(static entry => entry.LastWriteTimeUtc))
        {
            long size = SizeOf(entry);
            if (total + size <= most)
            {
                total += size;
            }
            else if (TryDrop(entry.FullName))
            {
                dropped += size;
            }
        }

        foreach (DirectoryInfo left in Folders().Where(static left => left.Name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal)))
        {
            if (DateTime.UtcNow - left.LastWriteTimeUtc > AbandonedAfter)
            {
                Discard(left.FullName);
            }
        }

        return dropped;
    }

    /// <summary>Deletes a folder and what is in it, as far as it can be.</summary>
    public static void Discard(string folder) => Ignore(() =>
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    // Renamed first, so that no process finds half an entry.
    private bool TryDrop(string entry)
    {
        if (File.Exists(entry))
        {
            Ignore(() => File.Delete(entry));
            return !File.Exists(entry);
        }

        string away = NewName();
        bool isGone = CacheEntry.TryTakeAway(entry, away);
        Discard(away);
        return isGone;
    }

    private static bool TryMove(string folder, string place)
    {
        Ignore(() => Directory.Move(folder, place));
        return !Directory.Exists(folder);
    }

    private IEnumerable<DirectoryInfo> Entries() => Folders().Where(static folder => folder.Name.Length == KeyLength && folder.Name.All(char.IsAsciiHexDigitLower));

    private DirectoryInfo[] Folders()
    {
        DirectoryInfo[] folders = [];
        Ignore(() => folders = new DirectoryInfo(root).GetDirectories());
        return folders;
    }

    private static long SizeOf(DirectoryInfo entry)
    {
        long size = 0;
        Ignore(() => size = entry.EnumerateFiles().Sum(static file => file.Length));
        return size;
    }

    private string NewName() => Path.Combine(root, UnfinishedPrefix + Guid.NewGuid().ToString("N"));

    private static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable("CFFI_CACHE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
        {
            return Path.Combine(cache, "cffi-dotnet");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0
            ? Path.Combine(home, ".cache", "cffi-dotnet")
            : Path.Combine(Path.GetTempPath(), "cffi-dotnet-" + Environment.UserName);
    }

    // Another process may do the same at the same time; what is not done now is done later.
    private static void Ignore(Action action)
    {
        try
        {
            action();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _ = reason;
        }
    }
}
