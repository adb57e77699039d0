using Cffi.Parser.Diagnostics;

namespace Cffi.Parser.Lexing;

/// <summary>
/// The stage between the lexer and the grammar: takes the directive lines out of the tokens, obeys them, and expands
/// macros in the others. The grammar sees what comes out, whatever this stage learns to do.
/// </summary>
internal sealed class Directives
{
    private readonly SourceText source;
    private readonly MacroTable macros;
    private readonly DiagnosticBag diagnostics;
    private readonly PackRegions packs;
    private readonly bool isOverriding;

    private Directives(SourceText source, MacroTable macros, PackRegions packs, DiagnosticBag diagnostics, bool isOverriding)
    {
        this.source = source;
        this.macros = macros;
        this.packs = packs;
        this.diagnostics = diagnostics;
        this.isOverriding = isOverriding;
    }

    /// <summary>The tokens that are left for the grammar.</summary>
    public static List<Token> Run(
        List<Token> tokens, SourceText source, MacroTable macros, PackRegions packs, DiagnosticBag diagnostics, bool isOverriding)
    {
        if (macros.IsEmpty && !HasDirective(tokens))
        {
            return tokens;
        }

        return new Directives(source, macros, packs, diagnostics, isOverriding).Run(tokens);
    }

    private static bool HasDirective(List<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.Hash)
            {
                return true;
            }
        }

        return false;
    }

    private List<Token> Run(List<Token> tokens)
    {
        var output = new List<Token>(tokens.Count);
        var expander = new MacroExpander(source, macros, diagnostics);
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Hash && tokens[i].IsFirstOnLine)
            {
                int end = i + 1;
                while (!tokens[end].IsFirstOnLine)
                {
                    end++;
                }

                Obey(tokens, i, end);
                i = end - 1;
            }
            else
            {
                expander.Expand(tokens[i], i + 1 < tokens.Count ? tokens[i + 1].Kind : TokenKind.EndOfText, output);
            }
        }

        return output;
    }

    // The directive's tokens from its # up to, not including, end.
    private void Obey(List<Token> tokens, int start, int end)
    {
        if (end == start + 1)
        {
            return;
        }

        Token word = tokens[start + 1];
        SourceSpan line = tokens[start].In(source).To(tokens[end - 1].In(source));
        switch (word.Kind == TokenKind.IntegerConstant ? "line" : word.Text)
        {
            case "define":
                Define(tokens, start, end, line);
                break;
            case "pragma":
                Pragma(tokens, start + 2, end, line);
                break;
            case "line":
                diagnostics.Add(Descriptors.IgnoredDirective.At(
                    line, "the line marker is not followed: positions count from the start of this text", "'gcc -E -P' prints none"));
                break;
            case "ident":
                break;
            default:
                diagnostics.Add(Descriptors.UnsupportedDirective.At(
                    line, $"the directive '#{word.In(source).Text}' is not read here", Hint(word.Text)));
                break;
        }
    }

    private static string Hint(string? directive) => directive switch
    {
        "include" => "paste the declarations that are needed; the standard integer types, size_t, bool and FILE are known without it",
        "if" or "ifdef" or "ifndef" or "elif" or "else" or "endif" => "keep the branch that applies, or preprocess the text with 'gcc -E -P' first",
        _ => "only '#define NAME constant', '#define NAME ...' and '#pragma pack' are read",
    };

    private void Define(List<Token> tokens, int start, int end, SourceSpan line)
    {
        Token name = end > start + 2 ? tokens[start + 2] : default;
        if (name.Text is null || (name.Kind != TokenKind.Identifier && !Keywords.IsKeyword(name.Kind)))
        {
            diagnostics.Add(Descriptors.BadDirective.At(line, "'#define' needs a name", "write '#define NAME value'"));
            return;
        }

        // C11 6.10.3p10: a parenthesis right after the name, without a space, starts a parameter list.
        bool isFunctionLike = end > start + 3 && tokens[start + 3].Kind == TokenKind.LeftParenthesis && tokens[start + 3].Start == name.End;
        var macro = new Macro(name.Name, [.. tokens.GetRange(start + 3, end - start - 3)], isFunctionLike, line);
        if (macros.Find(macro.Name) is { } earlier)
        {
            if (earlier.SaysTheSame(macro))
            {
                return;
            }

            if (!isOverriding)
            {
                diagnostics.Add(Descriptors.MacroConflict.At(
                    name.In(source), $"the macro '{macro.Name}' is defined differently at {earlier.Span}", "drop one of the two, or set Override"));
                return;
            }
        }

        macros.Define(macro);
    }

    private void Pragma(List<Token> tokens, int start, int end, SourceSpan line)
    {
        if (start == end || tokens[start].Text != "pack")
        {
            string what = start == end ? "" : $" {tokens[start].In(source).Text}";
            diagnostics.Add(Descriptors.IgnoredDirective.At(line, $"'#pragma{what}' has no effect here", null));
            return;
        }

        if (!PackPragma.Obey(tokens, start + 1, end, packs))
        {
            diagnostics.Add(Descriptors.BadDirective.At(
                line,
                "this '#pragma pack' is not understood",
                "write pack(n), pack(), pack(push), pack(push, n) or pack(pop), n being 1, 2, 4, 8 or 16; every pop needs its push"));
        }
    }
}
