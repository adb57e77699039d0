using Cffi.Modules.Descriptions;
using Cffi.Modules.Objects;

namespace Cffi.Modules.Cache;

/// <summary>An entry of the cache that this process holds: while the entry is open, no process deletes it.</summary>
/// <remarks>
/// An entry is a folder with the object, the library, the list of headers, and a seal: the key and the digests of the
/// other files. A process holds an entry with a shared lock on the seal, and needs an exclusive lock to delete it.
/// </remarks>
internal sealed class CacheEntry : IDisposable
{
    public const string ObjectFile = "module.o";
    public const string LibraryFile = "module.so";
    public const string HeadersFile = "headers";
    private const string SealFile = "seal";
    private static readonly string[] Sealed = [ObjectFile, LibraryFile, HeadersFile];
    private readonly string folder;
    private readonly FileStream hold;

    private CacheEntry(string folder, FileStream hold)
    {
        this.folder = folder;
        this.hold = hold;
    }

    /// <summary>The object that has the compiler's facts.</summary>
    public string ObjectPath => Path.Combine(folder, ObjectFile);

    /// <summary>The library to load.</summary>
    public string LibraryPath => Path.Combine(folder, LibraryFile);

    /// <summary>Whether the headers that the module was compiled from are unchanged.</summary>
    public bool IsCurrent => HeaderList.IsCurrent(File.ReadAllText(Path.Combine(folder, HeadersFile)));

    /// <summary>Opens an entry that is complete and belongs to the user.</summary>
    /// <param name="folder">The entry.</param>
    /// <param name="key">The key that the entry must have.</param>
    /// <returns>The entry; null if it is missing, damaged, owned by another user, or being deleted.</returns>
    public static CacheEntry? TryOpen(string folder, string key)
    {
        string seal = Path.Combine(folder, SealFile);
        FileStream? hold = null;
        try
        {
            if (!PrivateFolder.IsOwn(folder) || !PrivateFolder.IsOwn(seal) || !Sealed.All(name => PrivateFolder.IsOwn(Path.Combine(folder, name))))
            {
                return null;
            }

            hold = new FileStream(seal, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var text = new StreamReader(hold, leaveOpen: true);
            if (text.ReadToEnd() == Text(folder, key))
            {
                var entry = new CacheEntry(folder, hold);
                hold = null;
                return entry;
            }

            return null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            hold?.Dispose();
        }
    }

    /// <summary>Writes the seal of an entry that has all its files, and holds the entry.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="key">The key that it is made for.</param>
    /// <param name="path">The path after renaming.</param>
    public static CacheEntry Seal(string folder, string key, string path)
    {
        string seal = Path.Combine(folder, SealFile);
        File.WriteAllText(seal, Text(folder, key));
        return new CacheEntry(path, new FileStream(seal, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>Renames an entry, so that no process finds it, unless a process holds it.</summary>
    /// <returns>Whether the entry was renamed.</returns>
    public static bool TryTakeAway(string folder, string to)
    {
        try
        {
            FileStream? hold = null;
            try
            {
                hold = new FileStream(Path.Combine(folder, SealFile), FileMode.Open, FileAccess.Read, FileShare.None);
            }
            catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // Without a readable seal no process can hold the entry.
                _ = reason;
            }

            using (hold)
            {
                Directory.Move(folder, to);
            }

            return true;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return !Path.Exists(folder);
        }
    }

    public void Dispose() => hold.Dispose();

    private static string Text(string folder, string key) => key + "\n" + string.Concat(Sealed.Select(name => Digest(Path.Combine(folder, name)) + "\n"));

    private static string Digest(string file) => Checksum.NameOf(File.ReadAllBytes(file));
}
