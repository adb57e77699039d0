using System.Numerics;

namespace Cffi.Tests.Api;

/// <summary>The compiler fills in what the declarations leave out with <c>...</c>.</summary>
[TestFixture("any")]
[TestFixture("clang")]
[TestFixture("tcc")]
public sealed class CompletionTests(string compiler) : ApiTests(compiler)
{
    [Test]
    public void A_partial_structure_takes_offsets_and_size_from_the_compiler()
    {
        using CLibrary lib = Compile(
            "typedef struct { int wanted; double also; ...; } thing; int read(thing *t);",
            "typedef struct { char hidden[7]; int wanted; long more; double also; } thing; static int read(thing *t) { return t->wanted + (int)t->also; }",
            out Ffi ffi);
        Assert.That((ffi.SizeOf("thing"), ffi.AlignOf("thing"), ffi.OffsetOf("thing", "wanted"), ffi.OffsetOf("thing", "also")), Is.EqualTo((32, 8, 8, 24)));
        using CData t = ffi.New("thing *");
        t["wanted"] = 40;
        t["also"] = 2.5;
        Assert.That(lib.Call<int>("read", t), Is.EqualTo(42));
    }

    [Test]
    public void A_partial_union_and_partial_arrays_in_members_are_completed()
    {
        using CLibrary lib = Compile(
            "union u { char c; ...; }; struct s { int n[...]; char m[][...]; }; struct t { struct s inner; short x; };".Replace("m[][...]", "m[...][...]"),
            "union u { char c; long l[3]; }; struct s { int n[5]; char m[2][3]; }; struct t { struct s inner; short x; };",
            out Ffi ffi);
        Assert.That((ffi.SizeOf("union u"), ffi.SizeOf("struct s"), ffi.SizeOf("struct t"), ffi.OffsetOf("struct t", "x")), Is.EqualTo((24, 28, 30, 28)).Or.EqualTo((24, 28, 32, 28)));
        using CData s = ffi.New("struct s *");
        s["n"][4] = 7;
        s["m"][1][2] = 8;
        Assert.That(() => s["n"][5], Throws.TypeOf<CffiIndexException>());
        Assert.That(s["m"][1].Length, Is.EqualTo(3));
    }

    [Test]
    public void A_nested_record_without_a_name_is_completed()
    {
        using CLibrary lib = Compile(
            "struct s { struct { int b; ...; } inner; union { int i; ...; }; ...; };",
            "struct s { long pad; struct { char a; int b; } inner; char more[3]; union { double d; int i; }; };",
            out Ffi ffi);
        Assert.That(
            (ffi.OffsetOf("struct s", "inner"), ffi.OffsetOf("struct s", "inner", "b"), ffi.OffsetOf("struct s", "i"), ffi.SizeOf("struct s")), Is.EqualTo((8, 12, 24, 32)));
    }

    [TestCase("A = -1", 4, "-2")]
    [TestCase("A = 1", 4, "4294967294")]
    [TestCase("A = 1LL << 40", 8, "18446744073709551614")]
    public void An_enum_without_declared_enumerators_takes_its_type_from_the_compiler(string enumerators, int size, string minusTwo)
    {
        using CLibrary lib = Compile("enum e { ... };", $"enum e {{ {enumerators} }};", out Ffi ffi);
        Assert.That((ffi.SizeOf("enum e"), $"{ffi.Cast("enum e", -2).As<BigInteger>()}"), Is.EqualTo((size, minusTwo)));
    }

    [Test]
    public void A_flexible_array_adds_nothing_to_a_nested_partial_structure()
    {
        using CLibrary lib = Compile("struct s { char c; struct { short n; int tail[]; ...; }; ...; };", "struct s { char c; struct { char hidden[9]; short n; int tail[]; }; };", out Ffi ffi);
        CType inner = ((CRecordType)ffi.TypeOf("struct s")).Members[1].Type;
        Assert.That((ffi.OffsetOf("struct s", "n"), ffi.OffsetOf("struct s", "tail"), LayoutEngine.Of(inner, Target.LinuxX64).Size), Is.EqualTo((14, 16, 2)));
    }

    [Test]
    public void Bit_fields_of_a_partial_structure_are_found()
    {
        using CLibrary lib = Compile(
            "struct s { unsigned b : 3; signed c : 7; ...; }; int sum(struct s *s);",
            "struct s { unsigned a : 5; unsigned b : 3; long gap; signed c : 7; }; static int sum(struct s *s) { return s->b * 100 + s->c; }",
            out Ffi ffi);
        using CData s = ffi.New("struct s *");
        s["b"] = 6;
        s["c"] = -3;
        Assert.That(lib.Call<int>("sum", s), Is.EqualTo(597));
        Assert.That(s["c"].As<int>(), Is.EqualTo(-3));
    }

    [Test]
    public void Enums_take_values_and_type_from_the_compiler()
    {
        using CLibrary lib = Compile(
            "enum e { A, B, ... }; enum f { C = ..., D }; enum { LOOSE = ... }; int take(enum e v);",
            "enum e { A = 3, OTHER, B = -7 }; enum f { C = 1 << 30, D }; enum { LOOSE = 99 }; static int take(enum e v) { return v; }",
            out Ffi ffi);
        Assert.That((lib.GetConstant("A").As<int>(), lib.GetConstant("B").As<int>(), lib.GetConstant("D").As<int>(), lib.GetConstant("LOOSE").As<int>()), Is.EqualTo((3, -7, (1 << 30) + 1, 99)));
        Assert.That(ffi.SizeOf("enum e"), Is.EqualTo(4));
        Assert.That(lib.Call<int>("take", -7), Is.EqualTo(-7));
        Assert.That(ffi.String(ffi.Cast("enum e", -7)), Is.EqualTo("B"));
    }

