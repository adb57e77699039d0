using System.Text.RegularExpressions;
using Cffi.Modules.Compilers;
using Cffi.Tests.Api;
using Cffi.Tests.Native;
using Cffi.Tool;

namespace Cffi.Tests.Tool;

/// <summary>One run of the tool for several platforms: a library for each platform, and bindings that are correct on all.</summary>
internal sealed class SeveralPlatformsTests
{
    private const string Three = "linux-x64\nlinux-arm64\nwin-x64";

    private const string Declarations = """
        #define PLATFORM ...
        #define ROOM ...
        #define SAME ...
        typedef struct { wchar_t letter; long wide; int tail; ...; } part;
        #ifdef _WIN32
        int only_windows(void);
        #endif
        int twice(int x);
        extern int created;
        """;

    private const string Prelude = """
        #include <stddef.h>
        typedef struct { char hidden; wchar_t letter; long wide; int tail; } part;
        #define ROOM (1000 * PLATFORM + sizeof(part) * 10 + offsetof(part, wide))
        #define SAME 7
        #ifdef _WIN32
        static int only_windows(void) { return 1; }
        #endif
        static int twice(int x) { return 2 * x; }
        static int created = 5;
        """;

    private static readonly string[] Platforms =
        ["[--platform]", Three, "[--define@linux-x64]", "PLATFORM=1", "[--define@linux-arm64]", "PLATFORM=2", "[--define@win-x64]", "PLATFORM=4"];

    private readonly ModuleFolder folder = new();

    [OneTimeSetUp]
    public void Compile()
    {
        _ = CCompiler.Gcc;
        ApiFixture.Require("aarch64-linux-gnu-gcc");
        ApiFixture.Require("x86_64-w64-mingw32-gcc");
        Assert.That(folder.Run("three", Declarations, Prelude, Platforms), Is.EqualTo((ExitCode.Done, "")));
    }

    [OneTimeTearDown]
    public void Clean_up() => folder.Dispose();

    [Test]
    public void What_differs_is_chosen_at_start_up_and_what_does_not_is_a_constant()
    {
        string bindings = folder.Text("three.g.cs");
        Assert.Multiple(() =>
        {
            Assert.That(bindings, Does.Contain("public const int SAME = 7;"));
            Assert.That(bindings, Does.Contain("0 => unchecked((int)(1)), // linux-x64").And.Contain("2 => unchecked((int)(2)), // linux-arm64").And.Contain("4 => unchecked((int)(4)), // win-x64"));
            Assert.That(bindings, Does.Contain("case 4: // win-x64").And.Contain("Choose<long>(24, -1, 24, -1, 12, -1, -1, -1, -1, -1)"));
            Assert.That(bindings, Does.Match("""switch { 0 or 2 => new\(\) { \["twice"\] = (\d+) }, 4 => new\(\) { \["only_windows"\] = \1, \["twice"\] = \d+ }, _ => new\(\) }"""));
            Assert.That(bindings, Does.Contain("targets: [0, 2, 4])"));
        });
    }

    [Test]
    public void Each_platform_has_its_library_and_its_description([Values("linux-x64", "linux-arm64", "win-x64")] string platform)
    {
        Assert.That(File.Exists(folder.Library("three", platform, platform == "win-x64" ? ".dll" : ".so")));
        Assert.That(File.Exists(folder.Library("three", platform, ".cffi")));
    }

    [Test]
    public void The_library_of_this_machine_says_what_the_bindings_say()
    {
        using CLibrary library = Ffi.LoadModule(folder.Library("three", "linux-x64", ".cffi"));
        Assert.That((library.GetConstant("ROOM").As<int>(), library.Call<int>("twice", 21)), Is.EqualTo((RoomOn(0), 42)));
    }

