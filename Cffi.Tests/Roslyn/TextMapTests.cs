using System.Text;
using Cffi.Generator.Roslyn;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Cffi.Tests.Roslyn;

internal sealed class TextMapTests
{
    private const string Quotes = "\"\"\"";

    /// <summary>String expressions, as they stand after <c>const string Text =</c>.</summary>
    private static IEnumerable<TestCaseData> Expressions =>
    [
        Case("ordinary", "\"int a;\""),
        Case("ordinary_with_escapes", """ "a\tb\\c\"\'\0\a\b\e\f\n\r\v\x41\x0042G\u00e9\U0001F600z" """),
        Case("verbatim", "@\"int a;\n  int \"\"b\"\";\\n\""),
        Case("verbatim_with_windows_lines", "@\"int a;\r\n  int b;\r\n\""),
        Case("raw_on_one_line", $"{Quotes}int \"a\" \\n;{Quotes}"),
        Case("raw_with_more_quotes", "\"\"\"\"\nint \"\"\"a;\n\"\"\"\""),
        Case("raw_with_indentation", $"{Quotes}\n      int a;\n        int b;\n\n    \n      int c;\n      {Quotes}"),
        Case("raw_with_tabs", $"{Quotes}\n\t\tint a;\n\t\t\tint b;\n\t\t{Quotes}"),
        Case("raw_with_windows_lines", $"{Quotes}\r\n    int a;\r\n\r\n    int b;\r\n    {Quotes}"),
        Case("raw_and_empty_lines_at_the_end", $"{Quotes}\n    int a;\n\n\n    {Quotes}"),
        Case("empty", "\"\" + \"a\" + @\"\""),
        Case("sum", "\"int a;\" + (\"\\n\" + @\"int b;\")"),
        Case("constant_of_another_file", "\"int a;\" + Other.Shared + \"int z;\""),
        Case("constant_of_a_constant", "Other.Twice"),
        Case("constant_of_the_class", "Local + \"x\""),
        Case("interpolated", "$\"a{Other.Shared}b{{c}}\\td{Local}\""),
        Case("interpolated_verbatim", "$@\"a\"\"{Local}\n{{}}\""),
        Case("interpolated_raw", $"${Quotes}\n    int {{Local}} a;\n      {{Other.Shared}}\n    int b;\n    {Quotes}"),
        Case("interpolated_raw_with_more_braces", $"$${Quotes}\n    struct {{ int a; }} {{{{Local}}}};\n    {Quotes}"),
        Case("interpolated_raw_over_lines", $"${Quotes}\n    a {{\n    Local}} b;\n      c;\n    {Quotes}"),
        Case("interpolated_in_interpolated", "$\"a{$\"b{Local}\" + \"c\"}d\""),
    ];

    [TestCaseSource(nameof(Expressions))]
    public void Every_character_is_found_where_it_is_written(string expression) => CheckEach(expression);

    [Test]
    public void Random_texts_are_found_in_every_kind_of_literal()
    {
        const int Cases = 400;
        for (int i = 0; i < Cases; i++)
        {
            var random = SplitMix64.ForCase(FuzzSettings.Seed, i);
            string expression = RandomExpression(random, 0);
            try
            {
                CheckEach(expression);
            }
            catch (AssertionException)
            {
                TestContext.Out.WriteLine(FormattableString.Invariant($"case {i} of seed {FuzzSettings.Seed}: {expression}"));
                throw;
            }
        }
    }

    [Test]
    public void A_part_is_found_from_its_first_to_its_last_character()
    {
        (TextMap map, string value) = Map($"{Quotes}\n      int a;\n      int bad;\n      {Quotes}");
        Location found = map.Find(value.IndexOf("bad", StringComparison.Ordinal), 3)!;
        Assert.That(TextAt(found), Is.EqualTo("bad"));
        Assert.That(TextAt(map.Find(value.IndexOf("a;", StringComparison.Ordinal), 8)!), Is.EqualTo("a;\n      int b"));
    }

    [Test]
    public void A_part_over_two_files_is_found_as_far_as_the_first_file_has_it()
    {
        (TextMap map, string value) = Map("\"begin \" + Other.Shared");
        Location found = map.Find(0, value.Length)!;
        Assert.That(TextAt(found), Is.EqualTo("begin "));
        Assert.That(TextAt(map.Find(9, 3)!), Is.EqualTo(value.Substring(9, 3)));
        Assert.That(map.Find(9, 3)!.SourceTree!.FilePath, Is.EqualTo("Other.cs"));
    }

    [Test]
    public void The_end_of_the_text_is_the_end_of_the_literal()
    {
        (TextMap map, string value) = Map("\"int a\"");
        Location found = map.Find(value.Length, 0)!;
        Assert.That(found.SourceSpan.IsEmpty);
        Assert.That(found.SourceTree!.ToString()[found.SourceSpan.Start..], Does.StartWith("\""));
    }

