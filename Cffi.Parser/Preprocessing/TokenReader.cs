using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>
/// Reads a text piece by piece, as the grammar asks for it: lexer, preprocessor, check of nesting. So only the tokens
/// of a few declarations are alive at a time, however long the text is.
/// </summary>
internal sealed class TokenReader
{
    private readonly PreprocessingContext context;
    private readonly Target target;
    private readonly int tokensAtOnce;
    private readonly Lexer lexer;
    private readonly DiagnosticBag lexical = new();
    private readonly NestingLimit nesting = new();
    private readonly TokenList lexed = [];
    private readonly TokenList preprocessed = [];
    private Preprocessor? preprocessor;
    private int lexicalAdded;

    public TokenReader(PreprocessingContext context, Target target, int tokensAtOnce)
    {
        this.context = context;
        this.target = target;
        this.tokensAtOnce = tokensAtOnce;
        lexer = new Lexer(context.Source, context.Names, lexical);
    }

    /// <summary>
    /// The next tokens that are left for the grammar, at least one; the last ones end with <see cref="TokenKind.EndOfText"/>.
    /// The list is filled anew by the next call.
    /// </summary>
    /// <exception cref="CDefinitionException">Brackets are nested too deeply, or macros expand to too much: what comes behind is not worth reading.</exception>
    public TokenList Read()
    {
        TokenList tokens;
        do
        {
            lexed.Clear();
            ReadOn();
            tokens = Preprocess(lexed);
        }
        while (tokens.Count == 0);

        if (nesting.FirstBeyond(tokens) is { } deep)
        {
            Refuse(Descriptors.TooDeep.At(
                deep.In(context.Source), FormattableString.Invariant($"brackets are nested more than {NestingLimit.Levels} deep"), "a closing bracket may be missing"));
        }

        return tokens;
    }

    private TokenList Preprocess(TokenList tokens)
    {
        // Most texts have neither a directive nor a macro.
        if (preprocessor is null && (lexer.HasDirectiveOrReservedName || !context.Macros.IsEmpty || context.Packs.Initial != 0))
        {
            preprocessor = new Preprocessor(context, target, ReadOn);
        }

        if (preprocessor is not null)
        {
            preprocessed.Clear();
            preprocessor.Run(tokens, preprocessed);
            tokens = preprocessed;
            if (context.Budget.IsExhausted)
            {
                Refuse(null);
            }
        }

        AddLexical();
        return tokens;
    }

    private void ReadOn() => lexer.ReadOn(lexed, tokensAtOnce);

    private void Refuse(CDiagnostic? reason)
    {
        AddLexical();
        if (reason is not null)
        {
            context.Diagnostics.Add(reason);
        }

        context.Diagnostics.ThrowIfErrors();
    }

    // What the lexer found wrong counts only where the text is read. The grammar, which reads the tokens next, finds
    // nothing more to say where that is known.
    private void AddLexical() => lexicalAdded = context.Diagnostics.AddRange(lexical, lexicalAdded, preprocessor?.Skipped, preprocessor?.SkippedFrom ?? -1);
}