    [Test]
    public void Numbers_of_unknown_size_are_completed()
    {
        using CLibrary lib = Compile(
            "typedef int... small; typedef int... big; typedef float... real; small f(small x, big y); real half(real x);",
            "typedef unsigned short small; typedef long long big; typedef float real; static small f(small x, big y) { return x + y; } static real half(real x) { return x / 2; }",
            out Ffi ffi);
        Assert.That((ffi.SizeOf("small"), ffi.SizeOf("big"), ffi.SizeOf("real")), Is.EqualTo((2, 8, 4)));
        Assert.That(lib.Call<int>("f", 65535, 3L), Is.EqualTo(2), "it wraps as an unsigned short");
        Assert.That(lib.Call<float>("half", 3.0), Is.EqualTo(1.5f));
        Assert.That(() => lib.Call("f", -1, 0), Throws.TypeOf<CffiRangeException>());
    }

    [Test]
    public void Constants_of_every_kind_come_from_the_compiler()
    {
        // tcc does not accept a constant variable as a constant expression, and reports it.
        string constant = IsTiny ? "#define K 12" : "static const int K = 12;";
        using CLibrary lib = Compile(
            "#define I ...\n#define N ...\n#define U ...\n#define F ...\n#define S ...\nstatic const int K; static char *const T; static const double D;",
            "#define I (1 << 4)\n#define N (-5000000000L)\n#define U 0xffffffffffffffffUL\n#define F 2.5\n#define S \"te\" \"xt\"\n" + constant + "\n#define T \"tail\"\n#define D (1.0 / 4)");
        Assert.That((lib.GetConstant("I").As<int>(), lib.GetConstant("N").As<long>(), lib.GetConstant("U").As<ulong>()), Is.EqualTo((16, -5000000000L, ulong.MaxValue)));
        Assert.That((lib.GetConstant("F").As<double>(), lib.GetConstant("D").As<double>(), lib.GetConstant("K").As<int>()), Is.EqualTo((2.5, 0.25, 12)));
        Assert.That((lib.GetConstant("S").As<string>(), lib.GetConstant("T").As<string>()), Is.EqualTo(("text", "tail")));
    }

    [Test]
    public void What_was_completed_is_completed_from_the_cache_as_well()
    {
        for (int i = 0; i < 2; i++)
        {
            using CLibrary lib = Compile(
                "#define I ...\n#define S ...\n#define F ...\nstatic char *const T; struct s { int a; ...; }; enum e { A, ... }; typedef int... n; extern int v[...]; int f(void);",
                "#define I 7\n#define S \"te\" \"xt\"\n#define F 0.5\n#define T \"tail\"\nstruct s { long x; int a; }; enum e { A = 9 }; typedef short n; static int v[3]; static int f(void) { return 5; }",
                out Ffi ffi);
            Assert.That((lib.GetConstant("I").As<int>(), lib.GetConstant("S").As<string>(), lib.GetConstant("F").As<double>(), lib.GetConstant("T").As<string>()), Is.EqualTo((7, "text", 0.5, "tail")), $"round {i}");
            Assert.That((ffi.SizeOf("struct s"), lib.GetConstant("A").As<int>(), ffi.SizeOf("n"), lib.GetVariable("v").Length, lib.Call<int>("f")), Is.EqualTo((16, 9, 2, 3, 5)), $"round {i}");
        }
    }

    [Test]
    public void A_global_array_takes_its_length_from_the_compiler()
    {
        using CLibrary lib = Compile("extern int a[...]; typedef short row[...]; extern int b[...][3];", "static int a[6] = { 1, 2 }; typedef short row[9]; static int b[4][3];", out Ffi ffi);
        Assert.That((lib.GetVariable("a").Length, ffi.SizeOf("row"), lib.GetVariable("b").Length), Is.EqualTo((6, 18, 4)));
        Assert.That(() => lib.GetVariable("a")[6], Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void Types_declared_once_serve_both_modes()
    {
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { int quot; ...; } div_t; div_t *unused(void); double cos(double);");
        using CLibrary abi = ffi.Dlopen("m");
        Assert.That(abi.Call<double>("cos", 0.0), Is.EqualTo(1.0));
        LayoutException refusal = Assert.Throws<LayoutException>(() => ffi.New("div_t *"))!;
        Assert.That(refusal.Message, Does.Contain("API mode"));
        using CLibrary api = ffi.Verify("#include <stdlib.h>\n#include <math.h>\nstatic div_t *unused(void) { return 0; }", Options);
        Assert.That(api.Call<double>("cos", 0.0), Is.EqualTo(1.0));
        using CData div = ffi.New("div_t *");
        Assert.That(ffi.SizeOf("div_t"), Is.EqualTo(8));
    }

    [Test]
    public void A_small_partial_record_goes_by_value()
    {
        using CLibrary lib = Compile(
            "struct s { int a; ...; }; struct s make(int a); double read(struct s v, int by);",
            "struct s { double hidden; int a; }; static struct s make(int a) { struct s v; v.hidden = 0.5; v.a = a; return v; } static double read(struct s v, int by) { return v.hidden + v.a * by; }",
            out Ffi ffi);
        CData s = lib.Call<CData>("make", 21);
        Assert.That((s["a"].As<int>(), lib.Call<double>("read", s, 2)), Is.EqualTo((21, 42.5)));
    }
}
