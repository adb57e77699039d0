using Cffi.Tests.Native;

namespace Cffi.Tests.Values;

/// <summary>A library with a variable of every kind of scalar, and a record with a member of each.</summary>
internal static class ScalarTypesLibrary
{
    private const string Declarations = """
        enum small { ZERO, B, C = 300 }; enum large { LOW = -1, HIGH = 2555717109 }; enum whole { TOP = 18446744073709551615u };
        typedef int (*operation)(int, int);
        struct all {
            _Bool truth; char character; signed char s8; unsigned char u8; short s16; unsigned short u16; int s32; unsigned u32; long s64; unsigned long u64;
            __int128 s128; unsigned __int128 u128; float f32; double f64; long double f80; _Float16 f16; __float128 f128;
            float _Complex c32; double _Complex c64; long double _Complex c80; _Float16 _Complex c16; wchar_t wide; char16_t wide16; char32_t wide32;
            enum small e; enum large el; enum whole ew; void *address; char *text; operation function;
        };
        """;

    private static readonly TemporaryFolder Folder = TemporaryFolder.UntilExit();

    /// <summary>The types and names of the members; a variable of each is named <c>v_</c> and the member.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "truth", "character", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "s128", "u128", "f32", "f64", "f80", "f16", "f128",
        "c32", "c64", "c80", "c16", "wide", "wide16", "wide32", "e", "el", "ew", "address", "text", "function",
    ];

    public static Ffi Own { get; } = Declare();

    public static CLibrary Lib { get; } = Own.Dlopen(Compile());

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations + Variables("extern ") + "int add(int a, int b); int multiply(int a, int b);");
        return ffi;
    }

    // sizeof and typeof take the types from the record, so that each type is written once.
    private static string Variables(string storage) => string.Join('\n', Types().Select((type, i) => $"{storage}{type} v_{Names[i]};")) + $"\n{storage}struct all v_record; {storage}struct all v_array[2];\n";

    private static IEnumerable<string> Types()
    {
        string body = Declarations[(Declarations.IndexOf("struct all {", StringComparison.Ordinal) + 12)..Declarations.LastIndexOf('}')];
        return body.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static member =>
            member[..(member.LastIndexOfAny([' ', '*']) + 1)]);
    }

    private static string Compile()
    {
        string path = Folder.File("libscalars.so");
        CCompiler.Gcc.CompileLibrary(
            "#include <uchar.h>\n#include <wchar.h>\n" + Declarations + Variables("") + "int add(int a, int b) { return a + b; } int multiply(int a, int b) { return a * b; }",
            path);
        return path;
    }
}
