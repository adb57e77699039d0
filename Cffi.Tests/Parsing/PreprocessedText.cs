using Cffi.Parser;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;

namespace Cffi.Tests.Parsing;

/// <summary>The preprocessor's output in a form that can be compared with a compiler's output.</summary>
internal static class PreprocessedText
{
    /// <summary>The tokens for the grammar, separated by spaces; null and the errors if there are errors.</summary>
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
            // The lexer makes one token of two adjacent opening brackets.
            spelled.Add(tokens[i].Kind == TokenKind.AttributeOpen ? "[ [" : tokens[i].Spelling);
        }

        return string.Join(' ', spelled);
    }
}
