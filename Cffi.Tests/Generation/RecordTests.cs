using Cffi.Generator.Emission;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C# structs with the members of C, used by code that is not unsafe.</summary>
public sealed class RecordTests
{
    [Test]
    public void Arrays_at_the_end_of_a_record_are_reached_however_they_are_written()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libtail.so");
        const string Types = "struct old { int n; int z[0]; }; struct item { int x; }; struct differs { wchar_t w; long double d; int n; struct item items[]; };";
        CCompiler.Gcc.CompileLibrary(
            "#include <wchar.h>\n" + Types + " struct old *old(void) { static int memory[3] = { 2, 5, 6 }; return (struct old *)memory; }"
            + " struct differs *differs(void) { static union { struct differs d; char memory[200]; } u; u.d.n = 2; u.d.items[1].x = 7; return &u.d; }",
            library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Types + " struct old *old_(void) __asm__(\"old\"); struct differs *differs_(void) __asm__(\"differs\");",
            """
            public static string Use()
            {
                CPointer<differs> differs = differs_();
                string result = $"{old_().Value.z(2)[1]} {differs.Value.n} {differs.Value.items(2)[1].x}";
                old_().Value.z(2)[0] = 9;
                return result + " " + old_().Value.z(2)[0];
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("6 2 7 9"));
    }

    [TestCase("struct { float f; int a[0]; }", "f = 1.5f", "f")]
    [TestCase("struct { float f; struct { int x[0]; } none; }", "f = 1.5f", "f")]
    [TestCase("struct { struct { float f; int a[0]; } in; }", "@in = new r_in { f = 1.5f }", "@in.f")]
    [TestCase("struct { double d; float f; long a[0]; }", "d = 2.5, f = 1.5f", "f")]
    public void A_record_goes_to_the_registers_that_gcc_takes(string type, string values, string read)
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libpass.so");
        string types = $"typedef {type} r;";
        CCompiler.Gcc.CompileLibrary($"{types} r give(r x) {{ return x; }} double take(double a, r x, double b) {{ return a + 10 * x.{read.Replace("@", "", StringComparison.Ordinal)} + 100 * b; }} r back(r (*f)(r), r x) {{ return f(x); }}", library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            types + " r give(r x); double take(double a, r x, double b); typedef r callback(r); r back(callback *f, r x);",
            $$"""
            public static string Use()
            {
                var x = new r { {{values}} };
                return FormattableString.Invariant($"{give(x).{{read}}} {take(1, x, 2)} {back(static y => y, x).{{read}}}");
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("1.5 216 1.5"));
    }

    [Test]
    public void Small_partial_records_are_passed_by_the_module_that_knows_them()
    {
        using GeneratedModule module = GeneratedModule.Of(
            "typedef struct { int width; ...; } Extent; Extent make(int w, int h); int area(Extent e); typedef struct { Extent e; double d; } Outer; double outer(Outer o); typedef union { float f; ...; } Either; float either(Either e);",
            """
            typedef struct { int hidden, width; } Extent;
            static Extent make(int w, int h) { Extent e = { h, w }; return e; }
            static int area(Extent e) { return e.hidden * e.width; }
            typedef struct { Extent e; double d; } Outer;
            static double outer(Outer o) { return area(o.e) + o.d; }
            typedef union { float f; int i; } Either;
            static float either(Either e) { return e.f; }
            """,
            """
            public static string Use()
            {
                var e = make(3, 4);
                return FormattableString.Invariant($"{e.width} {area(e)} {outer(new Outer { e = e, d = 0.5 })} {either(new Either { f = 2.5f })}");
            }
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("3 12 12.5 2.5"));
    }

    [Test]
    public void Members_of_every_kind_are_read_and_written()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            enum color { RED, GREEN = 5 };
            struct inner { short a; double b; };
            struct all {
                _Bool flag; char c; unsigned char u; short s; int i; long l; unsigned long ul; long long ll; float f; double d;
                enum color color; struct inner inner; struct all *next; const char *text; void *any; char name[4]; int matrix[2][3];
                struct inner *pointers[2]; _Bool flags[3]; char16_t utf16; size_t size; struct { int x, y; } point;
            };
            int puts(const char *s);
            """,
            """
            public static string Write()
            {
                var inner = new inner { a = 3, b = 0.5 };
                var all = new all { flag = true, c = (byte)'c', s = -2, i = 7, l = -9, ul = 9, ll = long.MinValue, f = 1.5f, d = 2.5, color = color.GREEN, inner = inner, size = 5, utf16 = 'x' };
                all.name[1] = 65;
                all.matrix[1][2] = 42;
                all.flags[2] = true;
                all.pointers[1] = new CPointer<inner>(64);
                all.point.y = 11;
                var copy = all;
                return FormattableString.Invariant($"{copy.flag} {copy.c} {copy.s} {copy.i} {copy.l} {copy.ul} {copy.ll} {copy.f} {copy.d} {copy.color} {copy.inner.b} {copy.size} {copy.utf16} {copy.name[1]} {copy.matrix[1][2]} {copy.flags[2]} {copy.pointers[1]} {copy.point.y} {copy.next.IsNull} {copy.text.IsNull} {copy.any}");
            }
            """);
        Assert.That(bindings.Run<string>("Write"), Is.EqualTo("True 99 -2 7 -9 9 -9223372036854775808 1.5 2.5 GREEN 0.5 5 x 65 42 True 0x40 11 True True 0x0"));
    }

