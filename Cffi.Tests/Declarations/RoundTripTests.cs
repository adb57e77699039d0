using Cffi.Parser;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Declarations;

public sealed class RoundTripTests
{
    [Test]
    public void A_random_type_is_read_back_as_itself()
    {
        int count = FuzzSettings.Count("CFFI_TYPES", 20_000);
        for (int i = 0; i < count; i++)
        {
            var generator = new DerivedTypeGenerator(FuzzSettings.Seed, i);
            CType type = generator.Next();
            var parser = new CParser(Target.LinuxX64, SetOf(generator.Definitions));
            CType? read = null;
            Assert.DoesNotThrow(() => read = parser.ParseType(type.CName), $"CFFI_SEED={FuzzSettings.Seed}, type {i}: {type.CName}");
            Assert.That(read, Is.SameAs(type), $"CFFI_SEED={FuzzSettings.Seed}, type {i}: {type.CName} is read as {read?.CName}");
        }
    }

    [Test]
    public void A_random_set_of_declarations_is_read_back_as_itself()
    {
        int count = FuzzSettings.Count("CFFI_SETS", 2_000);
        for (int i = 0; i < count; i++)
        {
            var generator = new DerivedTypeGenerator(FuzzSettings.Seed, i);
            var types = Enumerable.Range(0, 4).Select(_ => generator.Next()).ToArray();
            DeclarationSet set = SetOf(generator.Definitions);
            set.AddRange([.. types.Select((type, n) => new TypedefDeclaration($"T{n}", type, Nowhere))]);
            AssertRoundTrip(set, $"CFFI_SEED={FuzzSettings.Seed}, set {i}");
        }
    }

    [TestCase("typedef struct { int a; union { int b; float c; }; struct { char d; } e[2]; } T; T f(const T *t, int n);")]
    [TestCase("typedef struct { int x; } *P, T; P f(T);")]
    [TestCase("struct a; struct b { struct a *p; }; struct a { struct b b; int c : 3; unsigned : 0; int d : 5; };")]
    [TestCase("enum e { A, B = 5, C = -1 }; enum { D = 1u << 31, E = 0x8000000000000000 }; enum f : unsigned char { F = 255 }; enum p { G } __attribute__((packed));")]
    [TestCase("typedef enum { A, B } T; struct s { enum { X, Y } x; T t; }; extern enum { V } v;")]
    [TestCase("#pragma pack(push, 2)\nstruct s { char c; struct { int i; } in; };\n#pragma pack(pop)\nstruct t { char c; int i __attribute__((aligned(8))); } __attribute__((packed, aligned(4)));")]
    [TestCase("typedef int... I; typedef float... F; typedef ... O; typedef ... *P; struct s { I i; F *f; ...; }; enum e { A = ..., B, ... }; extern int a[...]; struct t { int m[...]; }; I f(O *, P);\n#define M ...\n")]
    [TestCase("typedef long long T __attribute__((aligned(2))); struct s { char c; const T t; T *p; }; typedef float V __attribute__((vector_size(16))); V f(V, va_list, _BitInt(7));")]
    [TestCase("static const double PI = 3.25; static const unsigned char C = 200; static const char *const S = \"a\\\"\\n\\xff\" \"1?\"; static const char A[] = \"abc\"; static const void *const N = (void *)5;")]
    [TestCase("#define L L\"w\\u00e9\"\n#define I 0x7fffffffffffffff\n#define U 18446744073709551615u\n#define M (-9223372036854775807 - 1)\n#define D 1e300\n#define X 1.0f\n")]
    [TestCase("int f(int a, ...) asm(\"g\"); extern int v asm(\"w\"); int __stdcall h(int); int (__stdcall *k)(int); void (*signal(int n, void (*handler)(int)))(int);")]
    [TestCase("extern \"C#\" int f([[cffi::out]] int *p); [[cffi::errno, deprecated(\"no, really\")]] int g(void); struct [[cffi::handle]] s { [[cffi::length(n)]] int *p; };")]
    [TestCase("int f(void) __attribute__((deprecated(\"Since \" \"3.0\"))); [[deprecated(\"say \\\"no\\\"\")]] int g(void); [[cffi::a(b(\"c\"), \"\")]] int h(void);")]
    [TestCase("typedef union { int *i; float *f; } U __attribute__((transparent_union)); int f(U); typedef int A[3]; extern A a[2]; int g(A); typedef int F(int); F h; extern F *q; struct s { F *f; int flexible[]; };")]
    public void A_set_is_read_back_as_itself(string text)
    {
        ParserFixtureOf(text, out DeclarationSet set);
        AssertRoundTrip(set, text);
    }

