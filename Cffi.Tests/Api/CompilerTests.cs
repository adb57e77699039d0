using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Tests.Native;

using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Cffi finds and runs compilers, broken ones too.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CompilerTests
{
    [Test]
    public void A_compiler_that_is_missing_is_named()
    {
        CompilationException error = Fails(new BuildOptions { Compiler = "no-such-cc" });
        Assert.That(error.Message, Is.EqualTo("CFFI8001: the C compiler 'no-such-cc' was not found; write its full path, or a name that is in a folder of PATH"));
    }

    [Test]
    public void A_compiler_that_hangs_is_stopped_and_nothing_stays()
    {
        using var folder = new TemporaryFolder();
        CompilationException error = Fails(new BuildOptions { Compiler = Script(folder, "sleep 100 & wait"), TimeLimit = TimeSpan.FromMilliseconds(300), CacheFolder = folder.File("cache") });
        Assert.That(error.Message, Is.EqualTo("CFFI8003: script did not finish within 0.3 seconds and was stopped; set a larger BuildOptions.TimeLimit"));
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
    public void A_link_that_fails_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string script = Script(folder, "case \"$*\" in *-shared*) echo ld is broken >&2; exit 1;; esac; exec gcc \"$@\"");
        CompilationException error = Fails(new BuildOptions { Compiler = script, CacheFolder = folder.File("cache") });
        Assert.That(error.Message, Is.EqualTo("CFFI8002: script refused the module (exit code 1)\nld is broken\n"));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Is.Empty);
    }

    [Test]
    public void A_compiler_that_talks_without_end_is_stopped()
    {
        using var folder = new TemporaryFolder();
        CompilationException error = Fails(new BuildOptions { Compiler = Script(folder, "exec yes"), TimeLimit = TimeSpan.FromMilliseconds(500), CacheFolder = folder.File("cache") });
        Assert.That(error.Id, Is.EqualTo("CFFI8003"));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Is.Empty);
    }

    [Test]
    public void A_file_that_is_no_program_does_not_start()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("gcc"), "nothing");
        CompilationException error = Fails(new BuildOptions { Compiler = folder.File("gcc"), CacheFolder = folder.File("cache") });
        Assert.That(error.Message, Does.StartWith("CFFI8004: "));
        Assert.That(Directory.GetFileSystemEntries(folder.File("cache")), Is.Empty);
    }

    [Test, NonParallelizable]
    public void CC_names_a_compiler_with_arguments_and_no_shell_reads_it()
    {
        using var folder = new TemporaryFolder();
        string proof = folder.File("proof");
        string script = Script(folder, $"printf '%s\\n' \"$1\" \"$2\" > {folder.File("arguments")}; shift; shift; exec gcc \"$@\"");
        using var variable = new Variable("CC", $"{script} $(touch;{proof}) -m64");
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        using CLibrary lib = ffi.Verify("static int f(void) { return 3; }", new BuildOptions { CacheFolder = folder.File("cache") });
        Assert.That((lib.Call<int>("f"), File.ReadAllLines(folder.File("arguments"))), Is.EqualTo((3, new[] { $"$(touch;{proof})", "-m64" })));
        Assert.That(File.Exists(proof), Is.False);
    }

    [Test, NonParallelizable]
    public void Compilers_are_found_in_PATH_in_order_of_preference()
    {
        using var folder = new TemporaryFolder();
        using var none = new Variable("CC", null);
        using var path = new Variable("PATH", folder.File("bin"));
        CompilationException error = Fails(new BuildOptions());
        Assert.That(error.Message, Is.EqualTo("CFFI8001: no C compiler was found; tried cc, gcc, clang, clang-19, clang-16, clang-14, tcc, zig in the folders of PATH; install one (Debian: apt-get install gcc libc6-dev), set CC, or set BuildOptions.Compiler"));
        Directory.CreateDirectory(folder.File("bin"));
        File.WriteAllText(folder.File("bin/zig"), "");
        Cffi.Modules.Compilers.Compiler zig = Cffi.Modules.Compilers.Compiler.Find(null, Target.LinuxX64);
        File.WriteAllText(folder.File("bin/tcc"), "");
        Cffi.Modules.Compilers.Compiler tcc = Cffi.Modules.Compilers.Compiler.Find(null, Target.LinuxX64);
        File.WriteAllText(folder.File("bin/x86_64-w64-mingw32-gcc"), "");
        Cffi.Modules.Compilers.Compiler mingw = Cffi.Modules.Compilers.Compiler.Find(null, Target.WindowsX64);
        Assert.That((zig.Name, tcc.Name, mingw.Name), Is.EqualTo(("zig", "tcc", "x86_64-w64-mingw32-gcc")));
    }

    [Test]
    public void Zig_is_asked_for_its_C_compiler()
    {
        // This script accepts the arguments of "zig cc".
        using var folder = new TemporaryFolder();
        string zig = folder.File("zig");
        File.WriteAllText(zig, "#!/bin/sh\n[ \"$1\" = cc ] || exit 9\nshift\nexec gcc \"$@\"\n");
        File.SetUnixFileMode(zig, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var ffi = new Ffi();
        ffi.Cdef("#define N ...\nint f(void);");
        using CLibrary lib = ffi.Verify("#define N \"n\"\nstatic int f(void) { return 4; }", Options with { Compiler = zig });
        Assert.That((lib.Call<int>("f"), lib.GetConstant("N").As<string>()), Is.EqualTo((4, "n")));
    }

    [TestCase("static __thread int v;")]
    [TestCase("static double _Complex v;")]
    [TestCase("static __int128 v;")]
    public void What_tcc_lacks_is_said_at_its_place(string prelude)
    {
        BuildOptions options = Options with { Compiler = Require("tcc") };
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        CompilationException error = Assert.Throws<CompilationException>(() => ffi.Verify(prelude, options))!;
        Assert.That(error.Diagnostics.Single().ToString(), Does.StartWith("<prelude>(1,1): error CFFI8101: the C compiler says: ';' expected"));
    }

    [Test]
    public void Tcc_names_every_difference_though_it_stops_at_the_first_error()
    {
        BuildOptions options = Options with { Compiler = Require("tcc") };
        var ffi = new Ffi();
        ffi.Cdef(string.Concat(Enumerable.Range(0, 12).Select(static i => $"int f{i}(void);\n")));
        VerificationException error = Assert.Throws<VerificationException>(() => ffi.Verify("", options))!;
        Assert.That(error.Diagnostics, Has.Count.EqualTo(12));
    }

    [Test]
    public void Arguments_reach_the_compiler_as_they_are()
    {
        using var folder = new TemporaryFolder();
        string proof = folder.File("proof");
        var ffi = new Ffi();
        ffi.Cdef("#define TEXT ...");
        using CLibrary lib = ffi.Verify("", Options with { Defines = [$"TEXT=\"$(touch {proof}) `touch {proof}` ; touch {proof} & 'x\""] });
        Assert.That(lib.GetConstant("TEXT").As<string>(), Is.EqualTo($"$(touch {proof}) `touch {proof}` ; touch {proof} & 'x"));
        Assert.That(File.Exists(proof), Is.False);
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
