using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Modules;

namespace Cffi.Tests.Api;

/// <summary>When Cffi finds a module in the cache, and when it deletes one.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CacheTests
{
    [Test]
    public void A_hit_runs_no_compiler()
    {
        using var cache = new CacheFixture();
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(2), "one run for the object, one for the library");
        cache.Use();
        cache.Use();
        Assert.That((cache.RunCount, cache.Entries.Length), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Other_text_options_or_declarations_are_another_module()
    {
        using var cache = new CacheFixture();
        cache.Use();
        cache.Use(prelude: CacheFixture.Prelude + " ");
        cache.Use(options: new BuildOptions { Defines = ["X"] });
        cache.Use(options: new BuildOptions { Libraries = ["m"] });
        cache.Use("int f(void); int abs(int);", "#include <stdlib.h>\n" + CacheFixture.Prelude);
        Assert.That(cache.Entries, Has.Length.EqualTo(5));
    }

    [Test]
    public void Another_compiler_is_another_module()
    {
        using var cache = new CacheFixture();
        string other = cache.File("other-cc");
        File.WriteAllText(other, "#!/bin/sh\nexec cc \"$@\"\n");
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        int Entries()
        {
            var ffi = new Ffi();
            ffi.Cdef("int f(void);");
            ffi.Verify(CacheFixture.Prelude, new BuildOptions { CacheFolder = cache.Cache, Compiler = other }).Dispose();
            return cache.Entries.Length;
        }

        cache.Use();
        Assert.That((Entries(), Entries()), Is.EqualTo((2, 2)));
        File.AppendAllText(other, "# another version\n");
        Assert.That(Entries(), Is.EqualTo(3));
    }

    [Test]
    public void A_header_that_has_changed_and_is_as_long_as_before_is_another_module()
    {
        using var cache = new CacheFixture();
        string header = cache.File("short.h");
        File.WriteAllText(header, "#define VALUE 7\n");
        string prelude = $"#include \"{header}\"\nstatic int f(void) {{ return VALUE; }}";
        cache.Use("int f(void);\n#define VALUE 7", prelude, new BuildOptions());
        File.WriteAllText(header, "#define VALUE 8\n");
        Assert.Throws<VerificationException>(() => cache.Use("int f(void);\n#define VALUE 7", prelude, new BuildOptions()));
    }

    [Test]
    public void A_header_that_has_changed_is_another_module()
    {
        using var cache = new CacheFixture();
        Directory.CreateDirectory(cache.File("a folder"));
        string header = Path.Combine(cache.File("a folder"), "own $h.h");
        var options = new BuildOptions { IncludeDirectories = [cache.File("a folder")] };
        const string declarations = "int f(void);\n#define VALUE 7";
        const string prelude = "#include \"own $h.h\"\nstatic int f(void) { return VALUE; }";
        File.WriteAllText(header, "#define VALUE 7\n");
        cache.Use(declarations, prelude, options);
        File.WriteAllText(header, "#define VALUE 123\n");
        Assert.Throws<VerificationException>(() => cache.Use(declarations, prelude, options));
        File.WriteAllText(header, "#define VALUE (3 + 4)\n");
        cache.Use(declarations, prelude, options);
        Assert.That(cache.Entries, Has.Length.EqualTo(1), "the earlier entry is replaced");
        int runs = cache.RunCount;
        cache.Use(declarations, prelude, options);
        Assert.That(cache.RunCount, Is.EqualTo(runs));
    }

    [Test]
    public void The_least_recently_used_modules_go_when_there_are_too_many()
    {
        using var cache = new CacheFixture();
        string first = cache.Use()!;
        string second = cache.Use(prelude: CacheFixture.Prelude + "//2")!;
        long size = ModuleCache.Size(cache.Cache);
        Age(first, 2);
        Age(second, 1);
        cache.Use();
        string third = cache.Use(prelude: CacheFixture.Prelude + "//3", options: new BuildOptions { CacheLimit = size + 1000 })!;
        Assert.That(cache.Entries, Is.EquivalentTo(new[] { first, third }), "the first entry was used later than the second");
        string fourth = cache.Use(prelude: CacheFixture.Prelude + "//4", options: new BuildOptions { CacheLimit = 1 })!;
        Assert.That(cache.Entries, Is.EqualTo(new[] { fourth }), "a new entry stays, whatever its size");
    }

    [Test]
    public void An_entry_that_is_being_loaded_stays()
    {
        using var cache = new CacheFixture();
        cache.Use();
        using (CacheEntry? held = cache.Open())
        {
            Assert.That(held, Is.Not.Null);
            Assert.That(ModuleCache.Clear(cache.Cache), Is.Zero);
            cache.Use(prelude: CacheFixture.Prelude + "//2", options: new BuildOptions { CacheLimit = 1 });
            Assert.That(cache.Entries, Has.Length.EqualTo(2));
            Assert.That(File.Exists(held!.LibraryPath));
        }

        Assert.That(ModuleCache.Clear(cache.Cache), Is.Positive);
        Assert.That(cache.Entries, Is.Empty);
    }

    [Test]
    public void Clearing_takes_modules_and_nothing_else()
    {
        using var cache = new CacheFixture();
        Assert.That((ModuleCache.Clear(cache.Cache), ModuleCache.Size(cache.Cache), Directory.Exists(cache.Cache)), Is.EqualTo((0L, 0L, false)), "a missing cache folder is not created");
        cache.Use();
        cache.Use(prelude: CacheFixture.Prelude + " ");
        File.WriteAllText(Path.Combine(cache.Cache, "notes.txt"), "mine");
        string mine = Directory.CreateDirectory(Path.Combine(cache.Cache, "folder")).FullName;
        long size = ModuleCache.Size(cache.Cache);
        Assert.That(size, Is.Positive);
        Assert.That(ModuleCache.Clear(cache.Cache), Is.EqualTo(size));
        Assert.That(cache.Entries, Is.EquivalentTo(new[] { mine, Path.Combine(cache.Cache, "notes.txt") }));
        cache.Use();
    }

    [Test]
    public void What_a_killed_process_left_goes_after_an_hour()
    {
        using var cache = new CacheFixture();
        cache.Use();
        string old = Directory.CreateDirectory(Path.Combine(cache.Cache, "unfinished-1")).FullName;
        string young = Directory.CreateDirectory(Path.Combine(cache.Cache, "unfinished-2")).FullName;
        File.WriteAllText(Path.Combine(old, "module.c"), "");
        Age(old, 61);
        Age(young, 59);
        cache.Use(prelude: CacheFixture.Prelude + " ");
        Assert.That((Directory.Exists(old), Directory.Exists(young)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Modules_compile_while_the_cache_is_cleared_all_the_time()
    {
        using var cache = new CacheFixture();
        cache.Use();
        using var end = new CancellationTokenSource();
        Task clearing = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                ModuleCache.Clear(cache.Cache);
            }
        });
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Compile(cache, i % 3));
        end.Cancel();
        clearing.Wait();
        ModuleCache.Clear(cache.Cache);
        Assert.That(cache.Entries, Is.Empty);
    }

    private static void Compile(CacheFixture cache, int number)
    {
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        using CLibrary lib = ffi.Verify($"static int f(void) {{ return {number}; }}", new BuildOptions { CacheFolder = cache.Cache });
        Assert.That(lib.Call<int>("f"), Is.EqualTo(number));
    }

    private static void Age(string entry, int minutes) => Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-minutes));
}
