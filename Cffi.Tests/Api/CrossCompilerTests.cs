using System.Diagnostics;
using Cffi.Backend.Native.Loading;
using Cffi.Modules.Compilers;
using Cffi.Platforms;
using Cffi.Tests.Native;
using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Modules compiled for other platforms. Their facts are read from the object file; nothing is run.</summary>
public sealed class CrossCompilerTests
{
    private const string Types = """
        #include <stddef.h>
        typedef struct { char tag; long n; wchar_t w[5]; void *p; unsigned a : 3; long long b : 40; unsigned char c : 2; } whole;
        typedef struct { char hidden[7]; long wanted; wchar_t text[6]; short tail; } partial;
        struct bits { unsigned a : 5; unsigned short b : 9; long gap; int c : 7; char d : 3; };
        enum e { A = 3, B = 70000, C };
        enum f { LOW = -4, HIGH = 9 };
        #define LENGTH sizeof(long)
        #define REAL 2.5
        #define TEXT "cross"
        typedef unsigned short small;
        static long row[sizeof(wchar_t) * 3];
        static int add(int x, long y) { return x + (int)y; }
        """;

    private const string Declarations = """
        typedef struct { char tag; long n; wchar_t w[5]; void *p; unsigned a : 3; long long b : 40; unsigned char c : 2; } whole;
        typedef struct { long wanted; wchar_t text[...]; short tail; ...; } partial;
        struct bits { unsigned short b : 9; int c : 7; char d : 3; ...; };
        enum e { A, B = ..., ... };
        enum f { LOW = -4, HIGH = 9 };
        #define LENGTH ...
        #define REAL ...
        #define TEXT ...
        typedef int... small;
        extern long row[...];
        int add(int x, long y);
        extern enum f anything;
        """;

    private const string Prelude = Types + "\nstatic enum f anything;";

    /// <summary>The platforms that one build makes modules for.</summary>
    private static readonly string[] Platforms = ["linux-x64", "linux-arm64", "linux-musl-x64", "osx-x64", "osx-arm64", "win-x64", "win-arm64"];

    /// <summary>Targets, and the compiler that the options name; null if Cffi finds one itself.</summary>
    private static readonly object[] Compilers =
    [
        new object?[] { "linux-arm64", "aarch64-linux-gnu-gcc" }, new object?[] { "win-x64", "x86_64-w64-mingw32-gcc" },
        new object?[] { "linux-x86", "gcc" }, new object?[] { "linux-arm64", "clang" }, new object?[] { "win-x64", "clang" }, new object?[] { "win-x86", "clang" },
        new object?[] { "win-x64", "clang-cl" }, new object?[] { "linux-musl-x64", "x86_64-linux-musl-gcc" }, new object?[] { "linux-musl-arm64", "clang" }, new object?[] { "win-arm64", "clang" },
        new object?[] { "osx-x64", "clang" }, new object?[] { "osx-arm64", "clang" },
        .. Platforms.Select(static platform => ByZig(platform, "zig")),
    ];

    [TestCaseSource(nameof(Compilers))]
    public void Layouts_constants_and_lengths_are_the_cross_compilers(string name, string compiler)
    {
        Target target = Target.Find(name)!;
        CompiledModule module = CompileFor(target, compiler, Declarations, Prelude);
        string assertions = string.Join('\n',
        [
            Holds("sizeof(whole)", module.SizeOf("whole")), Holds("_Alignof(whole)", module.AlignOf("whole")),
            .. new[] { "tag", "n", "w", "p" }.Select(member => Holds($"offsetof(whole, {member})", module.Field("whole", member).Offset)),
            Holds("sizeof(partial)", module.SizeOf("partial")), Holds("offsetof(partial, wanted)", module.Field("partial", "wanted").Offset),
            Holds("offsetof(partial, text)", module.Field("partial", "text").Offset), Holds("offsetof(partial, tail)", module.Field("partial", "tail").Offset),
            Holds("sizeof(((partial *)0)->text)", LayoutEngine.Of(module.Field("partial", "text").Member.Type, target).Size),
            Holds("sizeof(struct bits)", module.SizeOf("struct bits")), Holds("sizeof(enum e)", module.SizeOf("enum e")),
            Holds("B", (long)module.GetConstant("B").Integer), Holds("LOW", (long)module.GetConstant("LOW").Integer), Holds("LENGTH", (long)module.GetConstant("LENGTH").Integer),
            Holds("sizeof row", LayoutEngine.Of(((VariableDeclaration)module.Declarations.FindIdentifier("row")!).Type, target).Size),
            Holds("sizeof(small)", module.SizeOf("small")),
            Holds("(char)-1 < 0", target.IsCharSigned ? 1 : 0),
        ]);
        Check(target, compiler, Types + "\n" + assertions);
        Assert.That((module.GetConstant("REAL").Floating, System.Text.Encoding.ASCII.GetString([.. module.GetConstant("TEXT").StringBytes!])), Is.EqualTo((2.5, "cross")));
        Assert.That(((ConstantDeclaration)module.Declarations.FindIdentifier("B")!).Value!.Integer, Is.EqualTo(new System.Numerics.BigInteger(70000)));
    }

