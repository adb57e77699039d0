using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>Rules beyond the grammar on which gcc and clang agree: Cffi accepts and refuses the same texts.</summary>
public sealed class CompilerRulesTests
{
    [TestCase("int f(unsigned long); int f(size_t);", "f", "int(unsigned long)")]
    [TestCase("size_t f(const char *); typedef unsigned long size_t; size_t f(const char *);", "f", "size_t(const char *)")]
    [TestCase("extern long x; extern int64_t x;", "x", "long")]
    [TestCase("_Complex x;", "x", "double _Complex")]
    [TestCase("[[deprecated]]; int f(void);", "f", "int(void)")]
    [TestCase("__extension__ _Static_assert(1); struct s { int a; __extension__ _Static_assert(1, \"\"); }; extern struct s x;", "x", "struct s")]
    [TestCase("__auto_type x = 3u;", "x", "unsigned int")]
    [TestCase("static auto x = 1ull;", "x", "unsigned long long")]
    [TestCase("extern const int y; extern __typeof_unqual__(y) x;", "x", "int")]
    [TestCase("extern int i; extern long l; extern typeof(i + l) x;", "x", "long")]
    [TestCase("extern unsigned char c; extern typeof(~c) x;", "x", "int")]
    [TestCase("extern int i; extern unsigned u; extern typeof(i ? i : u) x;", "x", "unsigned int")]
    [TestCase("extern float f; extern int i; extern typeof(f * i) x;", "x", "float")]
    [TestCase("extern float _Complex c; extern double d; extern typeof(c + d) x;", "x", "double _Complex")]
    [TestCase("extern char a[3]; extern typeof(1 ? a : 0) x;", "x", "char *")]
    [TestCase("extern int a[3]; extern typeof(-a[1]) x;", "x", "int")]
    [TestCase("extern long l; extern int i; extern typeof(i << l) x;", "x", "int")]
    [TestCase("struct s { unsigned b : 3; }; extern struct s v; extern typeof(v.b + 1) x;", "x", "int")]
    [TestCase("enum e { A = -1, B }; extern enum e v; extern typeof(v + 1) x;", "x", "int")]
    [TestCase("enum e { A }; extern enum e v; extern typeof(+v) x;", "x", "unsigned int")]
    [TestCase("enum e { A = 1LL << 40 }; extern typeof(A) x;", "x", "unsigned long")]
    [TestCase("enum e { A = -1, B = 0xffffffff }; extern typeof(B) x;", "x", "long")]
    [TestCase("int *restrict x;", "x", "int *restrict")]
    public void What_compilers_take_is_taken(string text, string name, string type)
    {
        var c = new ParserFixture();
        c.Parser.Parse(text);
        Assert.That(c.TypeOf(name), Is.EqualTo(type));
    }

    [TestCase("enum { N = 3 ?: 4 };", 3)]
    [TestCase("enum { N = 0 ?: 4 };", 4)]
    [TestCase("struct s { char c; struct { int i; } in; }; enum { N = (size_t)&((struct s *)0)->in.i };", 4)]
    [TestCase("#define X 1\n#pragma push_macro(\"X\")\n#undef X\n#define X 2\n#pragma pop_macro(\"X\")\nenum { N = X };", 1)]
    [TestCase("#pragma push_macro(\"Y\")\n#define Y 2\n#pragma pop_macro(\"Y\")\n#ifndef Y\nenum { N = 5 };\n#endif", 5)]
    [TestCase("#if 0 ? 1 : 0 ?: 1 ? 7 : 8\nenum { N = 7 };\n#endif", 7)]
    [TestCase("#pragma pack(push, here, 1)\n#pragma pack(push, 2)\n#pragma pack(pop, here)\nstruct s { char c; int i; }; enum { N = sizeof(struct s) };", 8)]
    [TestCase("#pragma pack(push, here, 1)\nstruct s { char c; int i; }; enum { N = sizeof(struct s) };", 5)]
    [TestCase("#pragma pack(push, 1)\n#pragma pack(pop, 2)\nstruct s { char c; int i; }; enum { N = sizeof(struct s) };", 6)]
    [TestCase("#pragma pack(show)\nenum { N = 1 };", 1)]
    [TestCase("enum e : unsigned char; struct s { enum e x, y; }; enum { N = sizeof(struct s) };", 2)]
    [TestCase("struct s { char c;\n#pragma pack(1)\nint i; }; enum { N = sizeof(struct s) };", 5)]
    public void A_constant_has_the_value_that_compilers_give(string text, int value) =>
        Assert.That((int)ParserFixture.Of(text).Constant("N").Integer, Is.EqualTo(value));