    [Test]
    public void The_library_for_Arm_loads_there_and_says_what_the_bindings_say()
    {
        string emulator = ApiFixture.Require("qemu-aarch64-static", "qemu-aarch64");
        File.WriteAllText(folder.File("host.c"), Prelude + """

            #include <dlfcn.h>
            #include <stdio.h>
            int main(int count, char **words)
            {
                void *library = dlopen(words[1], RTLD_NOW);
                void **table = library ? dlsym(library, "cffi_table_A_B_three") : 0;
                if (!table) { puts(dlerror()); return 1; }
                int *variable = ((int *(*)(void))table[CREATED])();
                printf("%d %d %zu %zu %d\n", ((int (*)(int))table[TWICE])(21), *variable, sizeof(part), offsetof(part, tail), (int)ROOM);
                return 0;
            }
            """);
        RunProgram("aarch64-linux-gnu-gcc", "-DPLATFORM=2", $"-DTWICE={SlotOf("twice")}", $"-DCREATED={SlotOf("created")}", "host.c", "-o", "host", "-ldl");
        string facts = RunProgram(emulator, "-L", "/usr/aarch64-linux-gnu", folder.File("host"), folder.Library("three", "linux-arm64"));
        Assert.That(facts, Is.EqualTo($"42 5 24 {TailOn("linux-arm64")} {RoomOn(2)}\n"));
    }

    [Test]
    public void The_library_for_Windows_exports_its_table() =>
        Assert.That(RunProgram("x86_64-w64-mingw32-objdump", "-p", folder.Library("three", "win-x64", ".dll")), Does.Match(@"\[Ordinal/Name Pointer\] Table(.*\n)*.*cffi_table_A_B_three"));

