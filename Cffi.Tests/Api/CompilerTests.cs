using Cffi.Tests.Native;
using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Finding and running compilers, the bad ones included.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CompilerTests
{
    [Test]
    public void A_compiler_that_is_missing_is_named()
    {
        CompilationException error = Fails(new BuildOptions { Compiler = "no-such-cc" });
        Assert.That(error.Message, Is.EqualTo("CFFI8001: the C compiler 'no-such-cc' is not found; give its full path, or a name that is in a folder of PATH"));
    }

    [Test]
    public void A_compiler_that_hangs_is_stopped_and_nothing_stays()
    {
        using var folder = new TemporaryFolder();
        CompilationException error = Fails(new BuildOptions { Compiler = Script(folder, "sleep 100 & wait"), TimeLimit = TimeSpan.FromMilliseconds(300), CacheFolder = folder.File("cache") });
        Assert.That(error.Message, Is.EqualTo("CFFI8003: script has not finished after 0.3 seconds and is stopped; BuildOptions.TimeLimit can be raised"));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Is.Empty);
    }

    [TestCase("echo broken >&2; exit 3", "CFFI8002")]
    [TestCase("kill -SEGV $$", "CFFI8002")]
    [TestCase("exit 0", "CFFI8009")]
    [TestCase("echo nonsense > module.o", "CFFI8011")]
    public void A_compiler_that_fails_is_an_error_and_nothing_stays(string script, string id)
    {
        using var folder = new TemporaryFolder();
        CompilationException error = Fails(new BuildOptions { Compiler = Script(folder, script), CacheFolder = folder.File("cache") });
        Assert.That(error.Id, Is.EqualTo(id));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Is.Empty);
    }

    [Test]
    public void Arguments_reach_the_compiler_as_they_are()
    {
        using var folder = new TemporaryFolder();
        string proof = folder.File("proof");
        var ffi = new Ffi();
        ffi.Cdef("#define TEXT ...");
        using CLibrary lib = ffi.Verify("", Options with { Defines = [$"TEXT=\"$(touch {proof}) `touch {proof}` ; touch {proof} & 'x\""] });
        Assert.That(lib.Constant("TEXT").As<string>(), Is.EqualTo($"$(touch {proof}) `touch {proof}` ; touch {proof} & 'x"));
        Assert.That(File.Exists(proof), Is.False);
    }

    [Test]
    public void Clang_gives_the_same_answers()
    {
        string? clang = new[] { "clang", "clang-14", "clang-16", "clang-19" }.FirstOrDefault(name => Backend.Native.Api.Compilers.Compiler.Locate(name) is not null);
        if (clang is null)
        {
            Assert.Ignore("clang is not on the PATH.");
        }

        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; unsigned b : 3; signed c : 9; char *p; ...; }; enum e { A, ... };\n#define S ...\n#define F ...\nint f(const char *); extern int v[...];");
        const string prelude = "struct s { long x; int a; unsigned b : 3; signed c : 9; char *p; }; enum e { A = 9 };\n#define S \"s\"\n#define F 0.5\nstatic int f(const char *p) { return *p; } static int v[3];";
        using CLibrary lib = ffi.Verify(prelude, Options with { Compiler = clang });
        Assert.That((ffi.SizeOf("struct s"), lib.Constant("S").As<string>(), lib.Constant("F").As<double>(), lib.Constant("A").As<int>()), Is.EqualTo((24, "s", 0.5, 9)));
        Assert.That((lib.Call<int>("f", "A"), lib.Variable("v").Length), Is.EqualTo((65, 3)));
    }

    private static CompilationException Fails(BuildOptions options)
    {
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        return Assert.Throws<CompilationException>(() => ffi.Verify("static int f(void) { return 1; }", options))!;
    }

    private static string Script(TemporaryFolder folder, string body)
    {
        string path = folder.File("script");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
