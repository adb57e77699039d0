using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>The predefined macros, compared with gcc's.</summary>
public sealed class PredefinedMacroTests
{
    // Cffi reads the GNU dialect, but does not claim the features of the newest compiler.
    private static readonly string[] Versions = ["__GNUC__", "__GNUC_MINOR__", "__GNUC_PATCHLEVEL__"];

    // The words in macros for sizes and limits of types.
    private static readonly string[] Kinds = ["SCHAR", "SHRT", "SHORT", "INT", "LONG", "LONG_LONG", "SIZE", "SIZE_T", "PTRDIFF", "PTRDIFF_T", "WCHAR", "WCHAR_T", "WINT", "WINT_T", "POINTER", "INTPTR", "UINTPTR", "INTMAX", "UINTMAX", "FLOAT", "DOUBLE", "LONG_DOUBLE", "INT128", "CHAR16", "CHAR32"];

    private static IEnumerable<string> Wanted => Kinds
        .Concat(((string[])["", "_LEAST", "_FAST"]).SelectMany(static form => ((int[])[8, 16, 32, 64]).SelectMany(bits => (string[])[$"INT{form}{bits}", $"UINT{form}{bits}"])))
        .SelectMany(static kind => (string[])[$"__SIZEOF_{kind}__", $"__{kind}_WIDTH__", $"__{kind}_MAX__", $"__{kind}_TYPE__"]);

    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    public void A_predefined_macro_is_what_gcc_makes_it(string name)
    {
        Target target = Target.Find(name)!;
        Dictionary<string, string> theirs = CCompiler.GccFor(target).Preprocess("", "-dM", "-std=gnu17").Output.Split('\n')
            .Select(static line => line.Split(' ', 3)).Where(static words => words.Length == 3 && !words[1].Contains('(', StringComparison.Ordinal)).ToDictionary(static words => words[1], static words => words[2]);
        var wrong = new List<string>();
        int compared = 0;
        foreach ((string macro, string value) in theirs.Where(static pair => !Versions.Contains(pair.Key)))
        {
            (string? ours, _) = PreprocessedText.Of(macro, target);
            if (ours == macro)
            {
                wrong.AddRange(Wanted.Contains(macro) ? [$"{macro} is {value}, and not defined here"] : []);
            }
            else
            {
                compared++;
                wrong.AddRange(Meaning(ours!, target) == Meaning(value, target) ? [] : [$"{macro} is {value}, and {ours} here"]);
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(compared, Is.GreaterThan(100));
    }

    // The value of a macro as a type, as a constant with its type, or as text.
    private static string Meaning(string text, Target target)
    {
        var c = new ParserFixture(target);
        if (c.TryType(text) is { } type)
        {
            return type.CName;
        }

        c.Parser.Parse($"#define M ({text})\n");
        return c.Declarations.FindIdentifier("M") is ConstantDeclaration { Value: { } value } ? $"{value.Integer} {value.Floating} {value.Type.CName}" : text;
    }
}