    [TestCase("int restrict x;", "CFFI3005", "'int' cannot be 'restrict'")]
    [TestCase("int (*restrict x)(void);", "CFFI3005", "'int(*)(void)' cannot be 'restrict'")]
    [TestCase("typedef int A[3]; _Atomic A x;", "CFFI3005", "'int[3]' cannot be '_Atomic'")]
    [TestCase("_Atomic(int[3]) x;", "CFFI3005", "'_Atomic' cannot apply to 'int[3]'")]
    [TestCase("_Atomic(const int) x;", "CFFI3005", "'_Atomic' cannot apply to 'const int'")]
    [TestCase("_Atomic(int(void)) x;", "CFFI3005", "'_Atomic' cannot apply to 'int(void)'")]
    [TestCase("typedef int t __attribute__((aligned(16))); t a[3];", "CFFI3014", "elements of 4 bytes cannot have the alignment 16 of 't'")]
    [TestCase("int f(int x, int x);", "CFFI3009", "the parameter 'x' is declared twice")]
    [TestCase("typedef int t = 3;", "CFFI3006", "the typedef 't' cannot have a value")]
    [TestCase("int f(void) = 3;", "CFFI3006", "the function 'f' cannot have a value")]
    [TestCase("enum e : short; enum e : int;", "CFFI3004", "'enum e' has the underlying type 'int' here, but was declared with 'short'")]
    [TestCase("enum e { A } __attribute__((mode(QI)));", "CFFI5301", "the mode 'QI' of an enum is not supported")]
    [TestCase("constexpr unsigned char c = 256;", "CFFI3012", "the value of 'c' is not exact in the type 'unsigned char'")]
    [TestCase("constexpr int x = 1.5;", "CFFI3012", "the value of 'x' is not exact in the type 'int'")]
    [TestCase("int x[_Generic(1, int: 1, int: 2)];", "CFFI3011", "'_Generic' has two associations for the type 'int'")]
    [TestCase("int x[_Generic(1, default: 1, default: 2)];", "CFFI3011", "'_Generic' has two associations for 'default'")]
    [TestCase("int x[_Generic(1, int: 1, nosuch *: 2)];", "CFFI3001", "unknown type name 'nosuch'")]
    [TestCase("auto x = 3, y = 4.0;", "CFFI3005", "'auto' can declare one variable only, but this declaration has more")]
    [TestCase("static auto int x;", "CFFI3005", "'auto' cannot be combined with 'static'")]
    [TestCase("_Complex int x;", "CFFI5301", "complex integers, an extension of GCC, are not supported")]
    [TestCase("struct s { _BitInt(5) b : 3; };", "CFFI5301", "the bit-field 'b' has the bit-precise type '_BitInt(5)', which is not supported")]
    [TestCase("enum { A = 3uwb };", "CFFI5301", "bit-precise constants are not supported")]
    [TestCase("#pragma push_macro(X)", "CFFI1102", "'#pragma push_macro' needs a name in quotes")]
    [TestCase("extern struct s v; extern typeof(v + 1) x;", "CFFI3011", "this operand must be a number, but has the type 'struct s'")]
    [TestCase("extern int i; extern double d; extern typeof(i << d) x;", "CFFI3011", "'<<' takes integers, not 'double'")]
    [TestCase("extern int i; extern double d; extern typeof(d >> i) x;", "CFFI3011", "'>>' takes integers, not 'double'")]
    [TestCase("extern int i; extern double d; extern typeof(i % d) x;", "CFFI3011", "'%' takes integers, not 'double'")]
    [TestCase("extern int i; extern double d; extern typeof(d & i) x;", "CFFI3011", "'&' takes integers, not 'double'")]
    [TestCase("extern double d; extern typeof(~d) x;", "CFFI3011", "'~' takes integers, not 'double'")]
    [TestCase("int f(int); int f(char);", "CFFI3004", "'f' is declared as the function 'int(char)', but was declared as the function 'int(int)'")]
    [TestCase("int f(char); int f(int8_t);", "CFFI3004", "'f' is declared as the function 'int(int8_t)', but was declared as the function 'int(char)'")]
    [TestCase("int f(unsigned); int f(size_t);", "CFFI3004", "'f' is declared as the function 'int(size_t)', but was declared as the function 'int(unsigned int)'")]
    public void What_compilers_refuse_is_refused_by_name(string text, string id, string message)
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors, Has.Count.EqualTo(1), string.Join("\n", errors));
        Assert.That((errors[0].Id, errors[0].Message), Is.EqualTo((id, message)));
    }

    [Test]
    public void A_long_expression_without_evaluation_takes_no_longer_than_it_is()
    {
        string sum = "i" + string.Concat(Enumerable.Repeat(" + i", 200));
        string conditions = string.Concat(Enumerable.Repeat("i ? i : ", 60)) + "i";
        Assert.That((int)ParserFixture.Of($"extern long i; enum {{ N = sizeof({sum}) + sizeof({conditions}) + sizeof({new string('~', 99)}i) }};").Constant("N").Integer, Is.EqualTo(24));
    }

    [Test]
    public void An_enumerator_is_an_int_for_MSVC()
    {
        var c = new ParserFixture(Target.WindowsX64);
        c.Parser.Parse("enum e { A = 0xffffffff, B = 0x7fffffff, C, D = 3000000000, E = 1LL << 40 }; enum f : unsigned { F = 0xffffffff };");
        Assert.That(new[] { "A", "C", "D", "E", "F" }.Select(name => (long)c.Constant(name).Integer), Is.EqualTo(new long[] { -1, int.MinValue, -1294967296, 0, 0xffffffff }));
        Assert.That(new[] { "A", "C", "F" }.Select(c.TypeOf), Is.EqualTo(new[] { "int", "int", "unsigned int" }));
    }

    [Test]
    public void What_a_text_pushed_is_forgotten_with_it()
    {
        var c = new ParserFixture();
        c.Parser.Parse("#define X 1\n#pragma push_macro(\"X\")");
        c.Parser.Parse("#undef X\n#define X 2\n#pragma pop_macro(\"X\")\nenum { N = X };");
        Assert.That((int)c.Constant("N").Integer, Is.EqualTo(2));
    }

    [TestCase("int f(a, b) int a; char *b; { return 0; }\nint g(void);", "the parameters need their types inside the parentheses")]
    [TestCase("int x = ({ int y = 3; y; });\nint g(void);", "expected an expression, found '{'")]
    [TestCase("int f(int a; int b);\nint g(void);", "expected ',' or ')' after parameter, found ';'")]
    [TestCase("struct s { int a; } };\nint g(void);", "expected a name, '*' or '(', found '}'")]
    [TestCase("int x @ y;\nint g(void);", "'@' cannot occur in C")]
    [TestCase("@interface Foo : NSObject\nint g(void);", "'@' cannot occur in C")]
    [TestCase("int a['a];\nint g(void);", "this character constant has no end")]
    public void One_mistake_is_reported_once(string text, string message)
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors.Select(error => error.Message), Is.EqualTo(new[] { message }));
    }

    [TestCase("class C { int a; };", "this is C++; declare its 'extern \"C\"' functions here, written as C")]
    [TestCase("namespace n { int f(void); }", "this is C++; declare its 'extern \"C\"' functions here, written as C")]
    [TestCase("template <typename T> T f(T x);", "this is C++; declare its 'extern \"C\"' functions here, written as C")]
    [TestCase("std::string f(void);", "this is C++; declare its 'extern \"C\"' functions here, written as C")]
    [TestCase("int f(int &x);", "C has no references; use a pointer, '*'")]
    [TestCase("int f(int x = 3);", "C has no default arguments and no initial values of members")]
    [TestCase("int f(int (^block)(int));", "C has no blocks; declare 'void *' instead")]
    [TestCase("MYLIB_API int f(int);", "declare it first; if it is a macro that does not change the type, write '#define MYLIB_API' before")]
    public void A_mistake_of_another_language_has_its_hint(string text, string hint) =>
        Assert.That(new ParserFixture().Errors(text)[0].Hint, Is.EqualTo(hint));
}
