using System.Globalization;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>
/// The stage between the lexer and the grammar: removes the lines with directives, executes the directives, and expands
/// macros in the other lines (C11 6.10).
/// </summary>
internal sealed class Preprocessor
{
    // It prevents repeated messages.
    private const int LongestFileName = 5_000;

    private readonly PreprocessingContext context;
    private readonly CSourceText source;
    private readonly MacroExpander expander;
    private readonly Conditionals conditionals;
    private List<SourceSpan>? skipped;
    private CSourceText? entered;

    /// <param name="context">The text, the macros and the diagnostics.</param>
    /// <param name="source">The text: the whole text, or one that it includes.</param>
    /// <param name="target">The platform.</param>
    /// <param name="readOn">Adds the next tokens of the text to those that <see cref="Run"/> reads.</param>
    public Preprocessor(PreprocessingContext context, CSourceText source, Target target, Action readOn)
    {
        this.context = context;
        this.source = source;
        expander = new MacroExpander(context, readOn);
        conditionals = new Conditionals(context, expander, target);
    }

    /// <summary>The start of the skipped part of the text that has not ended; -1 for none.</summary>
    public int SkippedFrom { get; private set; } = -1;

    /// <summary>The skipped parts of the text that have ended; null for none.</summary>
    public IReadOnlyList<SourceSpan>? Skipped => skipped;

    /// <summary>Reads the next tokens of the text. They contain only complete directives.</summary>
    /// <param name="tokens">The tokens of the lexer. If a use of a macro needs more, they are added.</param>
    /// <param name="first">The index of the first token to read.</param>
    /// <param name="output">Gets the remaining tokens, for the grammar.</param>
    /// <param name="included">A text that comes next, before the rest of the tokens; null for none.</param>
    /// <returns>The index after the last token that was read.</returns>
    public int Run(TokenList tokens, int first, TokenList output, out CSourceText? included)
    {
        int i = first;
        entered = null;
        while (i < tokens.Count && entered is null)
        {
            if (tokens[i].Kind == TokenKind.Hash && tokens[i].IsFirstOnLine)
            {
                int end = i + 1;
                while (!tokens[end].IsFirstOnLine)
                {
                    end++;
                }

                Obey(tokens, i, end);
                i = end;
                NoteSkipped(tokens[end]);
            }
            else if (tokens[i].Kind == TokenKind.EndOfText)
            {
                conditionals.Close();
                expander.Expand(tokens, ref i, output);
            }
            else if (!conditionals.IsSkipping)
            {
                expander.Expand(tokens, ref i, output);
            }
            else
            {
                i++;
            }
        }

        included = entered;
        return i;
    }

    private void NoteSkipped(Token next)
    {
        int start = next.Start - source.Offset;
        if (conditionals.IsSkipping)
        {
            SkippedFrom = SkippedFrom < 0 ? start : SkippedFrom;
        }
        else if (SkippedFrom >= 0)
        {
            (skipped ??= []).Add(new SourceSpan(source, SkippedFrom, start - SkippedFrom));
            SkippedFrom = -1;
        }
    }

    // The directive's tokens from its # up to end, exclusive.
    private void Obey(TokenList tokens, int start, int end)
    {
        if (end == start + 1)
        {
            return;
        }

        Token word = tokens[start + 1];
        TokenList rest = tokens.GetRange(start + 2, end - start - 2);
        if (conditionals.Obey(word, rest) || conditionals.IsSkipping)
        {
            return;
        }

        SourceSpan line = tokens[start].In(context.Source).To(tokens[end - 1].In(context.Source));
        switch (word.Kind == TokenKind.IntegerConstant ? "line" : word.Text)
        {
            case "define":
                MacroDefinitions.Define(rest, line, context);
                break;
            case "undef":
                MacroDefinitions.Undefine(rest, line, context);
                break;
            case "pragma":
                Pragmas.Obey(rest, line, expander, context);
                break;
            case "include" or "include_next" or "import":
                Include(word, rest, line);
                break;
            case "line":
                Line(word.Kind == TokenKind.IntegerConstant ? tokens.GetRange(start + 1, end - start - 1) : new MacroExpander(context).ExpandAll(rest), line);
                break;
            case "error":
                (skipped ??= []).Add(line);
                context.Diagnostics.Add(Descriptors.ErrorDirective.At(line, "#error" + RestOf(rest)));
                break;
            case "warning":
                (skipped ??= []).Add(line);
                context.Diagnostics.Add(Descriptors.WarningDirective.At(line, "#warning" + RestOf(rest)));
                break;
            case "ident" or "sccs":
                break;
            default:
                context.Diagnostics.Add(Descriptors.UnsupportedDirective.At(line, $"the directive '#{word.In(context.Source).Text}' is not supported"));
                break;
        }
    }

    private string RestOf(TokenList rest) =>
        rest.Count == 0 ? "" : " " + rest[0].In(context.Source).To(rest.Last.In(context.Source)).Text;

    private void Include(Token word, TokenList rest, SourceSpan line)
    {
        if (rest.Count > 0 && rest[0].Kind is not (TokenKind.Less or TokenKind.StringLiteral))
        {
            rest = new MacroExpander(context).ExpandAll(rest);
        }

        string header = IncludedTexts.NameOf(rest, out bool isQuoted);
        if (header.Length == 0)
        {
            context.Diagnostics.Add(Descriptors.BadDirective.At(line, "'#include' needs the name of a header", "write '#include <name.h>'"));
        }
        else if (context.Texts.Find(header, isQuoted, isNext: word.Text == "include_next", line, context) is { } text)
        {
            entered = context.Texts.Enter(text, isOnce: word.Text == "import", line, context);
        }
        else if (StandardHeaders.Contains(header, context.Macros.Target))
        {
            context.Included.Add(header);
        }
        else if (context.Texts.HasResolver)
        {
            context.Diagnostics.Add(Descriptors.UnknownHeader.At(
                line, $"the resolver of '#include' has no text for '{header}'", "return a CSourceText for it, or guard the '#include' with '#if __has_include'"));
        }
        else
        {
            context.Diagnostics.Add(Descriptors.UnknownHeader.At(
                line, $"Cffi does not read the header '{header}'", $"paste the declarations that you need: \"echo '#include <{header}>' | gcc -E -P -\" prints them; for the C compiler (API mode), write the #include into the prelude of SetSource"));
        }
    }

    // #line 5 "file", and the output of compilers: # 5 "file" flags.
    private void Line(TokenList tokens, SourceSpan line)
    {
        bool hasFile = tokens.Count > 1 && tokens[1].Kind == TokenKind.StringLiteral;
        if (tokens.Count == 0 || (tokens.Count > 1 && !hasFile) || (hasFile && tokens[1].Name.Length > LongestFileName) || !int.TryParse(tokens[0].Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            context.Diagnostics.Add(Descriptors.BadDirective.At(line, "this line marker is malformed", "write '#line 5 \"file.h\"'"));
            return;
        }

        string? file = hasFile ? tokens[1].Name.Trim('"').Replace("\\\"", "\"").Replace("\\\\", "\\") : null;
        line.Source.MapLinesAfter(line.End, number, file);
    }
}
