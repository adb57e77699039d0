using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>
/// Reads a text, and the texts that it includes, in parts, as the grammar needs it: lexer, preprocessor, check of nesting. So only the
/// tokens of a few declarations are in memory at a time, however long the text is.
/// </summary>
internal sealed class TokenReader
{
    private readonly PreprocessingContext context;
    private readonly Target target;
    private readonly int tokensAtOnce;
    private readonly NestingLimit nesting = new();
    private readonly Stack<SourceReader> including = new();
    private SourceReader current;

    public TokenReader(PreprocessingContext context, Target target, int tokensAtOnce)
    {
        this.context = context;
        this.target = target;
        this.tokensAtOnce = tokensAtOnce;
        current = new SourceReader(context, context.Source, target, tokensAtOnce);
    }

    /// <summary>
    /// The next tokens for the grammar, at least one; the last list ends with <see cref="TokenKind.EndOfText"/>.
    /// The next call reuses the list.
    /// </summary>
    /// <exception cref="CDefinitionException">
    /// Brackets are nested too deeply, macros expand to too many tokens, or the resolver of <c>#include</c> failed; the rest of the text is not read.
    /// </exception>
    public TokenList Read()
    {
        TokenList tokens;
        do
        {
            tokens = ReadPart();
        }
        while (tokens.Count == 0);

        if (nesting.FirstBeyond(tokens) is { } deep)
        {
            context.Diagnostics.Add(Descriptors.TooDeep.At(
                deep.In(context.Source), FormattableString.Invariant($"brackets are nested more than {NestingLimit.Levels} deep"), "a closing bracket may be missing"));
            context.Diagnostics.ThrowIfErrors();
        }

        return tokens;
    }

    // The lexer's errors count only in parts that are read. The grammar reads the tokens next, and reports nothing more at these errors.
    private TokenList ReadPart()
    {
        TokenList tokens = current.Read(out CSourceText? entered);
        current.AddLexical();
        if (context.Budget.IsExhausted)
        {
            context.Diagnostics.ThrowIfErrors();
        }

        if (entered is not null)
        {
            including.Push(current);
            current = new SourceReader(context, entered, target, tokensAtOnce);
        }
        else if (including.Count > 0 && tokens.Count > 0 && tokens.Last.Kind == TokenKind.EndOfText)
        {
            // Only the whole text has an end.
            tokens.RemoveLast();
            current = including.Pop();
            context.Texts.Leave();
        }

        return tokens;
    }
}
