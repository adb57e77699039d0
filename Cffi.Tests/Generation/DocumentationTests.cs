using System.Xml.Linq;
using Cffi.Parser;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C comments on members, enumerators, parameters and results become documentation in the generated C#.</summary>
public sealed class DocumentationTests
{
    private const string Text = """
        /** A point & its <weight>. */
        struct point {
            int x; /**< to the right */
            /* upwards */ int y;
            double w; ///< how heavy
                      ///< it is
            int plain; /* of the line, nobody's */
            unsigned flag : 1; /*!< a bit */
            struct { int inner; /**< inside */ };
        };
        enum color {
            RED, /**< like blood */
            GREEN = 5, //!< like grass
            /** like the sky */
            BLUE,
            GREY
        };
        /**
         * @brief Moves a point.
         * In any direction.
         *
         * @param[in,out] p the point;
         *   it is changed
         * @param   dx  to the right, 1 < 2
         * @param nosuch of another function
         *
         * Never fails.
         * @return the point again
         */
        struct point *move(struct point *p, int dx, int dy);
        int scale(struct point *p /**< the point */, /* the factor */ int factor,
                  int in, ///< a keyword
                  int (*round)(int /**< not this one */, int b), char *s /* nobody's */ /**< the text, "(a,b)" */);
        // Says nothing of its parameters.
        int plain_one(int a, int b);
        int nothing(int a, int b /* plain */);
        """;

    [Test]
    public void Comments_of_C_stand_at_what_they_are_about()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(Text, "public static int Use() => 1;");
        string[] lines = [.. bindings.Source.Split('\n').Select(static line => line.Trim())];
        Assert.That(SummaryOf(lines, "public int x;"), Is.EqualTo("to the right"));
        Assert.That(SummaryOf(lines, "public int y;"), Is.EqualTo("upwards"));
        Assert.That(SummaryOf(lines, "public double w;"), Is.EqualTo("how heavy\nit is"));
        Assert.That(SummaryOf(lines, "public int plain;"), Is.EqualTo("int plain"));
        Assert.That(SummaryOf(lines, "public uint flag"), Is.EqualTo("a bit"));
        Assert.That(SummaryOf(lines, "inner"), Is.EqualTo("inside"));
        Assert.That(SummaryOf(lines, "RED ="), Is.EqualTo("like blood"));
        Assert.That(SummaryOf(lines, "GREEN ="), Is.EqualTo("like grass"));
        Assert.That(SummaryOf(lines, "BLUE ="), Is.EqualTo("like the sky"));
        Assert.That(SummaryOf([.. lines.Select(static line => line + " ")], " struct point "), Is.EqualTo("A point & its <weight>."));
    }

    [Test]
    public void Comments_of_parameters_and_of_the_result_have_places_of_their_own()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(Text, "public static int Use() => 1;");
        string[] lines = [.. bindings.Source.Split('\n').Select(static line => line.Trim())];
        XElement move = DocumentationBefore(lines, " move(")!;
        Assert.That(Texts(move, "summary"), Is.EqualTo(new[] { "Moves a point.\nIn any direction.\n\n@param nosuch of another function\n\nNever fails." }));
        Assert.That(Parameters(move), Is.EqualTo(new[] { "p: the point;\nit is changed", "dx: to the right, 1 < 2" }));
        Assert.That(Texts(move, "returns"), Is.EqualTo(new[] { "the point again" }));
        Assert.That(move.Descendants("code").Single().Value, Does.Contain("struct point *move(struct point *p, int dx, int dy)"));
        XElement scale = DocumentationBefore(lines, " scale(")!;
        Assert.That(Parameters(scale), Is.EqualTo(new[] { "p: the point", "factor: the factor", "in: a keyword", "s: the text, \"(a,b)\"" }));
        Assert.That(Parameters(DocumentationBefore(lines, " plain_one(")!), Is.Empty);
        Assert.That(Texts(DocumentationBefore(lines, " plain_one(")!, "summary"), Is.EqualTo(new[] { "Says nothing of its parameters." }));
        Assert.That(Parameters(DocumentationBefore(lines, " nothing(")!), Is.Empty);
    }

    [TestCase("int f(int a /**< A */);", "A")]
    [TestCase("int f(/** A */ int a);", "A")]
    [TestCase("int f(\n  int a, //!< A\n  int b  //!< B\n);", "A|B")]
    [TestCase("int f(\n  // A\n  int a,\n  // B\n  int b);", "A|B")]
    [TestCase("int (f)(int a /**< A */);", null)]
    [TestCase("int *(*f(int a /**< A */, char b))(int c /**< C */);", "A|")]
    [TestCase("int __attribute__((alias(\"f(\"))) f(int a[2] /**< A */);", "A")]
    [TestCase("int f(int a) /**< of f */;", null)]
    [TestCase("int f(void /**< nothing */);", null)]
    [TestCase("int f(int /**< of no name */, ...);", "of no name")]
    [TestCase("#define P(x) int x /**< A */\nint f(P(a));", null)]
    [TestCase("typedef int F(int a /**< A */); F f;", null)]
    public void A_comment_beside_a_parameter_is_found(string text, string? comments)
    {
        var set = new DeclarationSet();
        new CParser(Target.LinuxX64, set).Parse(text);
        IReadOnlyList<string?> found = ParameterComments.Of((FunctionDeclaration)set.FindIdentifier("f")!);
        Assert.That(found.Count == 0 ? null : string.Join('|', found), Is.EqualTo(comments));
    }

    private static string? SummaryOf(string[] lines, string declaration) =>
        DocumentationBefore(lines, declaration) is { } element ? Texts(element, "summary").Single() : null;

    private static IEnumerable<string> Texts(XElement documentation, string name) => documentation.Elements(name).Select(static element => element.Value.Trim());

    private static IEnumerable<string> Parameters(XElement documentation) => documentation.Elements("param").Select(static element => $"{element.Attribute("name")!.Value}: {element.Value.Trim()}");

    // The documentation lines before the first line that contains the declaration; null if it has none.
    private static XElement? DocumentationBefore(string[] lines, string declaration)
    {
        int at = Array.FindIndex(lines, line => line.Contains(declaration, StringComparison.Ordinal) && !line.StartsWith("//", StringComparison.Ordinal));
        Assert.That(at, Is.GreaterThan(0), declaration);
        int end = at;
        while (lines[end - 1].StartsWith('['))
        {
            end--;
        }

        int start = end;
        while (lines[start - 1].StartsWith("///", StringComparison.Ordinal))
        {
            start--;
        }

        return start == end ? null : XElement.Parse($"<doc>{string.Join('\n', lines[start..end].Select(static line => line[3..].TrimStart()))}</doc>");
    }
}
