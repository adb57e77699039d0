using System.Numerics;
using System.Security.Cryptography;
using Cffi.Modules.Descriptions;
using Cffi.Parser;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>A description that is read equals the one that was written.</summary>
public sealed class DescriptionTests
{
    internal static readonly string[] Texts =
    [
        "typedef struct { int a; union { int b; float c; }; struct { char d; } e[2]; } T; T f(const T *t, int n);",
        "typedef struct { int x; } *P, T; P f(T);",
        "struct a; struct b { struct a *p; }; struct a { struct b b; int c : 3; unsigned : 0; int d : 5; };",
        "struct list { struct list *next, **all[3]; void (*each)(struct list *, void (*)(struct list *)); };",
        "enum e { A, B = 5, C = -1 }; enum { D = 1u << 31, E = 0x8000000000000000 }; enum f : unsigned char { F = 255 }; enum p { G } __attribute__((packed));",
        "typedef enum { A, B } T; struct s { enum { X, Y } x; T t; }; extern enum { V } v;",
        "#pragma pack(push, 2)\nstruct s { char c; struct { int i; } in; };\n#pragma pack(pop)\nstruct t { char c; int i __attribute__((aligned(8))); } __attribute__((packed, aligned(4)));",
        "typedef int... I; typedef float... F; typedef ... O; typedef ... *P; struct s { I i; F *f; ...; }; enum e { A = ..., B, ... }; extern int a[...]; struct t { int m[...]; }; I f(O *, P);\n#define M ...\n",
        "typedef long long T __attribute__((aligned(2))); struct s { char c; const T t; T *p; }; typedef float V __attribute__((vector_size(16))); V f(V, va_list, _BitInt(7), unsigned _BitInt(65));",
        "static const double PI = 3.25; static const unsigned char C = 200; static const char *const S = \"a\\\"\\n\\xff\" \"1?\"; static const char A[] = \"abc\"; static const void *const N = (void *)5;",
        "#define L L\"w\\u00e9\"\n#define I 0x7fffffffffffffff\n#define U 18446744073709551615u\n#define M (-9223372036854775807 - 1)\n#define D 1e300\n#define X 1.0f\n#define Z -0.0\n#define Q \"\"\n",
        "int f(int a, ...) asm(\"g\"); extern int v asm(\"w\"); int __stdcall h(int); int (__stdcall *k)(int); void (*signal(int n, void (*handler)(int)))(int);",
        "extern \"C#\" int f([[cffi::out]] int *p); [[cffi::errno, deprecated(\"no, really\")]] int g(void); struct [[cffi::handle]] s { [[cffi::length(n)]] int *p; };",
        "typedef union { int *i; float *f; } U __attribute__((transparent_union)); int f(U); typedef int A[3]; extern A a[2]; int g(A); typedef int F(int); F h; extern F *q; struct s { F *f; int flexible[]; };",
        "struct s { int a : 3; } __attribute__((ms_struct)); static inline int f(int x) { return x; } int g(const char *restrict s, volatile int *const *p, _Atomic int *a);",
        "double _Complex f(float _Complex, long double _Complex); __int128 g(unsigned __int128, _Float16, _Float128, _Bool); struct e { }; int h(wchar_t, char16_t, char32_t, size_t, time_t, FILE *);",
        "/* what it is */\nint f(void); // not this\n\n// of two\n// lines\ntypedef int T;\n\n/* far off */\n\nint g(void);",
    ];

    [TestCaseSource(nameof(Texts))]
    public void Declarations_are_read_back_as_themselves(string text)
    {
        DeclarationSet set = SetOf(text);
        ModuleDescription read = AssertRoundTrip(set.All, text);
        Assert.That(Summary(read.Declarations), Is.EqualTo(Summary(set.All)), "texts, comments and attributes");
        var again = new DeclarationSet();
        again.AddRange(read.Declarations);
        Assert.That(DeclarationPrinter.Print(again), Is.EqualTo(DeclarationPrinter.Print(set)));
    }

    [Test]
    public void Random_declarations_are_read_back_as_themselves()
    {
        int count = FuzzSettings.Count("CFFI_SETS", 2_000);
        for (int i = 0; i < count; i++)
        {
            AssertRoundTrip(RandomSet(i).All, $"CFFI_SEED={FuzzSettings.Seed}, set {i}");
        }
    }

