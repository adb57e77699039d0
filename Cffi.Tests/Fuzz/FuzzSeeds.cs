namespace Cffi.Tests.Fuzz;

/// <summary>Correct texts that together use every part of the language.</summary>
internal static class FuzzSeeds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "typedef struct { int quot, rem; } div_t;\ndiv_t div(int numer, int denom);\nint snprintf(char *buf, size_t n, const char *format, ...);\nvoid qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));\nextern char **environ;\nenum color { RED, GREEN = 5, BLUE };\n#define LIMIT (4 * 10 + 2)\n",
        "#ifndef H\n#define H\n#if defined(__GNUC__) && __GNUC__ >= 4 || 0\n#define API __attribute__((visibility(\"default\")))\n#else\n#define API\n#endif\nAPI int f(int);\n#undef API\n#endif\n# 12 \"file.h\" 2\n",
        "#define CAT(a, b) a ## b\n#define STR(x) #x\n#define LIST(X) X(one) X(two)\n#define FIELD(n) int CAT(f_, n);\nstruct s { LIST(FIELD) };\nstatic const char *name = STR(a b \"c\");\n#define V(f, ...) f(__VA_ARGS__)\n#define G(a, b) a + b\nenum { N = V(G, 1, 2) + __LINE__ - __LINE__ };\n",
        "#pragma pack(push, 1)\nstruct p { char c; int i : 3, : 0, j : 5; union { float f; double d; }; int tail[]; };\n#pragma pack(pop)\nstruct q { _Alignas(16) char c[3]; struct p *next; } __attribute__((packed, aligned(8)));\n_Static_assert(sizeof(struct q) % 8 == 0, \"size\");\n",
        "typedef float v4 __attribute__((vector_size(16)));\ntypedef int big __attribute__((aligned(32)));\ntypedef _BitInt(17) b; extern unsigned _BitInt(9) c;\nextern __typeof__(1 + 2.0) d; typedef int... num; typedef float... fl; typedef ... opaque; typedef ... *handle;\nstruct part { num n; ...; }; enum part_e { PA, PB = ..., ... }; extern int arr[...];\n#define VALUE ...\n",
        "[[cffi::errno, deprecated(\"why\")]] int open_it([[cffi::out]] int *p [[maybe_unused]]) __attribute__((nonnull(1)));\nextern \"C\" { int a(void); }\nextern \"C#\" { int cb(int, void *); }\nstatic inline int body(int x) { return x ? ({ 1; }) : 0; }\nasm(\".text\");\n",
        "enum e : unsigned char { A = 'a', B = (int)1.5 + sizeof(long) * 2 - (3 > 2 ? 4 : 5) % 3 << 1 | 6 & ~1 ^ !0 };\nint x[offsetof(struct { int a; struct { char b[4]; } c; }, c.b[2])];\nconstexpr int k = _Generic(1.0f, float: 3, default: 4); static const double pi = 3.14e0, big2 = 0x1.8p3;\n",
        "int (*(*fp(int (*)(void), ...))[3])(int, char const *restrict *volatile); int f2(int n, int a[static const n], int b[*], int (g)(int)); int __stdcall g2(void); int (__cdecl *h)(int); _Complex double z; long double _Complex w; unsigned long long int u; _Atomic(int) at; _Atomic int *ap; _Thread_local extern int tl; _Noreturn void die(void); __declspec(dllimport) __int64 q;\n",
        "typedef unsigned socklen; typedef union { struct sockaddr *a; struct in *b; } arg __attribute__((transparent_union)); int bind(int, arg, socklen);\n_In_ int _Out_writes_(n) x; va_list v; time_t t; off_t o; wchar_t *s = L\"\\u00e9\\x41\\101\"; char c = '\\n';\n",
    ];
}
