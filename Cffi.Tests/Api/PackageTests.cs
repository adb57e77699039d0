using Cffi.Modules.Compilers;
using Cffi.Tests.Native;

using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Sources by pkg-config: a real package, packages with hostile texts, and programs named pkg-config that fail.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PackageTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void DropFolder()
    {
        Environment.SetEnvironmentVariable("PKG_CONFIG", null);
        Environment.SetEnvironmentVariable("PKG_CONFIG_PATH", null);
        folder.Dispose();
    }

    [TestCase("zlib")]
    [TestCase("zlib >= 1.2")]
    public void A_package_is_compiled_and_linked_with(string package)
    {
        RequirePkgConfig();
        if (!File.Exists("/usr/include/zlib.h"))
        {
            Assert.Ignore("zlib.h is not installed (eng/install-deps.sh installs it).");
        }

        var ffi = new Ffi();
        ffi.Cdef("#define ZLIB_VERSION ...\nconst char *zlibVersion(void);");
        ffi.SetSourcePkgConfig("_zlib", [package], "#include <zlib.h>", Options);
        using CLibrary lib = ffi.Compile();
        Assert.That(lib.Call<string>("zlibVersion")[0], Is.EqualTo(lib.GetConstant("ZLIB_VERSION").As<string>()[0]));
    }

    [Test]
    public void A_packages_own_folders_and_macros_arrive_whatever_their_names()
    {
        RequirePkgConfig();
        string include = Directory.CreateDirectory(folder.File("in 'c\"l $u de")).FullName;
        File.WriteAllText(Path.Combine(include, "own header.h"), "static int own(void) { return 5; }\n");
        Package("odd", "Cflags: -I\"${prefix}/in 'c\\\"l $u de\" -DTEXT=\"\\\"a  b\\\"\" -D'NUMBER=1 + 2'", "Libs: -L\"${prefix}/a b\" -lm");
        var ffi = new Ffi();
        ffi.Cdef("int own(void); double sin(double);\n#define TEXT ...\n#define NUMBER ...");
        ffi.SetSourcePkgConfig("_odd", ["odd"], "#include <own header.h>\n#include <math.h>", Options);
        using CLibrary lib = ffi.Compile();
        Assert.That((lib.Call<int>("own"), lib.Call<double>("sin", 0.0), lib.GetConstant("TEXT").As<string>(), lib.GetConstant("NUMBER").As<int>()), Is.EqualTo((5, 0.0, "a  b", 3)));
    }

    [Test]
    public void Options_come_behind_those_of_the_package()
    {
        RequirePkgConfig();
        Package("one", "Cflags: -DVALUE=1", "Libs:");
        var ffi = new Ffi();
        ffi.Cdef("#define VALUE ...");
        ffi.SetSourcePkgConfig("_one", ["one"], "", Options with { CompilerArguments = ["-UVALUE", "-DVALUE=2"] });
        using CLibrary lib = ffi.Compile();
        Assert.That(lib.GetConstant("VALUE").As<int>(), Is.EqualTo(2));
    }

    [TestCase("$(touch {0})")]
    [TestCase("`touch {0}`")]
    [TestCase("; touch {0};")]
    [TestCase("x | touch {0}")]
    [TestCase("x && touch {0}")]
    public void A_packages_texts_reach_no_shell(string text)
    {
        RequirePkgConfig();
        string proof = folder.File("proof");
        Package("evil", "Cflags: -DX=" + string.Format(System.Globalization.CultureInfo.InvariantCulture, text, proof), "Libs: " + string.Format(System.Globalization.CultureInfo.InvariantCulture, text, proof));
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");
        Assert.Catch<CffiException>(() =>
        {
            ffi.SetSourcePkgConfig("_evil", ["evil"], "static int f(void) { return 1; }", Options);
            ffi.Compile().Dispose();
        });
        Assert.That(File.Exists(proof), Is.False);
    }

    [TestCase("--version")]
    [TestCase("")]
    [TestCase("a\0b")]
    public void A_package_name_that_is_no_name_is_refused(string package) =>
        Assert.That(Assert.Throws<CffiTypeException>(() => new Ffi().SetSourcePkgConfig("_m", [package], ""))!.Id, Is.EqualTo("CFFI8013"));

    [TestCase("no-such-package")]
    [TestCase("$(touch x)")]
    [TestCase("../../etc/passwd")]
    [TestCase("zlib > 99")]
    public void A_package_that_is_not_known_is_an_error(string package)
    {
        RequirePkgConfig();
        CompilationException error = Assert.Throws<CompilationException>(() => new Ffi().SetSourcePkgConfig("_m", [package], ""))!;
        Assert.That(error.Message, Does.StartWith($"CFFI8008: pkg-config cannot find {package}: "));
        Assert.That(error.Output, Is.Not.Empty);
    }

    [Test]
    public void A_refused_package_sets_no_source()
    {
        Program("exit 1");
        var ffi = new Ffi();
        Assert.Throws<CompilationException>(() => ffi.SetSourcePkgConfig("_m", ["x"], ""));
        Environment.SetEnvironmentVariable("PKG_CONFIG", null);
        ffi.SetSource("_m", "", Options);
        ffi.Compile().Dispose();
    }

    [TestCase("echo broken >&2; exit 3", "CFFI8008: pkg-config cannot find x: broken")]
    [TestCase("kill -SEGV $$", "CFFI8008: pkg-config cannot find x: ")]
    [TestCase("sleep 100", "CFFI8003: script did not finish within 0.3 seconds and was stopped")]
    [TestCase("echo '-DX='; printf '\\0'", "CFFI8013: ")]
    [TestCase("yes -- -DX | head -c 3000000", "CFFI8008: pkg-config cannot find x: its answer is too long")]
    public void A_program_that_fails_is_an_error(string script, string message)
    {
        Program(script);
        var ffi = new Ffi();
        ffi.Cdef("int f(void);");

        // Only the program that never ends has a short limit. A busy machine may be slow with the others.
        TimeSpan limit = script.StartsWith("sleep", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromMinutes(1);
        CffiException error = Assert.Catch<CffiException>(() =>
        {
            ffi.SetSourcePkgConfig("_m", ["x"], "static int f(void) { return 1; }", Options with { TimeLimit = limit });
            ffi.Compile().Dispose();
        })!;
        Assert.That(error.Message, Does.StartWith(message));
    }

    [Test]
    public void Warnings_are_no_arguments()
    {
        Program("echo 'warning: -DVALUE=9' >&2; [ \"$1\" = --libs ] || echo -DVALUE=4");
        var ffi = new Ffi();
        ffi.Cdef("#define VALUE ...");
        ffi.SetSourcePkgConfig("_m", ["x"], "", Options);
        using CLibrary lib = ffi.Compile();
        Assert.That(lib.GetConstant("VALUE").As<int>(), Is.EqualTo(4));
    }

    [Test]
    public void A_program_that_is_missing_is_named()
    {
        Environment.SetEnvironmentVariable("PKG_CONFIG", "no-such-pkg-config");
        Assert.That(
            Assert.Throws<CompilationException>(() => new Ffi().SetSourcePkgConfig("_m", ["x"], ""))!.Message,
            Is.EqualTo("CFFI8022: 'no-such-pkg-config' was not found; install it (Debian: apt-get install pkgconf), or set PKG_CONFIG to its path"));
    }

    [TestCase("", "")]
    [TestCase("  -Ia   -lb\n", "-Ia|-lb")]
    [TestCase("-I/a\\ b '-D x' \"y z\"", "-I/a b|-D x|y z")]
    [TestCase("a'b'\"c\"\\d", "abcd")]
    [TestCase("'a\\b' \"a\\b\" \"a\\\"b\" \"\\$x\"", "a\\b|a\\b|a\"b|$x")]
    [TestCase("$(x) `y` ;|&", "$(x)|`y`|;|&")]
    [TestCase("'' x", "|x")]
    [TestCase("'open", "open")]
    [TestCase("end\\", "end\\")]
    public void Words_are_split_as_a_shell_does(string line, string words) => Assert.That(string.Join('|', ShellWords.Split(line)), Is.EqualTo(words));

    private static void RequirePkgConfig()
    {
        if (Cffi.Modules.Compilers.Compiler.Locate("pkg-config") is null)
        {
            Assert.Ignore("pkg-config is not on the PATH (eng/install-deps.sh installs it).");
        }
    }

    private void Package(string name, params string[] lines)
    {
        File.WriteAllLines(folder.File(name + ".pc"), [$"prefix={Path.GetDirectoryName(folder.File(name))}", $"Name: {name}", $"Description: {name}", "Version: 1", .. lines]);
        Environment.SetEnvironmentVariable("PKG_CONFIG_PATH", Path.GetDirectoryName(folder.File(name)));
    }

    private void Program(string body)
    {
        string path = folder.File("script");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PKG_CONFIG", path);
    }
}
