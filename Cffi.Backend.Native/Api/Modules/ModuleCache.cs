using System.Security.Cryptography;

namespace Cffi.Backend.Native.Api.Modules;

/// <summary>Compiled modules by content, in a folder that belongs to the user alone.</summary>
/// <remarks>
/// An entry is a folder named by its key, with the object, the library, the list of headers and a seal: the digest of them. It is made under
/// another name and renamed, so that many processes can do so at once: one of them wins, and all of them use its entry.
/// An entry whose seal does not fit, or whose headers have changed, is made anew.
/// </remarks>
internal sealed class ModuleCache
{
    public const string ObjectFile = "module.o";
    public const string LibraryFile = "module.so";
    public const string HeadersFile = "headers";
    private const string SealFile = "seal";
    private const string UnfinishedPrefix = "unfinished-";
    private const long LargestSize = 512L << 20;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);
    private readonly string root;

    /// <exception cref="CompilationException">The folder cannot be made, or is not private.</exception>
    public ModuleCache(string? folder)
    {
        root = Path.GetFullPath(folder ?? DefaultFolder());
        PrivateFolder.Require(root);
    }

    /// <summary>The entry of a key; null where there is none that can be trusted.</summary>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    public string? Find(string key)
    {
        string entry = Path.Combine(root, key);
        if (!IsWhole(entry))
        {
            return null;
        }

        // Entries that are used last are dropped last.
        Ignore(() => Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow));
        return entry;
    }

    /// <summary>A folder to make an entry in.</summary>
    public string Begin()
    {
        string folder = Path.Combine(root, UnfinishedPrefix + Guid.NewGuid().ToString("N"));
        PrivateFolder.Require(folder);
        return folder;
    }

    /// <summary>Makes the entry visible under its key.</summary>
    /// <param name="folder">What <see cref="Begin"/> gave, with both files in it.</param>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    /// <returns>The entry: this one, or another process's.</returns>
    /// <exception cref="CompilationException">It cannot be written.</exception>
    public string Commit(string folder, string key)
    {
        string entry = Path.Combine(root, key);
        try
        {
            File.WriteAllText(Path.Combine(folder, SealFile), Seal(folder));
            for (int attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    Directory.Move(folder, entry);
                    Trim(entry);
                    return entry;
                }
                catch (IOException) when (Path.Exists(entry))
                {
                    if (IsWhole(entry))
                    {
                        Discard(folder);
                        return entry;
                    }

                    Discard(entry);
                }
            }

            throw new IOException($"'{entry}' cannot be replaced");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            Discard(folder);
            throw BuildErrors.CannotKeep(root, reason);
        }
    }

    /// <summary>Drops a folder and what is in it.</summary>
    public static void Discard(string folder) => Ignore(() =>
    {
        if (File.Exists(folder))
        {
            File.Delete(folder);
        }
        else if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    private static bool IsWhole(string entry)
    {
        try
        {
            string seal = Path.Combine(entry, SealFile);
            return Directory.Exists(entry) && PrivateFolder.IsOwn(entry) && PrivateFolder.IsOwn(Path.Combine(entry, LibraryFile))
                && File.Exists(seal) && File.ReadAllText(seal) == Seal(entry)
                && HeaderList.IsCurrent(File.ReadAllText(Path.Combine(entry, HeadersFile)));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Seal(string folder) =>
        string.Concat(((string[])[ObjectFile, LibraryFile, HeadersFile]).Select(name => Digest(Path.Combine(folder, name)) + "\n"));

    private static string Digest(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // The entry just made stays, whatever its size.
    private void Trim(string newest) => Ignore(() =>
    {
        long total = 0;
        foreach (DirectoryInfo entry in new DirectoryInfo(root).GetDirectories().OrderByDescending(static e => e.LastWriteTimeUtc))
        {
            bool isUnfinished = entry.Name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal);
            long size = isUnfinished ? 0 : entry.EnumerateFiles().Sum(static file => file.Length);
            total += size;
            bool isAbandoned = isUnfinished && DateTime.UtcNow - entry.LastWriteTimeUtc > AbandonedAfter;
            if (isAbandoned || (total > LargestSize && !isUnfinished && entry.FullName != newest))
            {
                Discard(entry.FullName);
            }
        }
    });

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

    // Another process may do the same at the same time; what is not dropped now is dropped later.
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
