using Cffi.Parser;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;

namespace Cffi.Tests.Parsing;

/// <summary>What the preprocessor makes of a text, in a form that can be compared with what a compiler prints.</summary>
internal static class PreprocessedText
{
    /// <summary>The tokens that are left for the grammar, with a space between each two; null with the errors where there are any.</summary>
    public static (string? Tokens, string Errors) Of(string text, Target target, Func<CInclude, CSourceText?>? resolver = null)
    {
        var names = new NameTable();
        var macros = new MacroTable(target, names);
        var diagnostics = new DiagnosticBag();
        var context = new PreprocessingContext(new CSourceText("<text>", text), names, macros, new PackState(0), diagnostics) { Texts = new IncludedTexts(resolver, new IncludedNames()) };
        var reader = new TokenReader(context, target, int.MaxValue);
        try
        {
            var tokens = new TokenList();
            do
            {
                tokens.AddRange(reader.Read());
            }
            while (!tokens.Last.AtEnd);

            diagnostics.ThrowIfErrors();
            return (Spelled(tokens), "");
        }
        catch (CDefinitionException refusal)
        {
            return (null, string.Join('\n', refusal.Diagnostics.Where(static d => d.Severity == CDiagnosticSeverity.Error)));
        }
    }

    /// <summary>The tokens of a text without directives and macros, in the same form.</summary>
    public static string Lexed(string text) => Spelled(Lexer.Lex(new CSourceText("<text>", text), new NameTable(), new DiagnosticBag()));

    private static string Spelled(TokenList tokens)
    {
        var spelled = new List<string>();
        for (int i = 0; i < tokens.Count - 1; i++)
        {
            // Two brackets are one token to the lexer where nothing stands between them, and two to the grammar elsewhere.
            spelled.Add(tokens[i].Kind == TokenKind.AttributeOpen ? "[ [" : tokens[i].Spelling);
        }

        return string.Join(' ', spelled);
    }
}
