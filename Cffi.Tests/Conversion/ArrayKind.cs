using System.Text;

namespace Cffi.Tests.Conversion;

/// <summary>An element type in C for the tests of arrays, and the C code that reads and writes its arrays.</summary>
/// <param name="Name">A part of the functions' names.</param>
/// <param name="Type">The C type.</param>
/// <param name="Fill">A C expression of the type, computed from the random number <c>v</c>.</param>
/// <param name="Integer">A C expression for an element <c>x</c> as an integer.</param>
/// <param name="Floating">A C expression for an element <c>x</c> as a floating-point number.</param>
internal sealed record ArrayKind(string Name, string Type, string Fill, string Integer = "(unsigned long long)x", string Floating = "(double)x")
{
    /// <summary>The declarations of the two functions; <c>n</c> is the number of elements in the array.</summary>
    public string Declarations => $"void write_{Name}({Type} *p, int n, unsigned long long seed); void read_{Name}({Type} const *p, int n);\n";

    /// <summary>The declaration of a function that takes the array as its variadic argument.</summary>
    public string VariadicDeclaration => $"void vary_{Name}(int n, unsigned long long seed, ...);\n";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ArrayKind> All { get; } =
    [
        .. new[] { "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "unsigned long long", "size_t", "int64_t", "uint32_t", "wchar_t", "char16_t", "char32_t" }
            .Select(static type => new ArrayKind(type.Replace(' ', '_'), type, $"({type})v")),
        new("bool", "_Bool", "v & 1"),
        .. new[] { "float", "double", "long double" }.Select(static type => new ArrayKind(type.Replace(' ', '_'), type, "(int)(v % 2000) - 999.5", "0")),
        new("letter", "enum arrays_letter", "(enum arrays_letter)(v & 0x7fffffff)"),
        .. new[] { "void *", "int *" }.Select(static type => new ArrayKind("to_" + type[..^2], type, $"({type})v", Floating: "0")),
        new("to_text", "char *", "\"written\"", Floating: "0"),
        new("pair", "struct arrays_pair", "(struct arrays_pair){ (int)v, 0.5 }", "x.a", "x.b"),
    ];

    /// <summary>The declarations of all kinds.</summary>
    public static string Declared { get; } = Native.Sources.Read("arrays.h") + string.Concat(All.Select(static kind => kind.Declarations));

    /// <summary>The declarations of all kinds, with the variadic functions.</summary>
    public static string DeclaredVariadic { get; } = Declared + string.Concat(All.Select(static kind => kind.VariadicDeclaration));

    /// <summary>The C code of all kinds. It keeps the elements that it writes or reads as numbers and as text.</summary>
    public static string Source { get; } = Compose();

    private static string Compose()
    {
        var text = new StringBuilder("#include <stddef.h>\n#include <stdint.h>\n#include <uchar.h>\n#include <string.h>\n#include <stdarg.h>\n");
        text.Append(Native.Sources.Read("arrays.h").Replace("extern ", "", StringComparison.Ordinal));
        foreach (ArrayKind kind in All)
        {
            string keep = $"{kind.Type} x = p[i]; arrays_integers[i] = {kind.Integer}; arrays_floatings[i] = {kind.Floating};"
                + (kind.Name is "to_text" or "to_void" ? " if (arrays_are_text) strncpy(arrays_texts[i], x, 7);" : "");
            text.Append($$"""
                void write_{{kind.Name}}({{kind.Type}} *p, int n, unsigned long long seed)
                { for (int i = 0; i < n; i++) { unsigned long long v = (seed + i) * 0x9E3779B97F4A7C15ull; v ^= v >> 29; p[i] = {{kind.Fill}}; {{keep}} } }
                void read_{{kind.Name}}({{kind.Type}} const *p, int n)
                { for (int i = 0; i < n; i++) { {{keep}} } }
                void vary_{{kind.Name}}(int n, unsigned long long seed, ...)
                { va_list rest; va_start(rest, seed); write_{{kind.Name}}(va_arg(rest, {{kind.Type}} *), n, seed); va_end(rest); }

                """);
        }

        return text.ToString();
    }
}