    [Test]
    public void Types_that_many_share_are_written_once()
    {
        int one = Write(SetOf("struct s { int a; }; int f0(struct s *p, const char *text);").All).Length;
        string many = "struct s { int a; }; " + string.Concat(Enumerable.Range(0, 100).Select(static i => $"int f{i}(struct s *p, const char *text);"));
        Assert.That((Write(SetOf(many).All).Length - one) / 99, Is.LessThan(70), "bytes a function: its text, its name and a few numbers");
    }

    // If the meaning of a byte changes, DescriptionFormat.Version must change, and this digest with it. The digest also
    // covers the numeric values of CPrimitiveKind and similar enums.
    [Test]
    public void The_bytes_are_those_of_the_version()
    {
        byte[] file = Write(SetOf("""
            #define N ...
            #define I (-5)
            #define D 2.5
            #define S "text"
            struct s { int a : 3; union { long b; char c[2][3]; }; ...; } __attribute__((aligned(16)));
            enum e : short { A, B = -7 }; typedef int... T; typedef ... O; typedef int V __attribute__((aligned(64)));
            [[cffi::errno]] long double f(const struct s *p, T (*g)(enum e, ...), O *, double _Complex, V *restrict q);
            extern volatile float v[...] asm("w");
            """).All);
        Assert.That((DescriptionFormat.Version, Convert.ToHexStringLower(SHA256.HashData(file))), Is.EqualTo((3, "be9d970dfdd65971c4b9cba678b20a9f2d588c6f0199587fb88cc186412f83b0")));
    }

    [Test]
    public void The_numbers_of_the_models_enums_are_part_of_the_version()
    {
        Assert.That(string.Join(' ', Enum.GetNames<CPrimitiveKind>()), Is.EqualTo(
            "Bool Char SChar UChar Short UShort Int UInt Long ULong LongLong ULongLong Int128 UInt128 Float16 Float Double LongDouble Float128 "
            + "Int8 UInt8 Int16 UInt16 Int32 UInt32 Int64 UInt64 IntFast16 UIntFast16 IntFast32 UIntFast32 IntPtr UIntPtr PtrDiff Size SSize IntMax UIntMax WChar Char16 Char32 Time Off"));
        Assert.That(string.Join(' ', Enum.GetNames<CCallingConvention>()), Is.EqualTo("Default StdCall FastCall ThisCall VectorCall"));
        Assert.That(string.Join(' ', Enum.GetNames<RecordState>()), Is.EqualTo("Incomplete Opaque Partial Complete"));
        Assert.That(string.Join(' ', Enum.GetNames<CArrayLengthKind>()), Is.EqualTo("Known Unspecified Partial Variable"));
        Assert.That(Enum.GetValues<CQualifiers>().Select(static q => $"{q} {(int)q}"), Is.EqualTo(new[] { "None 0", "Const 1", "Volatile 2", "Restrict 4", "Atomic 8" }));
    }

    internal static DeclarationSet SetOf(string text)
    {
        var set = new DeclarationSet();
        new CParser(Target.LinuxX64, set).Parse(text);
        return set;
    }

    [TestCase("int", 31)]
    [TestCase("unsigned", 32)]
    [TestCase("long", 63)]
    [TestCase("unsigned long", 64)]
    public void Constants_at_the_limits_of_their_types_are_read_back(string type, int bits)
    {
        BigInteger limit = BigInteger.One << bits;
        var integer = (CPrimitiveType)new Ffi().TypeOf(type);
        BigInteger[] values = [0, 1, limit - 1, limit / 2, (limit / 2) - 1, .. type.StartsWith('u') ? (BigInteger[])[] : [-1, -limit, 1 - limit, -limit / 2]];
        var nowhere = new SourceSpan(new CSourceText("limits", ""), 0, 0);
        IReadOnlyList<Declaration> declarations = [.. values.Select((value, i) => new ConstantDeclaration(FormattableString.Invariant($"C{i}"), CConstant.OfInteger(integer, value), nowhere))];
        ModuleDescription read = DescriptionReader.Read(Write(declarations), Target.LinuxX64);
        Assert.That(read.Declarations.Cast<ConstantDeclaration>().Select(static constant => constant.Value!.Integer), Is.EqualTo(values));
        Assert.That(read.Declarations.Cast<ConstantDeclaration>().Select(static constant => constant.Value!.Type.CName).Distinct(), Is.EqualTo(new[] { integer.CName }));
    }