    [TestCaseSource(nameof(Compilers))]
    public void Bit_fields_lie_where_the_cross_compiler_puts_them(string name, string compiler)
    {
        Target target = Target.Find(name)!;
        CompiledModule module = CompileFor(target, compiler, Declarations, Prelude);

        // The expected bytes come from another object of this compiler: a record in which every bit of one bit-field is 1.
        foreach ((string record, string member, int width) in new[] { ("struct bits", "b", 9), ("struct bits", "c", 7), ("struct bits", "d", 3), ("whole", "a", 3), ("whole", "b", 40), ("whole", "c", 2) })
        {
            FieldLayout field = module.Field(record, member);
            long first = (field.Offset * 8) + field.BitOffset;
            byte[] expected = new byte[module.SizeOf(record)];
            for (long bit = first; bit < first + width; bit++)
            {
                expected[bit / 8] |= (byte)(1 << (int)(bit % 8));
            }

            const string mark = "the-mark-before-it";
            byte[] file = Compile(target, compiler, $"{Types}\nconst struct {{ char before[{mark.Length}]; union {{ {record} r; char bytes[sizeof({record})]; }} u; }} o = {{ \"{mark}\", {{ .r.{member} = -1 }} }};");
            int start = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)) + mark.Length;
            int padding = (int)(Align(start, start - mark.Length, module.AlignOf(record)) - start);
            Assert.That(file[(start + padding)..(start + padding + expected.Length)], Is.EqualTo(expected), $"{record}.{member}");
        }
    }

    [TestCaseSource(nameof(Compilers))]
    public void Differences_are_found_for_the_target(string name, string compiler)
    {
        Target target = Target.Find(name)!;
        const string declared = "struct s { int a; long b; };\n#define N 8\nenum e { X, Y };\nint f(long);\nextern short v[3];\nstruct t { int a : 3; unsigned b : 4; };\nstruct u { char c; };";
        const string actual = "struct s { int a; long long b; };\n#define N sizeof(long)\nenum e { X, Y = 5 };\nstatic int f(int x) { return x; }\nstatic short v[4];\nstruct t { int a : 4; unsigned b : 3; };\nstruct u { signed char c; };";
        VerificationException error = Refusal(target, compiler, declared, actual);
        bool isLong64 = target.LongSize == 8, isUnsigned = !target.IsCharSigned;
        string[] expected =
        [
            // If 'long' has 8 bytes, the first and the second line are correct.
            .. isLong64 ? (string[])[] : ["<cdef>(1,1) CFFI8102", .. Align4(target) ? (string[])[] : ["<cdef>(1,1) CFFI8103"], "<cdef>(1,1) CFFI8104", "<cdef>(2,1) CFFI8105"],
            "<cdef>(3,13) CFFI8105", "<cdef>(4,1) CFFI8107", "<cdef>(5,1) CFFI8104", "<cdef>(6,1) CFFI8103", "<cdef>(6,1) CFFI8103",
            .. isUnsigned ? (string[])["<cdef>(7,1) CFFI8104"] : [],
        ];
        Assert.That(error.Diagnostics.Select(static d => $"{d.Span} {d.Id}"), Is.EqualTo(expected), error.Message);
    }

    [TestCase("linux-arm64", "aarch64-linux-gnu-gcc", "union r { double d[2]; }", "union r { double d[2]; long l; }")]
    [TestCase("linux-arm64", "clang", "union r { float d[3]; }", "union r { float d[3]; int l; }")]
    [TestCase("linux-arm64", "aarch64-linux-gnu-gcc", "struct r { long double d[4]; }", "struct r { long double d[4]; int none[0]; }")]
    [TestCase("linux-x64", "clang", "union r { double d; }", "union r { double d; long l; }")]
    public void A_record_that_is_passed_in_other_registers_is_found_without_running_anything(string name, string compiler, string declared, string actual)
    {
        VerificationException error = Refusal(Target.Find(name)!, compiler, declared + ";", actual + ";");
        Assert.That(error.Diagnostics.Select(static d => d.Id), Is.EqualTo(new[] { "CFFI8112" }), error.Message);
        CompileFor(Target.Find(name)!, compiler, actual + ";", actual + ";");
    }

    [Test]
    public void The_texts_are_read_again_for_the_target()
    {
        Require("x86_64-w64-mingw32-gcc");
        const string declared = "#ifdef _WIN32\n#define SYSTEM 2\n#else\n#define SYSTEM 1\n#endif\nstruct s { char c[sizeof(long)]; };\n";
        const string actual = "#ifdef _WIN32\n#define SYSTEM 2\n#else\n#define SYSTEM 1\n#endif\nstruct s { char c[sizeof(long)]; };\n";
        var ffi = new Ffi();
        ffi.Cdef(declared);
        ffi.SetSource("both", actual, Options);
        CompiledModule windows = ffi.CompileFor(Target.WindowsX64);
        using CLibrary here = ffi.Compile();
        Assert.That(((int)windows.GetConstant("SYSTEM").Integer, windows.SizeOf("struct s")), Is.EqualTo((2, 4)));
        Assert.That((here.GetConstant("SYSTEM").As<int>(), ffi.SizeOf("struct s")), Is.EqualTo((1, 8)));
    }

    [Test]
    public void The_library_is_one_for_the_target_and_is_not_opened_here()
    {
        Require("x86_64-w64-mingw32-gcc");
        CompiledModule module = CompileFor(Target.WindowsX64, "x86_64-w64-mingw32-gcc", "int f(int);", "static int f(int x) { return x; }");
        byte[] library = File.ReadAllBytes(module.LibraryFile!);
        Assert.That(library.AsSpan(0, 2).SequenceEqual("MZ"u8), Is.True);
        Assert.That(library.AsSpan().IndexOf("cffi_table_cross"u8), Is.GreaterThan(0), "the table is exported");
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => new Ffi().Dlopen(module.LibraryFile))!;
        Assert.That(error.Message, Is.EqualTo($"CFFI6003: '{module.LibraryFile}' is for win-x64, but this process runs on linux-x64; use a library for this platform"));
    }

    [Test]
    public void A_library_for_Arm_is_not_opened_here()
    {
        Require("aarch64-linux-gnu-gcc");
        CompiledModule module = CompileFor(Target.LinuxArm64, "aarch64-linux-gnu-gcc", "int f(int);", "static int f(int x) { return x; }");
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => new Ffi().Dlopen(module.LibraryFile))!;
        Assert.That(error.Message, Is.EqualTo($"CFFI6003: '{module.LibraryFile}' is for linux-arm64, but this process runs on linux-x64; use a library for this platform"));
    }

    [Test]
    public void Compiling_for_this_machine_by_name_gives_the_library_without_loading_it()
    {
        CompiledModule module = CompileFor(Target.LinuxX64, null, "int f(int); struct s { int a; ...; };", "struct s { long x; int a; };\nstatic int f(int x) { return x; }");
        Assert.That((module.Name, module.Target, module.SizeOf("struct s")), Is.EqualTo(("cross", Target.LinuxX64, 16L)));
        var ffi = new Ffi();
        ffi.Cdef("extern void *cffi_table_cross[1];");
        using CLibrary library = ffi.Dlopen(module.LibraryFile);
        Assert.That(library.GetAddress("cffi_table_cross"), Is.Not.Zero);
    }

    [Test]
    public void Clang_alone_gives_facts_and_no_library()
    {
        CompiledModule module = CompileFor(Target.LinuxArm64, "clang", "#define N ...", "#define N sizeof(void *)");
        Assert.That((module.LibraryFile, (int)module.GetConstant("N").Integer, File.Exists(module.ObjectFile)), Is.EqualTo(((string?)null, 8, true)));
    }

    [Test]
    public void A_compiler_for_another_machine_is_named()
    {
        CompilationException error = Assert.Throws<CompilationException>(() => CompileFor(Target.LinuxArm64, "gcc", "int f(int);", "int f(int);"))!;
        Assert.That(error.Message, Is.EqualTo("CFFI8023: gcc compiled for linux-x64, not for linux-arm64; set BuildOptions.Compiler to a compiler for linux-arm64, or do not set it, and Cffi looks for one"));
    }

    // zig compiles a target's C library when it is used first, which takes minutes.
    private static TestCaseData ByZig(string platform, params string[] more)
    {
        var data = new TestCaseData([platform, .. more]);
        return platform is "linux-arm64" or "osx-arm64" ? data : data.SetCategory("Nightly");
    }

    private static IEnumerable<TestCaseData> Libraries => Platforms.Select(static platform => ByZig(platform));

    [TestCaseSource(nameof(Libraries))]
    public void Zig_makes_a_library_of_the_platforms_format(string name)
    {
        Require("zig");
        Target target = Target.Find(name)!;
        var ffi = new Ffi();
        ffi.Cdef("int f(int); struct s { long b; ...; };");
        ffi.SetSource("cross", "#include <stdio.h>\nstruct s { char a; long b; };\nstatic int f(int x) { return x + printf(\"\"); }", Options with { Compiler = "zig cc" });
        CompiledModule module = ffi.CompileFor(target);
        byte[] library = File.ReadAllBytes(module.LibraryFile!);
        Assert.That(BinaryPlatform.IsFor(LibraryPlatform.Of(library), target), Is.True);
        Assert.That(library.AsSpan().IndexOf("cffi_table_cross"u8), Is.GreaterThan(0), "the table is exported");
        Assert.That(module.SizeOf("struct s"), Is.EqualTo(2 * target.LongSize));
    }

    [Test]
    public void The_long_double_of_mingw_is_not_taken_for_that_of_Windows()
    {
        Require("x86_64-w64-mingw32-gcc");
        const string declared = "struct s { long double x; }; typedef float... real;", actual = "struct s { long double x; }; typedef long double real;";
        VerificationException error = Refusal(Target.WindowsX64, null, declared, actual);
        Assert.That(error.Diagnostics.Select(static d => $"{d.Id}: {d.Message}"), Is.EqualTo(new[]
        {
            "CFFI8102: 'struct s': the declaration says 8 bytes aligned to 8, the C compiler says 16 bytes aligned to 16",
            "CFFI8104: member 'x' of 'struct s': the declaration says 'long double', 8 bytes, the C compiler says a floating type of 16 bytes",
            "CFFI8108: 'real': the declaration says a floating type, the C compiler says a floating type of 16 bytes, which win-x64 does not have",
        }));
        Assert.That(error.Diagnostics[1].Hint, Does.Contain("-mlong-double-64"));
        var ffi = new Ffi();
        ffi.Cdef(declared);
        ffi.SetSource("cross", actual, Options with { CompilerArguments = ["-mlong-double-64"] });
        Assert.That(ffi.CompileFor(Target.WindowsX64).SizeOf("real"), Is.EqualTo(8));
    }

    [Test]
    public void The_sign_of_an_enum_on_Windows_is_the_compilers()
    {
        Require("x86_64-w64-mingw32-gcc");
        const string text = "enum e { A, B }; struct s { enum e x; }; enum big { C = 0x80000000 };";
        var gcc = (CEnumType)CompileFor(Target.WindowsX64, "x86_64-w64-mingw32-gcc", text, text).TypeOf("enum e");
        Assert.That(EnumLayout.UnderlyingType(gcc, Target.WindowsX64).CName, Is.EqualTo("unsigned int"));
        const string wide = "enum wide { D = 0x100000000 };";
        VerificationException error = Assert.Throws<VerificationException>(() => CompileFor(Target.WindowsX64, "x86_64-w64-mingw32-gcc", wide, wide))!;
        Assert.That(error.Id, Is.EqualTo("CFFI8106"));
    }

    [Test]
    public void Functions_and_types_of_Windows_itself_are_verified()
    {
        Require("x86_64-w64-mingw32-gcc");
        const string declared = """
            #ifdef _WIN32
            typedef struct { DWORD nLength; ...; } SECURITY_ATTRIBUTES;
            typedef struct { WORD wYear; WORD wMonth; WORD wDayOfWeek; WORD wDay; WORD wHour; WORD wMinute; WORD wSecond; WORD wMilliseconds; } SYSTEMTIME;
            void __stdcall GetSystemTime(SYSTEMTIME *time);
            DWORD __stdcall GetLastError(void);
            #define MAX_PATH ...
            #endif
            time_t time(time_t *t);
            """;
        CompiledModule module = CompileFor(Target.WindowsX64, "x86_64-w64-mingw32-gcc", declared, "#include <windows.h>\n#include <time.h>");
        Assert.That((module.SizeOf("SECURITY_ATTRIBUTES"), module.SizeOf("SYSTEMTIME"), (int)module.GetConstant("MAX_PATH").Integer), Is.EqualTo((24L, 16L, 260)));
    }

    private static bool Align4(Target target) => target.Int64Alignment == 4;

    // The record's offset in that object: it follows the mark, aligned.
    private static long Align(long at, long origin, long alignment) => origin + ((at - origin + alignment - 1) / alignment * alignment);

    private static string Holds(string expression, long value) => $"_Static_assert(({expression}) == {value}, \"{expression.Replace("\"", "", StringComparison.Ordinal)} is not {value}\");";

    private static CompiledModule CompileFor(Target target, string? compiler, string declarations, string prelude)
    {
        // Cffi finds gcc for 32-bit x86 by itself, with -m32.
        compiler = compiler is null || target == Target.LinuxX86 ? null : Require(compiler);
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        ffi.SetSource("cross", prelude, Options with { Compiler = compiler });
        return ffi.CompileFor(target);
    }

    // Require may skip the test, which Assert.Throws would report as a wrong exception. So it is called first.
    private static VerificationException Refusal(Target target, string? compiler, string declarations, string prelude)
    {
        _ = compiler is null ? null : Require(compiler);
        return Assert.Throws<VerificationException>(() => CompileFor(target, compiler, declarations, prelude))!;
    }

    private static string Require(string compiler) => ApiFixture.Require(compiler switch
    {
        "clang" => ["clang", "clang-14", "clang-16", "clang-19"],
        "clang-cl" => ["clang-cl", "clang-cl-14", "clang-cl-16", "clang-cl-19"],
        _ => [compiler],
    });

    private static void Check(Target target, string compiler, string text) => Run(target, compiler, text, "-fsyntax-only");

    private static byte[] Compile(Target target, string compiler, string text)
    {
        using var folder = new TemporaryFolder();
        Run(target, compiler, text, "-c", "-o", folder.File("case.o"));
        return File.ReadAllBytes(folder.File("case.o"));
    }

    // The oracle runs the compiler itself, without the code under test.
    private static void Run(Target target, string compiler, string text, params string[] arguments)
    {
        compiler = compiler == "clang-cl" ? "clang" : compiler;
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("case.c"), text);
        arguments = compiler == "zig" && arguments is ["-fsyntax-only"] ? ["-c", "-o", folder.File("case.o")] : arguments;
        string[] machine = target == Target.LinuxX86 ? ["-m32"]
            : compiler == "zig" ? ["cc", "-target", CrossTools.For(target)!.ZigTriple]
            : compiler == "clang" ? ["--target=" + CCompiler.TripleOf(target)] : [];
        var start = new ProcessStartInfo(Require(compiler)) { RedirectStandardError = true };
        foreach (string argument in (string[])[.. machine, "-w", .. arguments, folder.File("case.c")])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }
}
