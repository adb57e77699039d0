using System.Runtime.InteropServices;
using Cffi.Modules.Descriptions;
using Cffi.Tests.Native;

using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Modules that are compiled once and shipped: they load without a parser and without a compiler.</summary>
public sealed class OutOfLineTests
{
    private const string Declarations = """
        #define LIMIT ...
        #define NAME ...
        #define HALF ...
        typedef int... small;
        typedef struct { int wanted; int lengths[...]; ...; } thing;
        struct exact { char c; union { long l; float f; }; unsigned bits : 3; };
        enum color { RED, GREEN = 5, ... };
        typedef ... handle;
        // Doubles.
        int twice(int x);
        int apply(int (*f)(int), int x);
        thing *make(int wanted);
        handle *open_it(void);
        small cut(long v);
        int sum(int n, ...);
        struct exact flip(struct exact e);
        struct part { int a; ...; };
        int take(struct part p);
        extern int counter;
        extern short cells[...];
        """;

    private const string Prelude = """
        #include <stdarg.h>
        #define LIMIT 123456789012
        #define NAME "text"
        #define HALF 0.5
        typedef unsigned short small;
        typedef struct { long hidden; int wanted; int lengths[6]; } thing;
        struct exact { char c; union { long l; float f; }; unsigned bits : 3; };
        enum color { RED = 7, GREEN = 5, BLUE = -3 };
        typedef struct h handle;
        static int twice_(int x) { return 2 * x; }
        #define twice(x) twice_(x)
        static int apply(int (*f)(int), int x) { return f(x); }
        static thing made;
        static thing *make(int wanted) { made.wanted = wanted; made.lengths[5] = 6; return &made; }
        static handle *open_it(void) { return (handle *)&made; }
        static small cut(long v) { return (small)v; }
        static int sum(int n, ...) { va_list l; int s = 0; va_start(l, n); while (n-- > 0) s += va_arg(l, int); va_end(l); return s; }
        static struct exact flip(struct exact e) { e.bits = 7 - e.bits; e.l = -e.l; return e; }
        struct part { double hidden; int a; };
        static int take(struct part p) { return p.a + (int)p.hidden; }
        static int counter = 5;
        static short cells[4] = { 1, 2, 3, 4 };
        """;

