using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>The cache of compiled modules.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CacheTests
{
    private const string Prelude = "static int f(void) { return 7; }";

    [Test]
    public void A_module_is_compiled_once()
    {
        using var folder = new TemporaryFolder();
        Use(folder);
        string entry = Entry(folder);
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(entry, "module.so"));
        Use(folder);
        Assert.That(Entry(folder), Is.EqualTo(entry));
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(entry, "module.so")), Is.EqualTo(written));
    }

    [Test]
    public void Other_text_options_or_declarations_are_another_module()
    {
        using var folder = new TemporaryFolder();
        Use(folder);
        Use(folder, prelude: Prelude + " ");
        Use(folder, options: new BuildOptions { Defines = ["X"] });
        Use(folder, declarations: "int f(void); int abs(int);", prelude: "#include <stdlib.h>\n" + Prelude);
        Assert.That(Directory.GetDirectories(folder.File("cache")), Has.Length.EqualTo(4));
    }

    [TestCase("module.so")]
    [TestCase("module.o")]
    [TestCase("seal")]
    public void A_damaged_entry_is_made_anew(string file)
    {
        using var folder = new TemporaryFolder();
        Use(folder);
        string path = Path.Combine(Entry(folder), file);
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length > 0)
        {
            bytes[bytes.Length / 2] ^= 1;
        }

        File.WriteAllBytes(path, bytes);
        Use(folder);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Use(folder);
        File.Delete(path);
        Use(folder);
    }

    [Test]
    public void A_header_that_has_changed_is_another_module()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a folder"));
        string header = Path.Combine(folder.File("a folder"), "own $h.h");
        var options = new BuildOptions { IncludeDirectories = [folder.File("a folder")] };
        File.WriteAllText(header, "#define VALUE 7\n");
        const string prelude = "#include \"own $h.h\"\nstatic int f(void) { return VALUE; }";
        Use(folder, "int f(void);\n#define VALUE 7", prelude, options);
        File.WriteAllText(header, "#define VALUE 123\n");
        Assert.Throws<VerificationException>(() => Use(folder, "int f(void);\n#define VALUE 7", prelude, options));
    }

    [Test]
    public void A_folder_that_others_can_reach_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("cache"));
        File.SetUnixFileMode(folder.File("cache"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        CompilationException error = Assert.Throws<CompilationException>(() => Use(folder))!;
        Assert.That(error.Id, Is.EqualTo("CFFI8010"));
    }

    [Test]
    public void The_cache_is_the_users_own()
    {
        using var folder = new TemporaryFolder();
        Use(folder);
        UnixFileMode mode = File.GetUnixFileMode(folder.File("cache"));
        Assert.That(mode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void Many_threads_compile_the_same_at_once()
    {
        using var folder = new TemporaryFolder();
        Parallel.For(0, 8, _ => Use(folder));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Has.Length.EqualTo(1));
    }

    private static void Use(TemporaryFolder folder, string declarations = "int f(void);", string prelude = Prelude, BuildOptions? options = null)
    {
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        using CLibrary lib = ffi.Verify(prelude, (options ?? new BuildOptions()) with { CacheFolder = folder.File("cache") });
        Assert.That(lib.Call<int>("f"), Is.EqualTo(7));
    }

    private static string Entry(TemporaryFolder folder) => Directory.GetDirectories(folder.File("cache")).Single();
}
