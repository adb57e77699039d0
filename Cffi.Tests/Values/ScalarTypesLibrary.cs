using Cffi.Tests.Native;

namespace Cffi.Tests.Values;

/// <summary>A library with a variable of every kind of scalar, and a record with a member of each.</summary>
internal static class ScalarTypesLibrary
{
    private const string Members =
        "_Bool truth; char character; signed char s8; unsigned char u8; short s16; unsigned short u16; int s32; unsigned u32; long long s64; unsigned long long u64; "
        + "__int128 s128; unsigned __int128 u128; float f32; double f64; long double f80; _Float16 f16; _Float128 f128; "
        + "float _Complex c32; double _Complex c64; long double _Complex c80; _Float16 _Complex c16; wchar_t wide; char16_t wide16; char32_t wide32; "
        + "enum small e; enum large el; enum whole ew; void *address; char *text; operation function;";

    private static readonly (string Type, string Name)[] All = [.. Members
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(static member => (member.LastIndexOfAny([' ', '*']) + 1) is var name ? (member[..name], member[name..]) : default)
        .Where(static member => PlatformSupport.HasType(member.Item1) && (PlatformSupport.HasWideEnums || member.Item2 is not ("el" or "ew")))];

    private static readonly string Declarations =
        "enum small { ZERO, B, C = 300 }; typedef int (*operation)(int, int);\n"
        + (PlatformSupport.HasWideEnums ? "enum large { LOW = -1, HIGH = 2555717109 }; enum whole { TOP = 18446744073709551615u };\n" : "")
        + $"struct all {{ {string.Concat(All.Select(static member => $"{member.Type}{member.Name}; "))}}};\n";

    private static readonly TemporaryFolder Folder = TemporaryFolder.UntilExit();

    /// <summary>The names of the members; a variable of each is named <c>v_</c> and the member.</summary>
    public static readonly IReadOnlyList<string> Names = [.. All.Select(static member => member.Name)];

    public static Ffi Own { get; } = Declare();

    public static CLibrary Lib { get; } = Own.Dlopen(Compile());

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations + Variables("extern ") + "int add(int a, int b); int multiply(int a, int b);");
        return ffi;
    }

    private static string Variables(string storage) => string.Join('\n', All.Select(member => $"{storage}{member.Type}v_{member.Name};")) + $"\n{storage}struct all v_record; {storage}struct all v_array[2];\n";

    private static string Compile()
    {
        string path = Folder.File("libscalars.so");
        CCompiler.Gcc.CompileLibrary(
            "#include <uchar.h>\n#include <wchar.h>\n" + Declarations + Variables("") + "int add(int a, int b) { return a + b; } int multiply(int a, int b) { return a * b; }",
            path);
        return path;
    }
}