    [Test]
    public void A_module_is_loaded_as_it_was_compiled()
    {
        using var folder = new TemporaryFolder();
        string description = Compile(folder);
        Assert.That(Directory.GetFiles(folder.File("out")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "_thing.cffi", "_thing.so" }));
        using CLibrary lib = Ffi.LoadModule(description);
        Ffi ffi = lib.Ffi;
        Assert.That((lib.Name, lib.Call<int>("twice", 21), lib.Call<int>("cut", 0x12345L), lib.Call<int>("sum", 3, 1, 2, 3)), Is.EqualTo(("_thing", 42, 0x2345, 6)));
        Assert.That((lib.GetConstant("LIMIT").As<long>(), lib.GetConstant("NAME").As<string>(), lib.GetConstant("HALF").As<double>()), Is.EqualTo((123456789012L, "text", 0.5)));
        Assert.That((ffi.SizeOf("thing"), ffi.OffsetOf("thing", "wanted"), ffi.SizeOf("small"), ffi.GetConstant("RED").As<int>()), Is.EqualTo((40, 8, 2, 7)));
        CData thing = lib.Call<CData>("make", 11);
        Assert.That((thing["wanted"].As<int>(), thing["lengths"][5].As<int>(), thing["lengths"].Length), Is.EqualTo((11, 6, 6)));
        using CData callback = ffi.Callback("int(int)", (int x) => x + 1);
        Assert.That(lib.Call<int>("apply", callback, 4), Is.EqualTo(5));
        using CData exact = ffi.New("struct exact *");
        exact["l"] = 9;
        exact["bits"] = 2;
        CData flipped = lib.Call<CData>("flip", exact[0]);
        Assert.That((flipped["l"].As<long>(), flipped["bits"].As<int>()), Is.EqualTo((-9L, 5)));
        using CData part = ffi.New("struct part *");
        part["a"] = 8;
        Assert.That(lib.Call<int>("take", part[0]), Is.EqualTo(8), "the call goes through a stub, because only the compiler knows the registers");
        lib.GetVariable("counter").Assign(6);
        Assert.That((lib.GetVariable("counter").As<int>(), lib.GetVariable("cells").Length, lib.GetVariable("cells")[3].As<int>()), Is.EqualTo((6, 4, 4)));
        Assert.That(() => ffi.New("handle *"), Throws.TypeOf<LayoutException>(), "the type is still opaque");
        Assert.That(lib.Call<CData>("open_it").Type.CName, Is.EqualTo("handle *"));
        Assert.That(ffi.String(ffi.Cast("enum color", 5)), Is.EqualTo("GREEN"));
        Declaration twice = ffi.Declarations.FindIdentifier("twice")!;
        Assert.That((twice.CText, twice.Comment, twice.Span.Source.Name), Is.EqualTo(("int twice(int x)", "Doubles.", "<_thing>")));
        dynamic c = lib;
        Assert.That((int)c.twice(4), Is.EqualTo(8));
    }

    [Test]
    public void What_is_loaded_can_be_added_to_but_is_not_compiled_again()
    {
        using var folder = new TemporaryFolder();
        using CLibrary lib = Ffi.LoadModule(Compile(folder));
        lib.Ffi.Cdef("struct more { thing t; small s; }; double cos(double);");
        Assert.That(lib.Ffi.SizeOf("struct more"), Is.EqualTo(48));
        using CLibrary m = lib.Ffi.Dlopen("m");
        Assert.That(m.Call<double>("cos", 0.0), Is.EqualTo(1.0));
        Assert.That(Assert.Throws<CompilationException>(() => lib.Call("cos", 0.0))!.Id, Is.EqualTo("CFFI8012"));
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => lib.Ffi.SetSource("x", ""))!.Message, Does.StartWith("CFFI8007: the source of module '_thing' is already set"));
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => lib.Ffi.Compile())!.Id, Is.EqualTo("CFFI8006"));
    }

    [Test]
    public void Loading_and_calling_needs_no_parser_and_no_compiler()
    {
        using var folder = new TemporaryFolder();
        string description = Compile(folder);
        (int exitCode, string output, string errors) = TestHost.Run(
            new Dictionary<string, string?> { ["CC"] = "/no/such/compiler", ["CFFI_CACHE"] = "/dev/null/no/cache" }, "load", description);
        Assert.That(exitCode, Is.Zero, errors);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Is.EqualTo("42"));
        Assert.That(lines[1].Split(' '), Does.Contain("Cffi.Backend.Native").And.Contain("Cffi.Core").And.Not.Contain("Cffi.Parser").And.Not.Contain("Sprache"));
    }

    [Test]
    public void The_parser_need_not_even_be_there()
    {
        using var folder = new TemporaryFolder();
        string description = Compile(folder), host = Directory.CreateDirectory(folder.File("host")).FullName;
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(TestHost.Assembly)!).Where(static file => !file.EndsWith(".deps.json", StringComparison.Ordinal)))
        {
            if (Path.GetFileName(file) is not ("Cffi.Parser.dll" or "Sprache.dll"))
            {
                File.Copy(file, Path.Combine(host, Path.GetFileName(file)));
            }
        }

        (int exitCode, string output, string errors) = TestHost.RunScript("shift 3; exec dotnet exec \"$@\"", Path.Combine(host, Path.GetFileName(TestHost.Assembly)), "load", description);
        Assert.That((exitCode, output.Split('\n')[0]), Is.EqualTo((0, "42")), errors);
    }

    [Test]
    public void Files_that_have_not_changed_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        string description = Compile(folder), library = Path.ChangeExtension(description, ".so");
        byte[] before = File.ReadAllBytes(description);
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(description, old);
        File.SetLastWriteTimeUtc(library, old);
        Assert.That(Compile(folder), Is.EqualTo(description));
        Assert.That((File.GetLastWriteTimeUtc(description), File.GetLastWriteTimeUtc(library)), Is.EqualTo((old, old)));
        File.WriteAllBytes(description, [.. before, 1]);
        Compile(folder);
        Assert.That(File.ReadAllBytes(description), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(folder.File("out")), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_module_that_is_refused_is_not_saved()
    {
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef("int f(void); struct s { int a; ...; };");
        ffi.SetSource("_bad", "struct s { int a; }; static long f(void) { return 0; }", Options);
        Assert.Throws<VerificationException>(() => ffi.CompileTo(folder.File("out")));
        Assert.That(Directory.Exists(folder.File("out")), Is.False);
        Assert.Throws<LayoutException>(() => ffi.SizeOf("struct s"));
        Assert.Throws<CffiUnsupportedException>(() => new Ffi().CompileTo(folder.File("out")));
    }

    [TestCase("/dev/null/out")]
    [TestCase("/proc/no/such")]
    public void A_folder_that_cannot_be_written_is_an_error(string path)
    {
        var ffi = new Ffi();
        ffi.SetSource("_empty", "", Options);
        Assert.That(Assert.Throws<CompilationException>(() => ffi.CompileTo(path))!.Message, Does.StartWith($"CFFI8021: the module cannot be saved in '{path}': "));
    }

    [Test]
    public void A_file_that_is_missing_or_changed_is_refused()
    {
        using var folder = new TemporaryFolder();
        string description = Compile(folder), library = Path.ChangeExtension(description, ".so");
        byte[] right = File.ReadAllBytes(description), code = File.ReadAllBytes(library);

        Refused(folder.File("none.cffi"), "CFFI6010: the module description '" + folder.File("none.cffi") + "' cannot be read: ");
        Refused(folder.File("out"), "CFFI6010: ");
        Refused(library, $"CFFI6010: the module description '{library}' cannot be read: it is not a module description");
        Refused("", "CFFI6010: ");
        Refused("a\0b", "CFFI6010: ");
        Changed(right[..^1], "its length differs from the length in its header");
        Changed([], "it is not a module description");
        byte[] bad = [.. right];
        bad[^1] ^= 4;
        Changed(bad, "it is damaged: its checksum does not match");
        bad = [.. right];
        bad[8] = 99;
        Changed(bad, "CFFI6011: the module description has version 99, but this Cffi reads version 3; compile the module again with this version of Cffi");
        File.WriteAllBytes(description, right);

        byte[] other = [.. code];
        other[code.Length / 2] ^= 1;
        File.WriteAllBytes(library, other);
        Refused(description, $"CFFI6013: '{library}' is not the library of the module description: it is a different library, or it is damaged");
        File.Delete(library);
        Refused(description, $"CFFI6013: '{library}' is not the library of the module description: Could not find file");
        File.WriteAllBytes(library, code);
        Ffi.LoadModule(description).Dispose();

        void Changed(byte[] bytes, string reason)
        {
            File.WriteAllBytes(description, bytes);
            Refused(description, reason);
        }
    }

    [Test]
    public void A_module_for_another_platform_is_refused() => Assert.That(
        Assert.Throws<LibraryLoadException>(() => Cffi.Modules.Descriptions.DescriptionReader.Read(DescriptionTests.Write([]), Target.WindowsX64))!.Message,
        Is.EqualTo("CFFI6012: module '_test' is for linux-x64, but this process runs on win-x64; compile it for this platform"));

    [TestCase("linux-arm64", "_thing.so")]
    [TestCase("win-x64", "_thing.dll")]
    public void A_module_compiled_for_another_platform_is_saved_for_it(string platform, string library)
    {
        Target target = Target.Find(platform)!;
        ApiFixture.Require(platform == "win-x64" ? "x86_64-w64-mingw32-gcc" : "aarch64-linux-gnu-gcc");
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; ...; }; int f(struct s *p);");
        ffi.SetSource("_thing", "struct s { long pad; int a; }; static int f(struct s *p) { return p->a; }", Options);
        string description = ffi.CompileFor(target).Save(folder.File("out"));
        Assert.That(Directory.GetFiles(folder.File("out")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "_thing.cffi", library }));
        Cffi.Modules.Descriptions.ModuleDescription module = Cffi.Modules.Descriptions.DescriptionReader.Read(File.ReadAllBytes(description), target);
        RecordDeclaration record = module.Declarations.OfType<RecordDeclaration>().Single();
        Assert.That(LayoutEngine.OfRecord(record.Type, target).Room.Size, Is.EqualTo(platform == "win-x64" ? 8 : 16));
        Refused(description, $"CFFI6012: module '_thing' is for {platform}, but this process runs on {HostPlatform}; compile it for this platform");
    }

    private static string HostPlatform => new Ffi().Target.Name;

    [Test]
    public void The_C_text_is_what_any_build_can_compile()
    {
        Ffi ffi = Declared();
        var text = new StringWriter();
        ffi.EmitC(text);
        var again = new StringWriter();
        Declared().EmitC(again);
        Assert.That(again.ToString(), Is.EqualTo(text.ToString()), "the text is the same each time");
        Assert.That(text.ToString(), Does.Contain(Prelude).And.Not.Contain("\r").And.Not.Contain(Path.GetTempPath()));

        using var folder = new TemporaryFolder();
        CCompiler.Gcc.CompileLibrary(text.ToString(), folder.File("module.so"), "-O2");
        nint library = NativeLibrary.Load(folder.File("module.so"));
        Assert.That(NativeLibrary.TryGetExport(library, "cffi_table__thing", out _));
        NativeLibrary.Free(library);
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => new Ffi().EmitC(text))!.Id, Is.EqualTo("CFFI8006"));
    }

    [Test]
    public void A_build_of_ones_own_gives_the_same_module()
    {
        using var folder = new TemporaryFolder();
        Ffi ffi = Declared();
        var text = new StringWriter();
        ffi.EmitC(text);
        CCompiler.Gcc.CompileLibrary(text.ToString(), folder.File("own.so"), "-O2");
        File.WriteAllBytes(folder.File("own.o"), CCompiler.Gcc.CompileObject(text.ToString(), "-fPIC"));
        string description = ffi.SaveCompiled(folder.File("own.o"), folder.File("own.so"), folder.File("out"));
        Assert.That(ffi.SizeOf("thing"), Is.EqualTo(40), "the record is complete in this Ffi too");
        using CLibrary lib = Ffi.LoadModule(description);
        Assert.That((lib.Call<int>("twice", 21), lib.GetConstant("LIMIT").As<long>(), lib.Ffi.SizeOf("thing")), Is.EqualTo((42, 123456789012L, 40L)));

        using var other = new TemporaryFolder();
        Assert.That(File.ReadAllBytes(description)[DescriptionLength(description)..], Is.EqualTo(File.ReadAllBytes(Compile(other))[DescriptionLength(description)..]), "the descriptions differ in the library's checksum only");
    }

    [Test]
    public void A_build_of_ones_own_is_checked()
    {
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; };\n#define N 1");
        ffi.SetSource("_own", "struct s { long a; };\n#define N 2");
        var text = new StringWriter();
        ffi.EmitC(text);
        File.WriteAllBytes(folder.File("own.o"), CCompiler.Gcc.CompileObject(text.ToString()));
        VerificationException error = Assert.Throws<VerificationException>(() => ffi.SaveCompiled(folder.File("own.o"), folder.File("own.o"), folder.File("out")))!;
        Assert.That(error.Diagnostics.Select(static d => d.Id), Is.EqualTo(new[] { "CFFI8102", "CFFI8104", "CFFI8105" }));
        File.WriteAllBytes(folder.File("own.o"), CCompiler.Gcc.CompileObject("int x;"));
        Assert.That(Assert.Throws<CompilationException>(() => ffi.SaveCompiled(folder.File("own.o"), folder.File("own.o"), folder.File("out")))!.Id, Is.EqualTo("CFFI8011"));
        Assert.That(Assert.Throws<CompilationException>(() => ffi.SaveCompiled(folder.File("none.o"), folder.File("own.o"), folder.File("out")))!.Id, Is.EqualTo("CFFI8021"));
        Assert.That(Directory.Exists(folder.File("out")), Is.False);
    }

    [Test]
    public void A_thousand_functions_are_loaded_from_their_description()
    {
        using var folder = new TemporaryFolder();
        string[] functions = [.. Enumerable.Range(0, 1000).Select(static i => $"int f{i}(const char *text, struct s *p, double x, int n);")];
        string declarations = "struct s { int a; double b; };\n" + string.Join('\n', functions);
        string prelude = "struct s { int a; double b; };\nint twice(int x) { return 2 * x; }\n"
            + string.Join('\n', functions.Select(static f => f.Replace(";", " { return n; }")));
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        ffi.SetSource("_large", prelude, Options);
        string description = ffi.CompileTo(folder.File("out"));
        File.WriteAllText(folder.File("text.h"), declarations);
        string text = folder.File("text.h"), library = Path.ChangeExtension(description, ".so");
        double load = Enumerable.Range(0, 3).Min(_ => Milliseconds("first", "load", description)[0]);
        double declare = Enumerable.Range(0, 3).Min(_ => Milliseconds("first", "declare", text, library)[0]);
        double[] warm = Milliseconds("race", description, text, library);
        TestContext.Out.WriteLine(FormattableString.Invariant($"1,000 functions, {new FileInfo(description).Length} bytes of description"));
        TestContext.Out.WriteLine(FormattableString.Invariant($"in a fresh process: load {load} ms, declare {declare} ms, ratio {declare / load:F1}"));
        TestContext.Out.WriteLine(FormattableString.Invariant($"warm: load {warm[0]} ms, declare {warm[1]} ms, ratio {warm[1] / warm[0]:F1}"));
        using CLibrary loaded = Ffi.LoadModule(description);
        Assert.That(loaded.Names.Count(static name => name.StartsWith('f')), Is.EqualTo(1000));
        Assert.That(loaded.Call<int>("f999", "text", Ffi.Null, 0.5, 7), Is.EqualTo(7));
    }

    private static double[] Milliseconds(params string[] arguments)
    {
        (int exitCode, string output, string errors) = TestHost.Run(arguments);
        Assert.That(exitCode, Is.Zero, errors);
        return [.. output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(static number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
    }

    // The checksums and the length of the library differ. They stand before the C text.
    private static int DescriptionLength(string description)
    {
        byte[] bytes = File.ReadAllBytes(description);
        return bytes.AsSpan().IndexOf("// Doubles."u8);
    }

    private static void Refused(string path, string message) => Assert.That(Assert.Throws<LibraryLoadException>(() => Ffi.LoadModule(path))!.Message, Does.Contain(message));

    private static Ffi Declared()
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations);
        ffi.SetSource("_thing", Prelude, Options);
        return ffi;
    }

    private static string Compile(TemporaryFolder folder) => Declared().CompileTo(folder.File("out"));
}
