using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>A cache for one test, and a compiler that counts its runs.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class CacheFixture : IDisposable
{
    public const string Prelude = "static int f(void) { return 7; }";
    private readonly TemporaryFolder folder = new();
    private readonly string compiler;

    public CacheFixture()
    {
        compiler = folder.File("counting-cc");
        System.IO.File.WriteAllText(compiler, $"#!/bin/sh\necho run >> '{Runs}'\nexec cc \"$@\"\n");
        System.IO.File.SetUnixFileMode(compiler, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The cache.</summary>
    public string Cache => folder.File("cache");

    /// <summary>The entries, finished or not.</summary>
    public string[] Entries => Directory.GetFileSystemEntries(Cache);

    /// <summary>The only entry.</summary>
    public string Entry => Entries.Single();

    /// <summary>How often the compiler has run. A module takes two runs: one for the object, one for the library.</summary>
    public int RunCount => System.IO.File.Exists(Runs) ? System.IO.File.ReadAllLines(Runs).Length : 0;

    private string Runs => folder.File("runs");

    /// <summary>A file or folder beside the cache.</summary>
    public string File(string name) => folder.File(name);

    /// <summary>Compiles a module, or loads it from the cache, and calls it.</summary>
    /// <returns>The new cache entry; null if the module was in the cache.</returns>
    public string? Use(string declarations = "int f(void);", string prelude = Prelude, BuildOptions? options = null)
    {
        string[] before = Directory.Exists(Cache) ? Entries : [];
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        using CLibrary lib = ffi.Verify(prelude, (options ?? new BuildOptions()) with { CacheFolder = Cache, Compiler = compiler });
        Assert.That(lib.Call<int>("f"), Is.EqualTo(7));
        return Entries.Except(before).SingleOrDefault();
    }

    /// <summary>Opens the only entry, as a later process does.</summary>
    public CacheEntry? Open() => CacheEntry.TryOpen(Entry, Path.GetFileName(Entry));

    public void Dispose() => folder.Dispose();
}
