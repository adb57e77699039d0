using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Tests.House;

/// <summary>Messages, hints and titles of diagnostics have one form: <c>what is wrong; what to do</c>, without a full stop.</summary>
internal sealed partial class MessageFormTests
{
    private static readonly string[] Projects = ["Cffi.Core", "Cffi.Parser", "Cffi.Modules", "Cffi.Backend.Native", "Cffi.Generator", "Cffi.CodeFixes", "Cffi.Tool"];

    // Methods that take a message or a hint as an argument.
    private static readonly string[] Reporters = ["Refuse", "At", "Report", "Differs", "WrongOperation", "WrongKindOfName", "NotAssignable"];

    // Names that always start with a capital letter.
    private static readonly string[] Names = ["C", "C11", "C23", "Cffi", "New", "Pack", "ClassName", "Namespace", "Accessibility"];

    [Test]
    public void A_message_does_not_end_with_a_full_stop() => Assert.That(Messages().Where(static one => one.Text.EndsWith('.') && !one.Text.EndsWith("...", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void A_message_starts_with_a_small_letter_or_a_name() =>
        Assert.That(Messages().Where(static one => FirstWord().Match(one.Text) is { Success: true } word && !Names.Contains(word.Value)), Is.Empty);

    [Test]
    public void A_message_has_no_contraction_and_no_noun_after_is_no() => Assert.That(Messages().Where(static one => Avoided().IsMatch(one.Text)), Is.Empty);

    [Test]
    public void The_messages_are_found()
    {
        string[] texts = [.. Messages().Select(static one => one.Text)];
        Assert.That(texts, Has.Length.GreaterThan(400));
        Assert.That(texts, Has.Some.EqualTo("unterminated comment").And.Some.EqualTo("use GetConstant").And.Some.Contains("is opaque: its definition is unknown"));
    }

    // The strings of an argument list whose first argument is an id, and of the reporting calls. A '0' replaces an interpolation.
    private static List<(string File, string Text)> Messages()
    {
        List<(string File, string Text)> all = [];
        foreach (string file in Projects.SelectMany(static project => Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, project), "*.cs", SearchOption.AllDirectories)).Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithPreprocessorSymbols("NET", "NET10_0")).GetRoot();
            foreach (ArgumentListSyntax list in root.DescendantNodes().OfType<ArgumentListSyntax>())
            {
                bool isReport = list.Parent is InvocationExpressionSyntax { Expression: var called } && Reporters.Contains(called is MemberAccessExpressionSyntax member ? member.Name.Identifier.Text : called.ToString());
                bool hasId = list.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: string id } && Id().IsMatch(id);
                if (isReport || hasId)
                {
                    all.AddRange(list.Arguments.Skip(hasId ? 1 : 0).SelectMany(static argument => Texts(argument.Expression)).Where(static text => text.Contains(' ')).Select(text => (Path.GetFileName(file), text)));
                }
            }
        }

        return all;
    }

    private static IEnumerable<string> Texts(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => [text],
        InterpolatedStringExpressionSyntax text => [string.Concat(text.Contents.Select(static part => part is InterpolatedStringTextSyntax written ? written.TextToken.ValueText : "0"))],
        ConditionalExpressionSyntax choice => [.. Texts(choice.WhenTrue), .. Texts(choice.WhenFalse)],
        ParenthesizedExpressionSyntax inner => Texts(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => [.. Texts(either.Left), .. Texts(either.Right)],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Invariant" } } formatted => formatted.ArgumentList.Arguments.SelectMany(static argument => Texts(argument.Expression)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(static arm => Texts(arm.Expression)),
        _ => [],
    };

    [GeneratedRegex("^CFFI[0-9]{4}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"n't\b|\b(is|are|was) no ")]
    private static partial Regex Avoided();
}