    [TestCase("../_test.so")]
    [TestCase("folder/_test.so")]
    [TestCase("/_test.so")]
    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    public void A_library_lies_beside_its_description_and_nowhere_else(string name) =>
        Assert.That(
            Assert.Throws<MalformedDescriptionException>(() => DescriptionReader.Read(Write([], name), Target.LinuxX64))!.Message,
            Is.EqualTo("the library's name is not a file name"));

    internal static DeclarationSet RandomSet(int index)
    {
        var nowhere = new SourceSpan(new CSourceText("random", ""), 0, 0);
        var generator = new DerivedTypeGenerator(FuzzSettings.Seed, index);
        CType[] types = [.. Enumerable.Range(0, 4).Select(_ => generator.Next())];
        var set = new DeclarationSet();
        set.AddRange([.. generator.Definitions.Select(type => type is CRecordType record ? (Declaration)new RecordDeclaration(record, nowhere) : new EnumDeclaration((CEnumType)type, nowhere))]);
        set.AddRange([.. types.Select((type, n) => new TypedefDeclaration($"T{n}", type, nowhere))]);
        return set;
    }

    internal static byte[] Write(IReadOnlyList<Declaration> declarations, string library = "_test.so") => DescriptionWriter.Write(new ModuleDescription
    {
        Name = "_test",
        Target = Target.LinuxX64,
        LibraryFile = library,
        LibraryLength = 4711,
        LibraryChecksum = 42,
        Indexes = new ModuleIndexes("table", Indexes<FunctionDeclaration>(declarations), Indexes<FunctionDeclaration>(declarations), Indexes<VariableDeclaration>(declarations), Indexes<FunctionDeclaration>(declarations)),
        Declarations = declarations,
    });

    private static Dictionary<string, int> Indexes<T>(IReadOnlyList<Declaration> declarations)
        where T : Declaration => declarations.OfType<T>().Select(static (d, i) => (d.Name, i * 3)).ToDictionary();

    private static ModuleDescription AssertRoundTrip(IReadOnlyList<Declaration> declarations, string replay)
    {
        byte[] file = Write(declarations);
        ModuleDescription read = DescriptionReader.Read(file, Target.LinuxX64);
        Assert.That((read.Name, read.Target, read.LibraryFile, read.Indexes.TableSymbol), Is.EqualTo(("_test", Target.LinuxX64, "_test.so", "table")));
        Assert.That(read.Indexes.Functions, Is.EquivalentTo(Indexes<FunctionDeclaration>(declarations)), replay);
        Assert.That(read.Indexes.Variables, Is.EquivalentTo(Indexes<VariableDeclaration>(declarations)), replay);
        Assert.That(read.Declarations, Has.Count.EqualTo(declarations.Count), replay);
        foreach ((Declaration one, Declaration other) in declarations.Zip(read.Declarations))
        {
            Assert.That(one.Name, Is.EqualTo(other.Name), replay);
            Assert.That(StructuralComparison.AreSame(one, other), $"{replay}: {one.Name}");
        }

        Assert.That(Write(read.Declarations), Is.EqualTo(file), replay);
        return read;
    }

    private static IEnumerable<string> Summary(IReadOnlyList<Declaration> declarations) => declarations.Select(static declaration =>
        $"{declaration.GetType().Name} {declaration.CText} // {declaration.Comment} {Text(declaration.Attributes)} {Parameters(declaration)}");

    private static string Text(IEnumerable<CAttribute> attributes) => string.Join(';', attributes.Select(static a => $"{a.Name}({string.Join(',', a.Arguments)})"));

    private static string Parameters(Declaration declaration) => declaration is FunctionDeclaration function
        ? $"{string.Join('|', function.ParameterAttributes.Select(Text))} {function.IsDefinedInHeader} {function.IsImplementedInCSharp} {function.SymbolName}"
        : "";
}
