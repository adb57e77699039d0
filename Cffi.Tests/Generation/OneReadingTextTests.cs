using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Texts that look the same on all platforms: each is read once, and once per platform.</summary>
public sealed class OneReadingTextTests
{
    // If -1 is shifted right by 32 in this type, the result is not 0 on some platforms.
    private const string Wide = "typedef unsigned long T; ";

    // A simple check would take each of these texts for equal on all platforms. They are not.
    private static readonly string[] Hidden =
    [
        // Lines that do not end at a line feed.
        "// x\renum { A = sizeof(long) };\n",
        "// x \\\n/*\nenum { A = sizeof(long) };\n// */\n",
        "/* x *\\\n/ enum { A = sizeof(long) }; /* */",
        Wide + "struct s {\n#define N 1\r T x : 33;\n};",
        "typedef const char T;\n#define N 1\rT c = 200;\n",
        "/\\\n* x *\\\n/ enum { A = sizeof(long) };",

        // Casts that do not look like '(' name ')'.
        Wide + "enum { A = (T\uFEFF)-1 >> 16 >> 16 };",
        Wide + "int a[((T\uFEFF)-1 >> 16 >> 16 != 0) + 1];",
        "typedef unsigned long T$; int a[((T$)-1 >> 16 >> 16 != 0) + 1];",
        "typedef unsigned long $T; int a[(($T)-1 >> 16 >> 16 != 0) + 1];",
        "typedef unsigned long \U0001D4AF; int a[((\U0001D4AF)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "\n#define NONE\nint a[((T NONE)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "\n#define NONE\nint a[((NONE T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "\n#define OPEN ((T\nint a[(OPEN)-1 >> 16 >> 16 != 0)) + 1];",
        Wide + "\n#define OPEN (\nint a[((OPEN T)-1) >> 16 >> 16 != 0) + 1];",
        "#define B (OPEN)-1 >> 16 >> 16 != 0) + 1)\ntypedef unsigned long T;\n#define OPEN (T",
        Wide + "int a[(([[maybe_unused]] T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((T [[maybe_unused]])-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((T WINAPI)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((register T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((T inline)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((T thread_local)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int a[((T/**/)-1 >> 16 >> 16 != 0) + 1];",
        "int a[((size_t)-1 >> 16 >> 16 != 0) + 1];",
        "int a[((_int64)-1 >> 16 >> 16 != 0) + 1];",

        // Brackets that are not where they seem to be.
        Wide + "\n#define CLOSE ]\nint a[((T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "\n#define OPEN [\nint a OPEN ((T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int f([[cffi::length(a[b[0]])]] int *p); int a[((T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int f([[cffi::length(1)] ] int *p); int a[((T)-1 >> 16 >> 16 != 0) + 1];",
        Wide + "int f([[cffi::length([[a]])]] int *p); int a[((T)-1 >> 16 >> 16 != 0) + 1];",

        // Digraphs.
        "struct s { char c; long b; int a[2\n%:pragma pack(1)\n]; };",
        "enum { A = 1\n%:pragma pack(1)\n, B };\nstruct s { char c; long b; };",
        "#define S size%:%:of\nextern long x;\nint a[S(x+0)];",
        "struct s { int a; %>; enum { A %>; const char c = 200;",
        Wide + "int a<:((T)-1 >> 16 >> 16 != 0) + 1:>;",
        "%:ifdef _WIN32\nint f(void);\n%:endif\n",

        // Attributes without a namespace, or with blanks in it.
        "[[mode(word)]] int x;",
        "[[mode(pointer)]] typedef int T;",
        "typedef int T [[mode(word)]];",
        "[[gnu :: mode(word)]] int x;",
        "[[gnu/**/::mode(word)]] int x;",
        "#define M mode\n[[M(word)]] int x;",
        "#define M [[mode(word)]]\nM int x;",
        "#define G gnu\n[[G::mode(word)]] int x;",
        Wide + "struct s { [[aligned(((T)-1 >> 16 >> 16 != 0) * 8 + 8)]] int x; };",
        Wide + "[[align(((T)-1 >> 16 >> 16 != 0) * 8 + 8)]] int x;",
        Wide + "[[vector_size(((T)-1 >> 16 >> 16 != 0) * 16 + 16)]] int x;",
        "[[vector_size(4)]] long x;",
        "[[vector_size(16)]] long x;",
        "typedef int T [[aligned(8)]]; T a[2];",

        // Constants whose types are not int.
        "static const unsigned long ONE = 1; int a[(ONE << 31 << 1 != 0) + 1];",
        "#define A (ONE << 31 << 1 != 0)\nstatic const unsigned long ONE = 1;\n",
        "static const size_t N = 1; enum { A = (N - 2 >> 16 >> 16) != 0 };",
        "static const long N = 1; enum { A = (N << 31 << 1) != 0 };",
        Wide + "static const T N = 1; enum { A = (N - 2 >> 16 >> 16) != 0 };",
        "typedef unsigned long bool; static const bool N = 1; enum { A = (N - 2 >> 16 >> 16) != 0 };",
        Wide + "\n#define int T\nstatic const int N = 1; enum { A = (N - 2 >> 16 >> 16) != 0 };",
        "static const wchar_t N = 1; enum { A = -N < 0 };",
        "static const char N = 1; enum { A = -N < 0 };",
        "static const unsigned N = 1; enum { A = (1 ? -1 : nullptr) == -N };",
        "static const unsigned N = 1; int a[((0 ? nullptr : -1) == -N) + 1];",
        "static const unsigned N = 1; char *const P = 0; int a[((0 ? P : -1) == -N) + 1];",
        "struct s { long a; int b; }; struct s *const P = 0;\n#define O (&P->b)\n",
        "struct s { long a; int b; }; struct s *const P = 0; int a[(&P->b == 8) + 1];",
        "struct s { long a; int b; }; typedef struct s *R; const R P = 0; int a[(&P->b == 8) + 1];",
        "struct s { long a; int b; } *const P = 0; int a[(&P->b == 8) + 1];",
        "struct s { long a; int b; }; int a[(&nullptr->b == 8) + 1];",
        "#define X (1 ? -1 : nullptr)\n",
        "const long double X = 1; enum { A = X > 0 };",
        "extern const unsigned long N = 3; int a[(N - 4 >> 16 >> 16 != 0) + 1];",
        "const unsigned long\n#define Q 1\nN = 3; int a[(N - 4 >> 16 >> 16 != 0) + 1];",

        // Macros outside of expressions.
        "#define IS =\nconst char c IS 200;",
        "#define VALUE = 200\nconst char c VALUE;",
        Wide + "\n#define COLON :\nstruct s { T x COLON 33; };",
        Wide + "\n#define BITS : 33\nstruct s { T x BITS; };",
        Wide + "\n#define BITS 1 ? 2 : 3 : 33\nstruct s { T x : 3; };",
        "#define END ;\nconst char c = 100 END",

        // Types that are the same on some platforms.
        "void f(size_t n); void f(unsigned long n);",
        "void f(size_t n); void f(unsigned n);",
        "typedef size_t T; typedef unsigned long T;",
        "typedef int64_t T; typedef long T;",
        "typedef int64_t T; typedef long long T;",
        "typedef int32_t T; typedef int T;",
        "typedef wchar_t T; typedef int T;",
        "typedef unsigned long size_t; void f(size_t n); void f(unsigned long n);",
        "extern intptr_t x; extern long x;",
        "extern size_t a[]; extern unsigned long a[5];",
        "struct s { size_t n; }; struct s { unsigned long n; };",
        "struct s { ptrdiff_t n; }; struct s { int n; };",
        "typedef struct { size_t n; } S; typedef struct { unsigned long n; } S;",
        "void f(void (*g)(uint64_t)); void f(void (*g)(unsigned long));",
        "size_t f(void); unsigned long long f(void);",
        "typedef ssize_t T; typedef long T; int f(T);",
        "int_fast16_t f(void); long f(void);",

        // Names that the Windows headers define.
        "int f(int (UINT));",
        "int f(int (UINT[3]));",
        "int f(int (UINT)(int));",
        "int f(int (WINAPI UINT));",
        "int f(int (_stdcall UINT));",
        "int f(int (_stdcall UINT)(int));",
        "int f(int (register UINT));",
        "int f(int ([[maybe_unused]] UINT));",
        "int f(int (const UINT));",
        "int f(int UINT, int (LONG));",
        "int f(int UINT, int a[UINT]);",
        "int f(int n, int a[UINT]);",
        "int f(int n, int a[UINT + 1], int b[(n)]);",
        "#define X UINT + 1\nint f(int x);",
        "auto INT = 5; static INT = 5;",
        "int (UINT);",
        "int f(int UINT);",
        "int f(const int UINT);",
        "int f(int *UINT);",
        "struct s { int UINT; unsigned CHAR : 3; int (LONG); };",
        "enum { CHAR, INT = 5, FLOAT, VOID }; int a[INT];",
        "enum { A } BYTE;",
        "typedef unsigned UINT; UINT f(UINT);",
        "typedef unsigned UINT; UINT f(int (UINT));",
        "typedef struct UINT UINT; void f(UINT *p);",
        Wide + "T BYTE; T f(T LONG, T (SHORT));",
        Wide + "T BYTE; T f(T LONG);",
        Wide + "T BYTE, WORD2; T *LONG; T SHORT[2];",
        "struct HWND { int x; }; struct HWND f(struct HWND h);",
        "typedef int T; typedef T UINT; typedef unsigned UINT2;",
        "#define UINT 5\nint a[UINT];",
        "int UINT(int);",
        "int (*UINT)(int);",
        "extern UINT x;",
        "typedef UINT T; T f(T);",
        "int f(UINT);",
        "int f(unsigned UINT, short SHORT, long LONG);",
        "int a[UINT];",
        "enum UINT { Q }; enum UINT f(enum UINT u);",
        "typedef unsigned LPARAM, WPARAM; int f(WPARAM w, LPARAM l);",
        "void f(void (*LPVOID)(void));",
        "union u { int (PVOID); };",
        "int f(PSTR);",
        "typedef int (LONG64); LONG64 f(LONG64);",
    ];