    [TestCase("#pragma pack(push, 1)\nstruct s { char c; int i; struct { char d; int j; } in; };\ntypedef struct { char c; long l; } T;\nextern struct { char c; int i; } v;\n#pragma pack(pop)\nstruct t { char c; T t; };")]
    [TestCase("struct s { char c;\n#pragma pack(push, 1)\nstruct { char d; int j; } in;\n#pragma pack(pop)\nint k; };")]
    [TestCase("#pragma pack(push, 1)\nstruct s { char c; int i;\n#pragma pack()\nstruct { char d; int j; } in;\n#pragma pack(1)\n};")]
    public void A_printed_packing_is_C_for_gcc(string text)
    {
        ParserFixtureOf(text, out DeclarationSet set);
        AssertRoundTrip(set, text);
        string printed = DeclarationPrinter.Print(set);
        string asserts = string.Concat(set.Records.Where(record => record.Type.Tag is not null)
            .Select(record => FormattableString.Invariant($"_Static_assert(sizeof({record.Type.CName}) == {LayoutEngine.Of(record.Type, Target.LinuxX64).Size}, \"\");\n")));
        Assert.DoesNotThrow(() => CCompiler.Gcc.CompileObject(printed + asserts), printed);
        Assert.DoesNotThrow(() => CCompiler.Gcc.CompileObject(text + "\n" + asserts), text);
    }

    [Test]
    public void A_forward_enum_keeps_its_type_in_print()
    {
        ParserFixtureOf("enum e : short; extern enum e *p;", out DeclarationSet set);
        Assert.That(DeclarationPrinter.Print(set), Does.StartWith("enum e : short;\n"));
        AssertRoundTrip(set, "enum e : short;");
    }

    [Test]
    public void A_printed_set_is_C_with_what_is_needed_before_its_use()
    {
        ParserFixtureOf("struct b; typedef struct { struct b *next; int n; } T; T f(T *t, int); struct b { T t; }; static const int N = 3;", out DeclarationSet set);
        Assert.That(DeclarationPrinter.Print(set), Is.EqualTo("""
            typedef struct {
                struct b *next;
                int n;
            } T;
            T f(T *t, int);
            struct b {
                T t;
            };
            static const int N = 3;

            """));
    }

    private static SourceSpan Nowhere => new(new CSourceText("random", ""), 0, 0);

    private static void ParserFixtureOf(string text, out DeclarationSet set)
    {
        set = new DeclarationSet();
        new CParser(Target.LinuxX64, set).Parse(text);
    }

    private static DeclarationSet SetOf(IReadOnlyList<CType> definitions)
    {
        var set = new DeclarationSet();
        set.AddRange([.. definitions.Select(type => type is CRecordType record ? (Declaration)new RecordDeclaration(record, Nowhere) : new EnumDeclaration((CEnumType)type, Nowhere))]);
        return set;
    }

    private static void AssertRoundTrip(DeclarationSet set, string replay)
    {
        string printed = DeclarationPrinter.Print(set);
        var again = new DeclarationSet();
        Assert.DoesNotThrow(() => new CParser(Target.LinuxX64, again).Parse(printed), $"{replay}\n{printed}");
        Assert.That(DeclarationPrinter.Print(again), Is.EqualTo(printed), replay);
        foreach (Declaration declaration in set.All.Where(d => d.Name.Length > 0))
        {
            Declaration? found = declaration is RecordDeclaration or EnumDeclaration ? again.FindTag(declaration.Name) : again.FindIdentifier(declaration.Name);
            Assert.That(StructuralComparison.AreSame(declaration, found), $"{replay}: {declaration.Name}\n{printed}");
        }
    }
}
