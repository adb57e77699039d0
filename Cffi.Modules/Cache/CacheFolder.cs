using Cffi.Modules.Errors;
using Cffi.Modules.Waiting;

namespace Cffi.Modules.Cache;

/// <summary>Compiled modules, addressed by content, in a private folder of the user.</summary>
/// <remarks>
/// An entry is a folder named by its key (<see cref="CacheEntry"/>). It is created under another name and renamed, so that
/// many processes can do so at once: the first rename wins, and all processes use that entry. An entry whose seal does not match,
/// or whose headers have changed, is compiled again.
/// </remarks>
internal sealed class CacheFolder
{
    private const string UnfinishedPrefix = "unfinished-";
    private const int KeyLength = 32;
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

    /// <summary>The full path of a cache: the given folder, or the default one.</summary>
    public static string PathOf(string? folder) => Path.GetFullPath(folder ?? DefaultFolder());

    /// <summary>The size of all entries in bytes.</summary>
    public long Size => Entries().Sum(SizeOf);

    /// <summary>Opens the entry of a key; returns null if there is none that can be trusted.</summary>
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

        // Records the use, so that the least recently used entries are deleted first.
        Ignore(() => Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow));
        return entry;
    }

    /// <summary>Creates a folder for a new entry.</summary>
    public string Begin()
    {
        string folder = NewName();
        PrivateFolder.Require(folder);
        return folder;
    }

    /// <summary>Makes an entry visible under its key.</summary>
    /// <param name="folder">The folder of <see cref="Begin"/>, with all files in it.</param>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    /// <param name="wait">How to wait for a process that uses an old entry of the key. If it is cancelled, the new folder is deleted.</param>
    /// <returns>The entry of this process, or of another process that was faster.</returns>
    /// <exception cref="CompilationException">The entry cannot be written.</exception>
    public async ValueTask<CacheEntry> CommitAsync(string folder, string key, BuildWait wait)
    {
        string path = Path.Combine(root, key);
        CacheEntry? made = null;
        try
        {
            made = CacheEntry.Seal(folder, key, path);
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (TryMove(folder, path))
                {
                    return made;
                }

                // The entry of another process is equivalent, unless it is older than a change of a header.
                if (CacheEntry.TryOpen(path, key) is { } other)
                {
                    if (other.IsCurrent)
                    {
                        made.Dispose();
                        Discard(folder);
                        return other;
                    }

                    other.Dispose();
                }

                if (!TryDrop(path))
                {
                    await wait.Pause(BetweenAttempts).ConfigureAwait(false);
                }
            }

            throw new IOException($"'{path}' cannot be replaced");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            made?.Dispose();
            Discard(folder);
            throw BuildErrors.CannotKeep(root, reason);
        }
        catch (OperationCanceledException)
        {
            made?.Dispose();
            Discard(folder);
            throw;
        }
    }

    /// <summary>Deletes entries, the least recently used first, until the rest has at most the given number of bytes.</summary>
    /// <remarks>Entries that another process is making or loading stay. Unfinished folders are deleted after an hour.</remarks>
    /// <returns>The number of deleted bytes.</returns>
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

    /// <summary>Deletes a folder and its content, as far as possible.</summary>
    public static void Discard(string folder) => Ignore(() =>
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    // The folder is renamed first, so that no process finds an incomplete entry.
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

    private static bool TryMove(string folder, string path)
    {
        Ignore(() => Directory.Move(folder, path));
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

    // Another process may do the same at the same time. A later call deletes what remains.
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