    [TestCase("typedef int... word;\nvoid f(word w);", "typedef long word; static void f(word w) { }", "(2,1): error CFFI8306: 'f' is 'void(long)' on linux-x64, linux-arm64, and 'void(int)' on win-x64: no C# type is right on all platforms of the module; hint: declare it ")]
    [TestCase("#define N ...", "#ifdef _WIN32\n#define N \"text\"\n#else\n#define N 3\n#endif", "(1,1): error CFFI8306: 'N' is 'int 3' on linux-x64, linux-arm64, and 'string \"text\"' on win-x64: ")]
    [TestCase("#define N ...", "#ifdef _WIN32\n#define N 0xffffffffffffffff\n#else\n#define N -1\n#endif", "(1,1): error CFFI8306: 'N' is 'int -1' on linux-x64, linux-arm64, and 'ulong 18446744073709551615UL' on win-x64: ")]
    [TestCase("typedef int... word;\nextern word w;", "typedef long word; static word w;", "(2,1): error CFFI8306: 'w' is 'ref long' on linux-x64, linux-arm64, and 'ref int' on win-x64: ")]
    [TestCase("typedef int... word;\nstruct s { word w; ...; };\nint f(struct s *s);", "typedef long word; struct s { word w; }; static int f(struct s *s) { return s->w; }", "(2,1): error CFFI8306: 'w' of 'struct s' is 'long' on linux-x64, linux-arm64, and 'int' on win-x64: ")]
    public void A_declaration_that_needs_different_CSharp_per_platform_is_refused(string text, string prelude, string expected)
    {
        // Another name, so that the output of other cases is not used.
        string name = $"differs{expected.Length}";
        (int exitCode, string errors) = folder.Run(name, text + "\n", prelude + "\n", "[--platform]", Three);
        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.WrongInput, errors)));
        Assert.That(errors, Does.StartWith(folder.File($"{name}.cffi.h") + expected));
        Assert.That(File.Exists(folder.File($"{name}.g.cs")), Is.False);
        Assert.That(File.Exists(folder.File($"{name}.stamp")), Is.False);
    }

    [Test]
    public void A_number_of_one_size_everywhere_is_one_type_whatever_C_calls_it()
    {
        (int exitCode, string errors) = folder.Run(
            "number", "typedef int... word;\nword next(word w);\nstruct s { word rest; };\nint f(struct s *s);\n",
            "#ifdef _WIN32\ntypedef long long word;\n#else\ntypedef long word;\n#endif\nstatic word next(word w) { return w + 1; }\nstruct s { word rest; };\nstatic int f(struct s *s) { return s->rest != 0; }\n", "[--platform]", Three);
        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(folder.Text("number.g.cs"), Does.Contain("public static long next(long w) =>").And.Contain("public long rest;"));
    }

    [Test]
    public void What_one_compiler_does_not_agree_to_names_its_platform()
    {
        (int exitCode, string errors) = folder.Run("wrong", "struct s { long a; };\n#define N 8\n", "struct s { long a; };\n#define N sizeof(long)\n", "[--platform]", Three);
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.StartWith(folder.File("wrong.cffi.h(2,1): error CFFI8105: for win-x64: constant 'N': the declaration says 8, ")));
        Assert.That(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_no_compiler_agrees_to_is_said_once()
    {
        (int exitCode, string errors) = folder.Run("nowhere", "int g(void);\n", "", "[--platform]", Three);
        Assert.That((exitCode, Regex.Count(errors, "CFFI8101: the C compiler says: ")), Is.EqualTo((ExitCode.WrongInput, 1)), errors);
    }

    [Test]
    public void A_platform_without_a_compiler_is_an_error_that_names_what_to_install()
    {
        using Variable path = WithoutZig();
        if (Cffi.Modules.Compilers.Compiler.Locate("i686-w64-mingw32-gcc") is not null)
        {
            Assert.Ignore("This machine has a compiler for win-x86.");
        }

        (int exitCode, string errors) = folder.Run("alone", "int f(void);\n", "static int f(void) { return 1; }\n", "[--platform]", "linux-x64\nwin-x86");
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.StartWith(folder.File("alone.cffi.h: error CFFI8")).And.Contain("for win-x86").And.Contain("apt-get install gcc-mingw-w64-i686"));
    }

    [TestCase("osx-arm64")]
    [TestCase("linux-musl-arm64")]
    public void Platforms_without_a_compiler_are_left_out_where_that_is_wanted(string missing)
    {
        using Variable path = WithoutZig();
        (int exitCode, string errors) = folder.Run(
            "some", "int f(void);\n", "static int f(void) { return 1; }\n", "[--platform]", "linux-x64", missing, "[--skip-missing-compilers]", "true");
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done), errors);
        Assert.That(errors, Does.StartWith(folder.File($"some.cffi.h: warning CFFI8405: the module is not compiled for {missing} and cannot be used there: ")));
        Assert.That(folder.Text("some.g.cs"), Does.Contain("targets: [0])"));
        Assert.That(File.Exists(folder.File("some.stamp")), Is.False, "the next build looks for the compiler again");
    }

    [Test]
    public void A_module_for_no_platform_at_all_is_an_error()
    {
        using Variable path = WithoutZig();
        (int exitCode, string errors) = folder.Run("none", "int f(void);\n", "static int f(void) { return 1; }\n", "[--platform]", "osx-arm64", "[--skip-missing-compilers]", "true");
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.Contain("none.cffi.h: error CFFI8402: this machine has no compiler for any platform of the module (osx-arm64)"));
    }

    // zig compiles for every platform.
    private static Variable WithoutZig() => new("PATH", string.Join(
        Path.PathSeparator, Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Where(static folder => !File.Exists(Path.Combine(folder, "zig")))));

    [Test]
    public void Packages_of_another_platform_are_not_asked_of_this_machine()
    {
        (int exitCode, string errors) = folder.Run("package", "int f(void);\n", "", "[--platform]", "linux-arm64", "[--pkg-config]", "no-such-package");
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.Contain("error CFFI8022: 'aarch64-linux-gnu-pkg-config', which knows the packages for linux-arm64, was not found").Or.Contain("error CFFI8008"));
    }

    private int RoomOn(int index) => Number($@"int ROOM =>(?:.*\n)*?.* {index} => unchecked\(\(int\)\((\d+)\)\)");

    private int TailOn(string platform) => Number($@"public int tail\s+{{(?:.*\n)*?.*// {platform}\s+return .*this, (\d+)\)");

    private int SlotOf(string name) => Number($@"0 or 2 => new\(\) {{ \[""{name}""\] = (\d+) }}");

    private int Number(string pattern)
    {
        Match match = Regex.Match(folder.Text("three.g.cs"), pattern);
        Assert.That(match.Success, pattern);
        return int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private string RunProgram(string program, params string[] arguments)
    {
        (int exitCode, string output) = DotnetCommand.RunProgram(program, folder.File("."), arguments);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