    [Test]
    public void Bit_fields_are_properties_with_a_range()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "struct bits { int a : 5; unsigned b : 13; _Bool c : 1; long long d : 40; unsigned e : 3; }; int puts(const char *s);",
            """
            public static string Write()
            {
                var bits = new bits { a = -16, b = 8191, c = true, d = -1, e = 5 };
                bits.d = -549755813888;
                return $"{bits.a} {bits.b} {bits.c} {bits.d} {bits.e}";
            }
            public static void TooLarge() { var bits = new bits { a = 16 }; }
            """);
        Assert.That(bindings.Run<string>("Write"), Is.EqualTo("-16 8191 True -549755813888 5"));
        Assert.That(() => bindings.Run<object>("TooLarge"), Throws.TypeOf<CffiRangeException>().With.Message.Contains("16 does not fit 'bit-field', whose range is -16 to 15"));
    }

    [Test]
    public void Anonymous_members_are_members_of_the_struct_around_them()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef struct { int kind; union { struct { int x, y; }; double d; void *p; unsigned low : 4; }; struct { int z; } named; } event;
            int puts(const char *s);
            """,
            """
            public static string Write()
            {
                var e = new @event { kind = 1 };
                e.x = 5; e.y = 6; e.named.z = 7;
                e.low = 9;
                return $"{e.kind} {e.x} {e.y} {e.named.z} {e.low}";
            }
            """);
        Assert.That(bindings.Run<string>("Write"), Is.EqualTo("1 9 6 7 9"));
    }

    [Test]
    public void A_flexible_array_is_a_span_over_C_memory()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "struct packet { unsigned char length; unsigned short data[]; }; struct packet *calloc(size_t n, size_t size); void free(void *p);",
            """
            public static int Write()
            {
                CPointer<packet> packet = calloc(1, 2 + 2 * 4);
                packet.Value.data(4)[3] = 77;
                packet.Value.data(4)[0] = 1;
                int sum = 0;
                foreach (ushort one in packet.Value.data(4)) { sum += one; }
                free(packet);
                return sum;
            }
            """);
        Assert.That(bindings.Run<int>("Write"), Is.EqualTo(78));
    }

    [TestCase("struct r { char c; int i; } __attribute__((packed));", 5)]
    [TestCase("struct r { char c; } __attribute__((aligned(16)));", 16)]
    [TestCase("union r { char c[5]; int i; };", 8)]
    [TestCase("union r { char c[5]; int i; } __attribute__((packed));", 5)]
    [TestCase("struct r { long double x; char c; };", 32)]
    [TestCase("struct r { double _Complex z; __int128 i; };", 32)]
    [TestCase("#pragma pack(2)\nstruct r { char c; double d; };", 10)]
    [TestCase("struct in { char c; short s; } __attribute__((packed)); struct r { char c; struct in in; int n; };", 8)]
    [TestCase("struct r { int named : 4; };", 4)]
    public void Layouts_are_those_of_C(string text, int size)
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            text + "\nint puts(const char *s);",
            "public static int Size() => System.Runtime.CompilerServices.Unsafe.SizeOf<r>();");
        Assert.That(bindings.Run<int>("Size"), Is.EqualTo(size));
        Assert.That(bindings.DifferenceOf("r"), Is.Null);
    }

    [Test]
    public void A_record_larger_than_dotnet_has_is_a_pointer_to_it()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("struct huge { char bytes[0x1fffffffffffffff]; }; int abs(struct huge *p);", "Lib"));
        Assert.That(result.Source, Does.Contain("public static int abs(huge p)").And.Contain("A pointer: <c>"));
    }
}
