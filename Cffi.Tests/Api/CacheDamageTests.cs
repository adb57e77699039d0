using System.Diagnostics;
using Cffi.Modules.Cache;
using Cffi.Modules;

namespace Cffi.Tests.Api;

/// <summary>Cffi never loads a cache entry that is damaged or that another user could change; it compiles the module again.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CacheDamageTests
{
    private static readonly string[] Files = ["module.so", "module.o", "headers", "seal"];

    [TestCaseSource(nameof(Files))]
    public void A_bit_flipped_anywhere_is_noticed(string file)
    {
        using var cache = new CacheFixture();
        cache.Use("int f(void);\n#define LIMIT ...", "#include <limits.h>\n#define LIMIT INT_MAX\n" + CacheFixture.Prelude);
        string path = Path.Combine(cache.Entry, file);
        byte[] bytes = File.ReadAllBytes(path);
        int step = Math.Max(1, bytes.Length / 500);
        for (int at = 0; at < bytes.Length; at += step)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, damaged);
            Assert.That(cache.Open(), Is.Null, $"byte {at} of {file}");
        }

        File.WriteAllBytes(path, bytes);
        using CacheEntry? whole = cache.Open();
        Assert.That(whole, Is.Not.Null);
    }

    [TestCaseSource(nameof(Files))]
    public void A_file_cut_short_is_noticed(string file)
    {
        using var cache = new CacheFixture();
        cache.Use("int f(void);\n#define LIMIT ...", "#include <limits.h>\n#define LIMIT INT_MAX\n" + CacheFixture.Prelude);
        string path = Path.Combine(cache.Entry, file);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (int length in new[] { 0, 1, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.That(cache.Open(), Is.Null, $"{length} bytes of {file}");
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.That(cache.Open(), Is.Null, "a byte more");
    }

    [TestCaseSource(nameof(Files))]
    public void A_damaged_or_missing_file_is_made_anew(string file)
    {
        using var cache = new CacheFixture();
        cache.Use();
        string path = Path.Combine(cache.Entry, file);
        File.WriteAllText(path, "damaged");
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(4));
        File.Delete(path);
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(6));
        cache.Use();
        Assert.That((cache.RunCount, cache.Entries.Length), Is.EqualTo((6, 1)));
    }

    [Test]
    public void Another_modules_entry_under_this_key_is_not_loaded()
    {
        using var cache = new CacheFixture();
        string one = cache.Use()!;
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        ffi.Verify("static int f(void) { return 9; }", new BuildOptions { CacheFolder = cache.Cache }).Dispose();
        string other = cache.Entries.Single(entry => entry != one);
        Directory.Delete(one, recursive: true);
        Directory.Move(other, one);
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(4));
    }

    [TestCase("file")]
    [TestCase("empty folder")]
    [TestCase("link to a folder")]
    [TestCase("link into nothing")]
    public void Something_else_under_the_key_is_replaced(string what)
    {
        using var cache = new CacheFixture();
        string entry = cache.Use()!;
        string aside = cache.File("aside");
        Directory.Move(entry, aside);
        switch (what)
        {
            case "file":
                File.WriteAllText(entry, "");
                break;
            case "empty folder":
                Directory.CreateDirectory(entry);
                break;
            case "link to a folder":
                Directory.CreateSymbolicLink(entry, aside);
                break;
            default:
                File.CreateSymbolicLink(entry, cache.File("nowhere"));
                break;
        }

        cache.Use();
        Assert.That((cache.RunCount, cache.Entries.Length), Is.EqualTo((4, 1)));
        Assert.That(Directory.GetFiles(aside), Has.Length.EqualTo(4), "Cffi does not change the folder that a link points to");
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(4));
    }

    [Test]
    public void An_entry_with_a_link_instead_of_a_file_is_compiled_again()
    {
        using var cache = new CacheFixture();
        string library = Path.Combine(cache.Use()!, "module.so");
        File.Move(library, cache.File("elsewhere.so"));
        File.CreateSymbolicLink(library, cache.File("elsewhere.so"));
        cache.Use();
        Assert.That(cache.RunCount, Is.EqualTo(4), "the bytes are correct, but other users may change them");
    }

    [TestCase("")]
    [TestCase("module.so")]
    [TestCase("module.o")]
    [TestCase("headers")]
    [TestCase("seal")]
    public void An_entry_of_another_user_is_compiled_again(string file)
    {
        using var cache = new CacheFixture();
        GiveAway(Path.Combine(cache.Use()!, file));
        cache.Use();
        Assert.That((cache.RunCount, cache.Entries.Length), Is.EqualTo((4, 1)));
    }

    [Test]
    public void A_cache_that_belongs_to_somebody_else_is_refused()
    {
        using var cache = new CacheFixture();
        cache.Use();
        GiveAway(cache.Cache);
        Assert.That(Assert.Throws<CompilationException>(() => cache.Use())!.Id, Is.EqualTo("CFFI8010"));
        Assert.That(Assert.Throws<CompilationException>(() => ModuleCache.Clear(cache.Cache))!.Id, Is.EqualTo("CFFI8010"));
    }

    [TestCase(UnixFileMode.GroupWrite)]
    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.GroupExecute)]
    public void A_cache_that_others_can_reach_is_refused(UnixFileMode others)
    {
        using var cache = new CacheFixture();
        cache.Use();
        File.SetUnixFileMode(cache.Cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | others);
        CompilationException error = Assert.Throws<CompilationException>(() => cache.Use())!;
        Assert.That(error.Message, Is.EqualTo(
            $"CFFI8010: the cache folder '{cache.Cache}' cannot be used: other users have access to it; Cffi loads compiled code from this folder, so make it accessible to you alone (chmod 700), or set BuildOptions.CacheFolder"));
    }

    [Test]
    public void A_link_instead_of_the_cache_folder_is_refused()
    {
        using var cache = new CacheFixture();
        cache.Use();
        Directory.Move(cache.Cache, cache.File("elsewhere"));
        Directory.CreateSymbolicLink(cache.Cache, cache.File("elsewhere"));
        Assert.That(Assert.Throws<CompilationException>(() => cache.Use())!.Id, Is.EqualTo("CFFI8010"));
    }

    [Test]
    public void A_cache_is_made_for_its_user_alone()
    {
        using var cache = new CacheFixture();
        var options = new BuildOptions { CacheFolder = Path.Combine(cache.Cache, "a", "b") };
        var ffi = new Ffi();
        ffi.Verify("", options).Dispose();
        foreach (string folder in new[] { cache.Cache, Path.Combine(cache.Cache, "a"), options.CacheFolder, Directory.GetDirectories(options.CacheFolder).Single() })
        {
            Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), folder);
        }
    }

    private static void GiveAway(string path)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("giving a file to another user needs root.");
        }

        using Process chown = Process.Start("chown", ["65534", path.TrimEnd('/')]);
        chown.WaitForExit();
        Assert.That(chown.ExitCode, Is.Zero);
    }
}