    [Test]
    public void What_is_not_written_character_by_character_is_found_as_a_whole()
    {
        (TextMap map, _) = Map("\"int \" + nameof(Other)");
        Assert.That(TextAt(map.Find(5, 1)!), Is.EqualTo("nameof(Other)"));
    }

    [Test]
    public void An_empty_text_and_places_outside_it_are_nowhere()
    {
        Assert.That(Map("\"\"").Map.Find(0, 0), Is.Null);
        Assert.That(Map("\"ab\"").Map.Find(1, 2), Is.Null);
        Assert.That(Map("\"ab\"").Map.Find(-1, 1), Is.Null);
    }

    private static TestCaseData Case(string name, string expression) => new TestCaseData(expression).SetName($"Every_character_is_found_where_it_is_written({name})");

    private static void CheckEach(string expression)
    {
        (TextMap map, string value) = Map(expression);
        SyntaxTree? lastTree = null;
        TextSpan last = default;
        for (int i = 0; i < value.Length; i++)
        {
            Location found = map.Find(i, 1) ?? throw new AssertionException($"character {i} has no position");
            string text = TextAt(found);
            if (text != value[i].ToString())
            {
                Assert.That(Meaning(text), Does.Contain(value[i]), $"character {i} of {value}");
            }

            bool isPair = char.IsLowSurrogate(value[i]) && found.SourceSpan == last;
            if (!isPair && found.SourceTree == lastTree && found.SourceTree!.FilePath == "Test.cs")
            {
                Assert.That(found.SourceSpan.Start, Is.GreaterThanOrEqualTo(last.End), $"character {i} of {value}");
            }

            (lastTree, last) = (found.SourceTree, found.SourceSpan);
        }
    }

    // The string that the C# compiler makes of an escape sequence.
    private static string Meaning(string escape) => escape switch
    {
        "\"\"" => "\"",
        "{{" => "{",
        "}}" => "}",
        _ when escape.StartsWith('\\') => SyntaxFactory.ParseToken($"\"{escape}\"").ValueText,
        _ => "",
    };

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    private static (TextMap Map, string Value) Map(string expression)
    {
        SyntaxTree test = CSharpSyntaxTree.ParseText($"partial class C {{ const string Text = {expression}; }}", path: "Test.cs");
        SyntaxTree other = CSharpSyntaxTree.ParseText("static class Other { public const string Shared = @\"sh\"\"ared\", Twice = Shared + Shared; } partial class C { const string Local = \"lo\\tcal\"; }", path: "Other.cs");
        MetadataReference core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        CSharpCompilation compilation = CSharpCompilation.Create("Test", [test, other], [core]);
        VariableDeclaratorSyntax variable = test.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().First();
        object? value = compilation.GetSemanticModel(test).GetConstantValue(variable.Initializer!.Value).Value;
        Assert.That(value, Is.InstanceOf<string>(), $"not C#: {expression}");
        TextMap? map = TextMap.Of(variable.Initializer.Value, compilation, default);
        Assert.That(map, Is.Not.Null, expression);
        return (map!, (string)value!);
    }

    private static string RandomExpression(SplitMix64 random, int depth)
    {
        if (depth < 3 && random.Chance(30))
        {
            return $"({RandomExpression(random, depth + 1)} + {RandomExpression(random, depth + 1)})";
        }

        string text = RandomText(random);
        string newLine = random.Pick(["\n", "\r\n"]);
        switch (random.Below(6))
        {
            case 0:
                return random.Pick(["Local", "Other.Shared", "Other.Twice"]);
            case 1:
                return $"\"{Escaped(random, text)}\"";
            case 2:
                return $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            case 3:
                string indentation = random.Pick(["", "  ", "\t", "      "]);
                string lines = string.Join(newLine, text.Replace('\r', ' ').Split('\n').Select(line => line.Length == 0 && random.Chance(50) ? "" : indentation + line));
                return $"\"\"\"\"{newLine}{lines}{newLine}{indentation}\"\"\"\"";
            case 4:
                string open = text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
                return $"$\"{{{random.Pick(["Local", "Other.Twice"])}}}{open}{{Other.Shared}}\"";
            default:
                string body = string.Join(newLine + "    ", text.Replace('\r', ' ').Split('\n'));
                return $"$$\"\"\"\"{newLine}    {body} {{{{Local}}}} x{newLine}    \"\"\"\"";
        }
    }

    private static string RandomText(SplitMix64 random)
    {
        var text = new StringBuilder("t");
        int length = random.Below(30);
        for (int i = 0; i < length; i++)
        {
            text.Append(random.Pick(["a", "b ", "\n", "\n\n", "  ", "\t", "{ ", "} ", "\"", ";", "é", "\U0001F600", "int"]));
        }

        return text.Append(';').ToString();
    }

    private static string Escaped(SplitMix64 random, string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '\n' => "\\n",
                '"' => "\\\"",
                '\t' when random.Chance(50) => "\\x9",
                _ when random.Chance(20) => FormattableString.Invariant($"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        // \x takes up to four digits, so no digit may follow it.
        return escaped.Replace("\\x9", "\\x0009").ToString();
    }
}