    // Texts of all kinds. Most are equal on all platforms, or the generator finds the difference.
    private static readonly string[] Others =
    [
        "enum { A = 2147483647, B, ... };", "enum { A = 2147483647, B = ..., C };",
        "enum { A = 1 << 31, B };", "enum { A = -2147483647 - 1 };",
        "enum { A = -2147483647 - 2 };", "enum { A = 2147483647 + 1 };",
        "enum { A = 65536 * 65536 };", "enum { A = 1 << 32 };", "enum { A = 1 << -1 };",
        "enum { A = 1 / 0 };", "enum { A = 0 && 1 / 0 };",
        "enum { A = -7 / 2, B = -7 % 2, C = -1 >> 1, D = ~0 };", "enum { A = 'a' - 'b' < 0 };",
        "enum { A = 'ab' };", "enum { A = '\\x80' };", "enum { A = '\u00e9' };",
        "enum { A = L'\uffff' < 0 };", "enum { A = u'\uffff' };", "enum { A = U'x' };",
        "enum { A = u8'x' };", "enum { A = '\\u00e9' };", "#define S \"\u00e9\"\n",
        "#define S L\"a\"\n", "#define S u\"a\" \"b\"\n", "#define S \"a\" \"b\"\n",
        "#define S \"a\" L\"b\"\n", "enum { A = 3'0'0'0'0'0'0'0'00 };",
        "int a[(3'0'0'0'0'0'0'0'00 > 0) + 1];", "int a[(3'0'0'0'0'0'0'0'00 << 16 >> 40) + 1];",
        "#define X 1.5\n#define Y 1.L\n#define Z 1.f\n",
        "#define X 1.e5L\n#define Y .5\n#define Z 0x1.p3\n", "#define X (1.5 > 1)\nint a[X];",
        "enum { A = 1.5 };", "enum { A = 09 };", "enum { A = 0b11 };", "enum { A = 1i64 };",
        "enum { A = 0xffffffff };", "enum { A = 4294967295 };", "enum { A = 0x7fffffff + 0 };",
        "enum { A = 1u << 31 };", "enum { A = -1u };", "enum { A = 1l };",
        "enum { A = __LINE__ };", "int a[__SIZEOF_LONG__];", "int a[__CHAR_BIT__];",
        "#define X __INT_MAX__\n", "#define X _WIN32\n", "enum { A = _MSC_VER };",
        "__SIZE_TYPE__ f(void);", "#ifdef _WIN32\nint f(void);\n#endif\n",
        "#if 1\nint f(void);\n#endif\n", "#undef X\nint f(void);",
        "#include <stddef.h>\nint f(void);",
        "#pragma pack(push, 1)\nstruct s { char c; long b; };\n#pragma pack(pop)\n",
        "struct s { char c;\n#pragma pack(1)\nlong b; };",
        "_Pragma(\"pack(1)\") struct s { char c; long b; };",
        "#define P _Pragma(\"pack(1)\")\nP struct s { char c; long b; };",
        "__pragma(pack(1)) struct s { char c; long b; };",
        "#define GLUE size ## of\nint a[GLUE(long)];", "#define F(x) sizeof(x)\nint a[F(long)];",
        "_Static_assert(sizeof(long) == 8, \"x\"); int f(void);",
        "static_assert(1, \"x\"); int f(void);", "int a[_Alignof(long)];",
        "struct s { char c; long l; }; int a[offsetof(struct s, l)];",
        "struct s { char c; long l; }; int a[__builtin_offsetof(struct s, l)];",
        "int a[_Generic(1, int: 2, default: 3)];", "extern long x; typeof(x) y;",
        "extern long x; __typeof__(x) y;", "extern long x; typeof(x + 0) y;", "auto x = 5;",
        "auto x = 5L;", "constexpr int N = 5; int a[N];", "constexpr unsigned long N = -1;",
        "constexpr char c = 100;", "static const int N = 5; int a[N];",
        "static const unsigned N = 5; int a[N - 6 > 0 ? 1 : 2];",
        "static const short N = 5; enum { A = -N };",
        "static const double N = 5; enum { A = N > 0 };", "static const int N; enum { A };",
        "const enum { A } X = 5; int a[X];", "enum { A } const X = 5; int a[X];",
        "static const char S[] = \"abc\";", "const char c = 127; const char d = 128;",
        "const char c = -1;", "const unsigned char c = 255;", "const char *const s = \"x\";",
        "void __stdcall f(int x);", "void WINAPI f(int x);", "void _stdcall f(int x);",
        "[[stdcall]] void f(int x);", "typedef int (_stdcall *F)(int); void g(F f);",
        "[[packed]] struct s { char c; int x; };", "struct [[packed]] s { char c; int x; };",
        "struct __attribute__((packed)) s { char c; long x; };", "__declspec(align(8)) int x;",
        "_Alignas(16) int x;", "_Alignas(4) long x;", "alignas(8) long x;", "__int128 f(void);",
        "__int128_t f(void);", "_int64 f(_int64 x);", "__int64 f(__int64 x);",
        "long double f(long double x);", "va_list f(va_list v);", "void f(int n, ...);",
        "wchar_t f(wchar_t *w);", "struct s { wchar_t w : 16; };", "struct s { long x : 33; };",
        "struct s { long x : 16; long y : 16; long long z : 16; char c : 3; };",
        "struct s { char x : 9; };", "struct s { _Bool x : 2; };",
        "struct s { size_t x : 10; int_fast16_t y : 16; };",
        "enum e { A, B }; struct s { enum e x : 16; unsigned y : 1; };",
        "enum e : unsigned char { A = 255 }; enum e f(void);",
        "enum e : long { A = 1 }; enum e f(void);", "enum e : unsigned long { A = -1 };",
        "enum [[packed]] e { A, B }; struct s { enum e x; };", "char a[2147483647];",
        "char a[2147483647][2];", "char a[65536][65536]; char b[2147483647][2147483647];",
        "struct s { char a[2147483647]; char b[2147483647]; };",
        "void f(char (*a)[65536][65536]);", "long a[1000000000];", "int f(int n, int a[n]);",
        "int f(int a[static 5], int b[*]);", "int f(a, b) int a; int b; { }",
        "int f(void) { return sizeof(long); }", "int f(void) __asm__(\"g\");",
        "int f(void) asm(\"g\");", "_BitInt(17) f(void);", "_Float16 f(void);",
        "__float128 f(void);", "_Float64x f(void);", "_Complex double f(void);",
        "_Complex long double f(void);",
        "typedef int V __attribute__((vector_size(16))); V f(V v);",
        "typedef int W __attribute__((mode(word))); W f(void);",
        "typedef int... N; typedef double... D; typedef ... O;", "struct s { int a; ...; };",
        "int a[...];", "#define X ...\n", "static const int N = ...;",
        "#define A B\n#define B 5\nint a[A];", "#define A A\nint a[2];",
        "#define A (B\n#define B 5\n", "enum { A }; \n#define A A\n",
        "enum { A = 3 }; \n#define A 3\n", "enum { A = 3 }; \n#define A 4\n",
        "#define A 3\n#define A 4\n",
        "#define A -1\n#define B ~A\n#define C !A\n#define D A ? 2 : 3\n",
        "#define A 1 == 1\n#define B 1 != 2\n#define C 1 <= 2\n#define D 2 >= 1\n#define E 1 && 0 || 1\n",
        "#define A ((1 << 3) | (2 << 4))\n#define B (A & ~7)\n#define C (B ^ 5)\n",
        "#define A 'x'\n#define B '\"'\n", "#define A true\n#define B false\n",
        "enum { A = true, B = !true };", "#define API extern\nAPI int f(int x);",
        "#define API __declspec(dllimport)\nAPI int f(int x);", "#define T long\nT f(T x);",
        "#define int long\nint f(int x);", "#define long\nlong int f(int x);",
        "\uFEFF#define N 5\nint a[N];", "\uFEFFint f(int x);", "int\u00A0f(int x);",
        "int f(int x);\r\nenum { A = 1 }; // x\r\n#define B 5\r\nint a[B];\r\n",
        "int f(int x)\\\n;", "/// \\brief Says what.\nint f(int x);", "int \\u0041(void);",
        "int caf\u00e9(int \u03b1);", "int f(int unsinged);", "int f(unsinged int);",
        "struct s { struct t x; };", "[[deprecated(\"x\")]] int f(void);",
        "[[noreturn]] void f(void);", "[[unknown_word]] void f(void);",
        "[[gnu::unused]] void f(void);", "[[cffi::length(n)]] int f(int n);",
        "[[cffi::errno]] int f([[cffi::out]] int *x, [[cffi::length(n)]] const char *p, int n);",
        "extern \"C\" { int f(void); }", "extern \"C#\" long f(wchar_t x, long y, size_t z);",
        "extern \"Python\" int f(void);", "nullptr_t f(void);", "FILE *f(FILE *x);",
        "time_t f(off_t x, ssize_t y, intmax_t z);", "bool f(bool x); _Bool g(_Bool x);",
        "int f(int, int); int f(int a, int b); struct s { int x; }; struct s { int x; };",
        "typedef struct { int x; } S; typedef struct { int x; } S;", "enum e { A }; enum e { A };",
        "int f(void); long f(void);", "extern int x; extern long x;",
        "thread_local int x; register int y;",
        "struct s { union { int a; float b; }; struct { long c; }; } ; struct s f(struct s x);",
        "struct s { int n; int a[]; };", "_Atomic int x; _Atomic(long) y;",
        "int x = sizeof(long);", "int a[2] = { 1, 2 };", "void f(int x) { }", ";;; int f(void);",
        "int;", "f(void);", "int f(int x", "int a[-1];", "int a[1 ? 2 : 3];", "int a[1 ? 2];",
        "enum { A = 1 : 2 };", "enum { A = (1, 2) };", "enum { A = 1 = 2 };", "enum { A = };",
        "enum { };", "}", "] int a[2];", "/* no end", "\"no end",
    ];

    private static IEnumerable<string> All => [.. Hidden, .. Others];

    [Test]
    public void Each_text_is_read_once_as_it_is_read_for_each_platform() => RequireSame([]);

    [Test]
    public void Each_text_is_read_once_for_two_platforms_as_it_is_read_for_each() => RequireSame([Target.WindowsX86, Target.LinuxArm64]);

    [Test]
    public void Each_text_is_read_once_for_two_platforms_of_a_kind_as_it_is_read_for_each() => RequireSame([Target.LinuxX86, Target.LinuxX64]);

    private static void RequireSame(Target[] targets)
    {
        int once = 0;
        var wrong = new List<string>();
        foreach (string text in All)
        {
            bool isSame = OneReadingTests.Same(text, out bool isOne, targets) is null;
            once += isOne ? 1 : 0;
            if (!isSame)
            {
                wrong.Add(text);
            }
        }

        TestContext.Out.WriteLine($"{once} of {All.Count()} texts were read once");
        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }
}
