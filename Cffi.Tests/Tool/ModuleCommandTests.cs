using Cffi.Modules;
using Cffi.Tests.Native;
using Cffi.Tool;

namespace Cffi.Tests.Tool;

/// <summary>The command that the MSBuild targets run.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ModuleCommandTests
{
    private readonly ModuleFolder folder = new();

    [OneTimeSetUp]
    public void Require_a_compiler() => _ = CCompiler.Gcc;

    [OneTimeTearDown]
    public void Clean_up() => folder.Dispose();

    [Test]
    public void A_module_becomes_bindings_a_library_and_a_description()
    {
        Assert.That(folder.Run("good", "#define LIMIT ...\nint twice(int x);\n", "#define LIMIT 42\nstatic int twice(int x) { return 2 * x; }\n"), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(folder.Text("good.g.cs"), Does.Contain("public const int LIMIT = 42;").And.Contain("int twice(int x)").And.Contain("namespace A.B;"));
        Assert.That(File.Exists(folder.Library("good", ModuleFolder.Host)));
        Assert.That(File.Exists(folder.Library("good", ModuleFolder.Host, ".cffi")));
        using CLibrary library = Ffi.LoadModule(folder.Library("good", ModuleFolder.Host, ".cffi"));
        Assert.That(library.Call<int>("twice", 21), Is.EqualTo(42));
    }

    [Test]
    public void Enumerators_have_the_values_that_the_compiler_tells()
    {
        (int exitCode, string errors) = folder.Run("colors", "enum color { RED, GREEN = ..., BLUE };\ntypedef enum { LOW, ... } level;\nint paint(enum color c, level l);\n", "enum color { RED, GREEN = 40, BLUE };\ntypedef enum { NONE, LOW } level;\nstatic int paint(enum color c, level l) { return c + l; }\n");
        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(folder.Text("colors.g.cs"), Does.Contain("GREEN = 40,").And.Contain("BLUE = 41,").And.Contain("LOW = 1,").And.Contain("int paint(color c, level l)"));
    }

    [Test]
    public void Files_that_are_right_are_left_alone()
    {
        const string Text = "int twice(int x);\n", Prelude = "static int twice(int x) { return 2 * x; }\n";
        folder.Run("again", Text, Prelude);
        DateTime[] times = Times();
        Assert.That(folder.Run("again", Text, Prelude), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Times(), Is.EqualTo(times));

        DateTime[] Times() => [.. ((string[])[folder.File("again.g.cs"), folder.File("again.headers"), folder.Library("again", ModuleFolder.Host), folder.Library("again", ModuleFolder.Host, ".cffi")]).Select(File.GetLastWriteTimeUtc)];
    }

    [Test]
    public void A_command_clears_the_cache()
    {
        string cache = folder.File("cache");
        var ffi = new Ffi();
        ffi.Cdef("int twice(int x);");
        ffi.Verify("static int twice(int x) { return 2 * x; }", new BuildOptions { CacheFolder = cache }).Dispose();
        long size = ModuleCache.Size(cache);
        Assert.That(size, Is.Positive);
        var output = new StringWriter();
        Assert.That(CommandLine.Run(["clear-cache", cache], output, TextWriter.Null), Is.EqualTo(ExitCode.Done));
        Assert.That(output.ToString(), Is.EqualTo($"{size} bytes freed in {cache}{Environment.NewLine}"));
        Assert.That(ModuleCache.Size(cache), Is.Zero);
    }

    [Test]
    public void A_cache_that_is_not_private_is_not_cleared()
    {
        string cache = Directory.CreateDirectory(folder.File("open")).FullName;
        File.SetUnixFileMode(cache, (UnixFileMode)0b111_111_111);
        var errors = new StringWriter();
        Assert.That(CommandLine.Run(["clear-cache", cache], TextWriter.Null, errors), Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors.ToString(), Does.StartWith("Cffi.Tool: error CFFI8010: "));
    }

    [TestCase("int f(unt a);\n", "", "wrong.cffi.h(1,7): error CFFI3001: unknown type name 'unt'; hint: did you mean 'int'?")]
    [TestCase("\nint f(int a);\n", "static long f(int a) { return a; }\n", "wrong.cffi.h(2,1): error CFFI8107: ")]
    [TestCase("int f(int a);\n", "#include <no-such-header.h>\n", "wrong.prelude.h(1,10): error CFFI8101: ")]
    [TestCase("int f(int a);\n", "int g(void) { return undeclared; }\n", "wrong.prelude.h(1,22): error CFFI8101: ")]
    public void What_is_wrong_is_said_at_its_place(string text, string prelude, string expected)
    {
        (int exitCode, string errors) = folder.Run("wrong", text, prelude);
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput), errors);
        Assert.That(errors, Does.StartWith(folder.File(expected)));
        Assert.That(File.Exists(folder.File("wrong.g.cs")), Is.False);
    }

    [Test]
    public void A_platform_without_a_model_is_refused()
    {
        (int exitCode, string errors) = folder.Run("elsewhere", "int f(void);\n", "", "[--platform]", "linux-riscv64");
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.Contain("error CFFI8402: modules cannot be compiled for 'linux-riscv64'; hint: they can for linux-x64, "));
    }

    [TestCase("module")]
    [TestCase("modules", "x.cffi.h")]
    [TestCase("module", "x.cffi.h", "--name")]
    [TestCase("module", "x.cffi.h", "--colour", "red")]
    [TestCase("module", "x.cffi.h", "y.cffi.h", "--name", "x")]
    [TestCase("module", "x.cffi.h", "--name", "x", "--name", "y")]
    public void Arguments_that_mean_nothing_are_answered_with_the_usage(params string[] arguments)
    {
        var errors = new StringWriter();
        Assert.That(CommandLine.Run(arguments, TextWriter.Null, errors), Is.EqualTo(ExitCode.Usage));
        Assert.That(errors.ToString(), Does.StartWith("Cffi.Tool: ").And.Contain("usage: Cffi.Tool module FILE OPTION..."));
    }
}
