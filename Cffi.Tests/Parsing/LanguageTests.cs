using System.Numerics;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class LanguageTests
{
    [TestCase("typedef va_list t;", "t", "va_list")]
    [TestCase("typedef __builtin_va_list __gnuc_va_list; typedef __gnuc_va_list t;", "t", "va_list")]
    [TestCase("int vprintf(const char *format, va_list arguments);", "vprintf", "int(const char *, va_list)")]
    [TestCase("extern _Float32 x;", "x", "float")]
    [TestCase("extern _Float64x x;", "x", "long double")]
    [TestCase("extern __float128 x;", "x", "_Float128")]
    [TestCase("extern _Float16 x;", "x", "_Float16")]
    [TestCase("extern _Complex _Float32 x;", "x", "float _Complex")]
    [TestCase("extern _Float128 _Complex x;", "x", "_Float128 _Complex")]
    [TestCase("typedef float t __attribute__((vector_size(16)));", "t", "float __attribute__((vector_size(16)))")]
    [TestCase("extern int __attribute__((__vector_size__(8))) *x;", "x", "int __attribute__((vector_size(8))) *")]
    [TestCase("extern _BitInt(12) x;", "x", "_BitInt(12)")]
    [TestCase("extern unsigned _BitInt(100) x;", "x", "unsigned _BitInt(100)")]
    [TestCase("extern int y; extern typeof(y) *x;", "x", "int *")]
    [TestCase("extern const int y; extern typeof_unqual(y) x;", "x", "int")]
    [TestCase("struct s { char a[3]; }; extern struct s *p; extern __typeof__(p->a) x;", "x", "char[3]")]
    [TestCase("extern __typeof__(1 + 2.0f) x;", "x", "float")]
    [TestCase("double f(int); extern typeof(f(1)) x;", "x", "double")]
    [TestCase("extern typeof(int[3]) x;", "x", "int[3]")]
    [TestCase("[[nodiscard]] int f(void);", "f", "int(void)")]
    [TestCase("int f [[deprecated(\"use g\")]] (int a [[maybe_unused]]);", "f", "int(int)")]
    [TestCase("typedef struct [[gnu::packed]] { char c; int i; } t [[gnu::aligned(2)]];", "t", "t")]
    [TestCase("typedef ... *t;", "t", "struct <anonymous> *")]
    [TestCase("typedef int... t;", "t", "t")]
    [TestCase("typedef float... t; extern t *x;", "x", "t *")]
    [TestCase("__declspec(dllimport) unsigned __int64 __stdcall f(__int8, __int16 *);", "f", "unsigned long long __stdcall (char, short *)")]
    [TestCase("auto x = 5u;", "x", "unsigned int")]
    [TestCase("constexpr auto x = 1.5f;", "x", "float")]
    [TestCase("extern time_t x;", "x", "time_t")]
    [TestCase("off_t f(off_t);", "f", "off_t(off_t)")]
    [TestCase("register int x; ", "x", "int")]
    [TestCase("extern _Thread_local int x;", "x", "int")]
    [TestCase("__extension__ typedef long long t;", "t", "long long")]
    [TestCase("extern nullptr_t x;", "x", "void *")]
    [TestCase("asm(\".symver f, f@V1\"); int f(void);", "f", "int(void)")]
    [TestCase("typedef union { struct a *a; struct b *b; } arg __attribute__((__transparent_union__)); int f(int, arg);", "f", "int(int, struct a *)")]
    [TestCase("extern enum e *x; enum e { A };", "x", "enum e *")]
    public void A_declaration_means_what_compilers_say(string text, string name, string type) =>
        Assert.That(ParserFixture.Of(text).TypeOf(name), Is.EqualTo(type));

    [TestCase("struct s { char c; int i; struct { short a, b; } in[3]; }; enum { N = offsetof(struct s, i) };", 4)]
    [TestCase("struct s { char c; int i; struct { short a, b; } in[3]; }; enum { N = __builtin_offsetof(struct s, in[2].b) };", 18)]
    [TestCase("struct s { char c; union { int u; long v; }; }; enum { N = offsetof(struct s, v) };", 8)]
    [TestCase("enum { N = _Generic(1.0f, double: 1, float: 2, default: 3) };", 2)]
    [TestCase("enum { N = _Generic(\"s\", const char *: 1, char *: 2) };", 2)]
    [TestCase("extern size_t x; enum { N = _Generic(x, unsigned long: 1, default: 2) };", 1)]
    [TestCase("enum { N = nullptr == 0 };", 1)]
    [TestCase("constexpr int N = 3 * 4;", 12)]
    [TestCase("struct s { int a[5]; }; enum { N = sizeof(((struct s *)0)->a) / sizeof(((struct s *)0)->a[0]) };", 5)]
    [TestCase("extern int x[7]; enum { N = sizeof x / sizeof *x };", 7)]
    [TestCase("enum { N = sizeof(va_list) };", 24)]
    [TestCase("enum { N = sizeof(_Float128) + sizeof(_Float16) };", 18)]
    [TestCase("enum { N = sizeof(_BitInt(5)) + sizeof(_BitInt(65)) * 100 };", 1601)]
    [TestCase("typedef double v4 __attribute__((vector_size(32))); struct s { char c; v4 v; }; enum { N = sizeof(struct s) };", 64)]
    [TestCase("enum e { A, B = 200 } __attribute__((packed)); enum { N = sizeof(enum e) };", 1)]
    [TestCase("enum __attribute__((packed)) e { A = -1, B = 200 }; enum { N = sizeof(enum e) };", 2)]
    [TestCase("typedef long long t __attribute__((aligned(2))); struct s { char c; t v; }; enum { N = sizeof(struct s) };", 10)]
    [TestCase("typedef int t __attribute__((aligned(16))); struct s { char c; const t v; }; enum { N = sizeof(struct s) };", 32)]
    [TestCase("typedef int t __attribute__((mode(DI))); enum { N = sizeof(t) };", 8)]
    [TestCase("enum { N = sizeof(struct { int x; char c; }) };", 8)]
    public void A_constant_has_the_value_that_compilers_give(string text, int value) =>
        Assert.That(ParserFixture.Of(text).Constant("N").Integer, Is.EqualTo((BigInteger)value));

    [TestCase("struct s { int i : 3; }; int x[offsetof(struct s, i)];", "CFFI3011", "'i' is a bit-field and has no offset in bytes")]
    [TestCase("struct s { int i; }; int x[offsetof(struct s, j)];", "CFFI3003", "'struct s' has no member 'j'")]
    [TestCase("int x[_Generic(1, float: 1)];", "CFFI3011", "no association of '_Generic' matches the type 'int'")]
    [TestCase("_BitInt(1) x;", "CFFI3005", "a bit-precise integer cannot have 1 bits")]
    [TestCase("long _BitInt(8) x;", "CFFI3005", "'_BitInt' is a second type here")]
    [TestCase("struct s { _Alignas(2) int x; };", "CFFI3014", "'_Alignas' requests 2 bytes, but 'int' needs 4")]
    [TestCase("_Alignas(8) typedef int t;", "CFFI3014", "'_Alignas' cannot apply to a typedef")]
    [TestCase("_Alignas(8) int f(void);", "CFFI3014", "'_Alignas' cannot apply to a function")]
    [TestCase("struct s { _Alignas(8) int x : 3; };", "CFFI3014", "'_Alignas' cannot apply to a bit-field")]
    [TestCase("int f(_Alignas(8) int x);", "CFFI3014", "'_Alignas' cannot apply to a parameter")]
    [TestCase("typedef const int... t;", "CFFI3005", "a typedef with '...' must name the number type itself")]
    [TestCase("typedef int... *t;", "CFFI3005", "a typedef with '...' must name the number type itself")]
    [TestCase("_Decimal64 x;", "CFFI5301", "the type '_Decimal64' is not supported")]
    [TestCase("DWORD x;", "CFFI3001", "'DWORD' is known on Windows targets only")]
    [TestCase("constexpr int x;", "CFFI3011", "'x' is constexpr and has no value")]
    [TestCase("typedef struct s v __attribute__((vector_size(16)));", "CFFI3006", "'struct s' cannot be the element type of a vector of 16 bytes")]
    [TestCase("extern \"C++\" int f(void);", "CFFI2003", "the linkage \"C++\" is not supported")]
    [TestCase("int x __attribute__((regparm(3)));", "CFFI5301", "the attribute 'regparm' is not supported")]
    public void An_impossible_declaration_is_refused_by_name(string text, string id, string message)
    {
        CDiagnostic error = new ParserFixture().Errors(text)[0];
        Assert.That((error.Id, error.Message), Is.EqualTo((id, message)));
    }

    [Test]
    public void Names_of_Windows_are_known_on_Windows_only()
    {
        var c = new ParserFixture(Target.WindowsX64);
        c.Parser.Parse("HANDLE WINAPI CreateFileW(LPCWSTR name, DWORD access, PDWORD_PTR p, WPARAM w);");
        Assert.That(c.TypeOf("CreateFileW"), Is.EqualTo("void *__stdcall (const wchar_t *, unsigned long, uintptr_t *, uintptr_t)"));
    }

    [Test]
    public void Attributes_for_the_run_time_are_kept()
    {
        ParserFixture c = ParserFixture.Of("[[cffi::errno, cffi::release(\"close_it\")]] int open_it([[cffi::out]] int *result, int n) __attribute__((deprecated(\"use another\")));");
        var function = (FunctionDeclaration)c["open_it"];
        Assert.That(function.Attributes.Select(a => $"{a.Name}({string.Join("|", a.Arguments)})"), Is.EqualTo(new[] { "cffi::errno()", "cffi::release(close_it)", "deprecated(use another)" }));
        Assert.That(function.ParameterAttributes.Select(p => string.Join(" ", p.Select(a => a.Name))), Is.EqualTo(new[] { "cffi::out", "" }));
    }

    [Test]
    public void Functions_for_CSharp_to_implement_are_marked()
    {
        var c = new ParserFixture();
        IReadOnlyList<CDiagnostic> warnings = c.Parser.Parse("extern \"C#\" { int f(int); int g(void); }\nextern \"Python\" int h(int);\nextern \"Python+C\" { int i(void); }\nint j(void);\nextern \"C\" int k(void);");
        Assert.That(warnings.Select(w => w.Hint), Is.EqualTo(new[] { "write 'extern \"C#\"'", "write 'extern \"C#\"'" }));
        Assert.That(c.Declarations.Functions.Where(f => f.IsImplementedInCSharp).Select(f => f.Name), Is.EqualTo(new[] { "f", "g", "h", "i" }));
    }

    [Test]
    public void A_function_with_a_body_is_remembered_as_defined_in_the_header()
    {
        var c = new ParserFixture();
        c.Parser.Parse("static inline int f(int x) { if (x) { return ({ int y = x; y; }); } return 0; }\nint g(void);");
        Assert.That(c.Declarations.Functions.Select(f => f.IsDefinedInHeader), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_comment_before_a_declaration_belongs_to_it()
    {
        ParserFixture c = ParserFixture.Of("""
            /** The first.
             *  In two lines. */
            int a(void);
            // The second,
            // also in two.
            int b(void);
            // Not the third's.

            int c(void);
            int d(void); /* trailing */
            """);
        Assert.That(new[] { "a", "b", "c", "d" }.Select(n => c[n].Comment), Is.EqualTo(new[] { "The first.\nIn two lines.", "The second,\nalso in two.", null, null }));
    }

    [Test]
    public void A_comment_with_the_mark_for_behind_belongs_to_what_is_before_it()
    {
        ParserFixture c = ParserFixture.Of("""
            int f(void); /**< about f */
            int g(void); ///< about g
                         ///< in two lines
            extern int v /*!< about v */;
            #define M 5 //!< about M
            typedef int T; /**<about T*/
            /** about h */ int h(void);
            struct s { int a; /**< about a */ int b[2]; //!< about b
              /** about c */ int c : 3, d; /// plain, of the line
              int e; /**< about e */ } /**< about s */;
            enum e { E_A, /**< about E_A */ E_B = (1, 2), ///< about E_B
              E_C /*!< about E_C */, /** about E_D */ E_D, E_E };
            int i(void); /* of i, by its line */
            int j(void);
            int k(void); /* not one */ /**< too far for k */
            """.Replace("(1, 2)", "(3)", StringComparison.Ordinal));
        string?[] Of(params string[] names) => [.. names.Select(name => c[name].Comment)];
        Assert.That(Of("f", "g", "v", "M", "T", "h"), Is.EqualTo(new[] { "about f", "about g\nin two lines", "about v", "about M", "about T", "about h" }));
        Assert.That(c.Record("s").Members.Select(member => member.Comment), Is.EqualTo(new[] { "about a", "about b", "about c", "about c", "about e" }));
        Assert.That(c.Declarations.FindTag("s")!.Comment, Is.EqualTo("about s"));
        string?[] enumerators = ["about E_A", "about E_B", "about E_C", "about E_D", null];
        Assert.That(Of("E_A", "E_B", "E_C", "E_D", "E_E"), Is.EqualTo(enumerators));
        Assert.That(((EnumDeclaration)c.Declarations.FindTag("e")!).Type.Enumerators.Select(enumerator => enumerator.Comment), Is.EqualTo(enumerators));
        Assert.That(Of("i", "j", "k"), Is.All.Null);
    }

    [Test]
    public void A_kind_of_warning_is_given_once_for_a_text_with_a_count()
    {
        var c = new ParserFixture();
        IReadOnlyList<CDiagnostic> warnings = c.Parser.Parse("int f0(void) { }\nint f1(void) { }\nint f2(void) { }\nint f3(void) { }\nint f4(void) { }\nint x __attribute__((odd)); int y __attribute__((odd)); int z __attribute__((other));");
        Assert.That(warnings.Select(warning => $"{warning.Id} {warning.Message}"), Is.EqualTo(new[]
        {
            "CFFI2004 Cffi skips the body of 'f0' and uses its declaration only (4 more of this kind: <cdef>(2,5), <cdef>(3,5), <cdef>(4,5), ...)",
            "CFFI3016 the attribute 'odd' is unknown and has no effect (1 more of this kind: <cdef>(6,50))",
            "CFFI3016 the attribute 'other' is unknown and has no effect",
        }));
    }

    [Test]
    public void Words_of_clang_and_MSVC_for_pointers_change_no_type()
    {
        ParserFixture c = ParserFixture.Of("int * _Nonnull f(const char * _Nullable s, int *_Null_unspecified *_Nonnull p, int * __ptr64 q, __unaligned int *u); extern char8_t c; enum { N = sizeof(u8'a'), M = u8'\\xff' };");
        Assert.That(c.TypeOf("f"), Is.EqualTo("int *(const char *, int **, int *, int *)"));
        Assert.That((c.TypeOf("c"), (int)c.Constant("N").Integer, (int)c.Constant("M").Integer), Is.EqualTo(("unsigned char", 1, 255)));
        Assert.That(new ParserFixture(Target.WindowsX64).Errors("int * __ptr32 p;"), Is.Not.Empty);
        Assert.That(new ParserFixture(Target.WindowsX86).Errors("int * __ptr64 p;"), Is.Not.Empty);
    }

    [TestCase("linux-x64")]
    [TestCase("linux-arm64")]
    [TestCase("linux-musl-x64")]
    public void Type_names_of_POSIX_are_what_the_headers_say(string name)
    {
        Target target = Target.Find(name)!;
        string selection = ", int: 1, unsigned: 2, long: 3, unsigned long: 4, unsigned short: 5, default: 9)";
        string[] questions = [.. Cffi.Parser.Binding.PosixNames.All.Where(type => Cffi.Parser.Binding.PosixNames.Find(type, target) is not null).Select(type => $"_Generic(({type})0{selection}")];
        const string includes = "#define _GNU_SOURCE\n#include <sys/types.h>\n#include <sys/socket.h>\n#include <sys/time.h>\n#include <netinet/in.h>\n#include <pthread.h>\n#include <time.h>";
        long[] theirs = ConstantOracle.Ask(CCompiler.GccFor(target), questions.Select((question, i) => (i == 0 ? includes : "", question)));
        var c = new ParserFixture(target);
        c.Parser.Parse($"#include <sys/types.h>\nenum {{ {string.Join(", ", questions.Select((question, i) => $"V{i} = {question}"))} }};");
        Assert.That(questions.Select((_, i) => (long)c.Constant($"V{i}").Integer), Is.EqualTo(theirs));
        Assert.That(Cffi.Parser.Binding.PosixNames.All.Count() - questions.Length, Is.EqualTo(target == Target.LinuxMuslX64 ? 2 : 0));
        Assert.That(new ParserFixture(Target.OsxArm64).Errors("uid_t f(void);")[0].Message, Is.EqualTo("'uid_t' is a type of POSIX that is not known for this target"));
        Assert.That(ParserFixture.Of("typedef short uid_t; extern uid_t x;").TypeOf("x"), Is.EqualTo("short"));
    }

    [Test]
    public void Sizes_of_the_C_library_follow_the_target() => Assert.That(
        Target.All.Select(target => $"{target}: {LayoutEngine.Of(CVaListType.Instance, target).Size} {LayoutEngine.Of(CPrimitiveType.Of(CPrimitiveKind.Time), target).Size} {LayoutEngine.Of(CPrimitiveType.Of(CPrimitiveKind.Off), target).Size}"),
        Is.EqualTo(new[] { "linux-x64: 24 8 8", "linux-x86: 4 4 4", "linux-arm64: 32 8 8", "osx-arm64: 8 8 8", "win-x64: 8 8 4", "win-x86: 4 8 4", "linux-musl-x64: 24 8 8", "linux-musl-arm64: 32 8 8", "osx-x64: 24 8 8", "win-arm64: 8 8 4" }));

    // clang's layouts with --target. For _BitInt on 64-bit Arm, AAPCS64's rule, which clang follows from version 18 on.
    [TestCase("typedef long long al2 __attribute__((aligned(2))); struct s { char c; al2 v; };", "struct s", "10/2 10/2 10/2 10/2 16/8 16/8 10/2 10/2 10/2 16/8")]
    [TestCase("typedef int al16 __attribute__((aligned(16))); struct s { char c; al16 v; };", "struct s", "32/16 32/16 32/16 32/16 32/16 32/16 32/16 32/16 32/16 32/16")]
    [TestCase("typedef struct { char c; int i; } T __attribute__((aligned(8)));\n#pragma pack(1)\nstruct s { char c; T t; };", "struct s", "9/1 9/1 9/1 9/1 16/8 16/8 9/1 9/1 9/1 16/8")]
    [TestCase("typedef struct { char c; } t __attribute__((aligned(16)));", "t", "1/16 1/16 1/16 1/16 1/16 1/16 1/16 1/16 1/16 1/16")]
    [TestCase("enum __attribute__((packed)) e { A = -1, B = 200 };", "enum e", "2/2 2/2 2/2 2/2 4/4 4/4 2/2 2/2 2/2 4/4")]
    [TestCase("enum __attribute__((packed)) e { A = 255 };", "enum e", "1/1 1/1 1/1 1/1 4/4 4/4 1/1 1/1 1/1 4/4")]
    [TestCase("typedef float v __attribute__((vector_size(8)));", "v", "8/8 8/8 8/8 8/8 8/8 8/8 8/8 8/8 8/8 8/8")]
    [TestCase("typedef float v __attribute__((vector_size(64)));", "v", "64/64 64/64 64/16 64/16 64/64 64/64 64/64 64/16 64/64 64/16")]
    [TestCase("", "_BitInt(17)", "4/4 4/4 4/4 4/4 4/4 4/4 4/4 4/4 4/4 4/4")]
    [TestCase("", "_BitInt(33)", "8/8 8/4 8/8 8/8 8/8 8/8 8/8 8/8 8/8 8/8")]
    [TestCase("", "_BitInt(65)", "16/8 12/4 16/16 16/16 16/8 16/8 16/8 16/16 16/8 16/16")]
    [TestCase("", "va_list", "24/8 4/4 32/8 8/8 8/8 4/4 24/8 32/8 24/8 8/8")]
    public void A_layout_is_that_of_each_target(string text, string type, string layouts) => Assert.That(
        string.Join(" ", Target.All.Select(target =>
        {
            var c = new ParserFixture(target);
            c.Parser.Parse(text);
            TypeLayout layout = LayoutEngine.Of(c.Parser.ParseType(type), target);
            return $"{layout.Size}/{layout.Alignment}";
        })),
        Is.EqualTo(layouts));

    [TestCase("struct s { va_list v; }; int f(struct s);", "CFFI5008")]
    [TestCase("typedef float v __attribute__((vector_size(16))); v f(void);", "CFFI5007")]
    [TestCase("typedef float v __attribute__((vector_size(16))); struct s { v x; }; int f(struct s);", "CFFI5007")]
    [TestCase("int f(_Float128);", "CFFI5007")]
    [TestCase("int f(_BitInt(9));", "CFFI5007")]
    [TestCase("typedef int... t; int f(t);", "CFFI5002")]
    public void A_call_that_cannot_be_made_is_refused_by_name(string text, string id)
    {
        var function = (FunctionDeclaration)ParserFixture.Of(text)["f"];
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => Cffi.Core.CallPlans.AbiLowering.Plan(function.Type, Target.LinuxX64))!.Id, Is.EqualTo(id));
    }
}
