using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Reads one text in parts: the lexer, and the preprocessor if the text needs it.</summary>
internal sealed class SourceReader
{
    private readonly PreprocessingContext context;
    private readonly CSourceText source;
    private readonly Target target;
    private readonly int tokensAtOnce;
    private readonly Lexer lexer;
    private readonly DiagnosticBag lexical = new();
    private readonly TokenList lexed = [];
    private readonly TokenList preprocessed = [];
    private Preprocessor? preprocessor;
    private int next;
    private int lexicalAdded;

    /// <param name="context">The state of the whole text.</param>
    /// <param name="source">The text to read: the whole text, or one that it includes.</param>
    /// <param name="target">The platform.</param>
    /// <param name="tokensAtOnce">The minimum number of tokens to read at a time.</param>
    public SourceReader(PreprocessingContext context, CSourceText source, Target target, int tokensAtOnce)
    {
        this.context = context;
        this.source = source;
        this.target = target;
        this.tokensAtOnce = tokensAtOnce;
        lexer = new Lexer(source, context.Names, lexical);
    }

    /// <summary>The next tokens, maybe none; at the end of the text, the last is <see cref="TokenKind.EndOfText"/>. The next call reuses the list.</summary>
    /// <param name="entered">A text that comes next, before the rest of this one; null for none.</param>
    public TokenList Read(out CSourceText? entered)
    {
        entered = null;
        if (next >= lexed.Count)
        {
            lexed.Clear();
            next = 0;
            ReadOn();
        }

        // Most texts have neither a directive nor a macro.
        if (preprocessor is null && (lexer.HasDirectiveOrReservedName || !context.Macros.IsEmpty || context.Packs.Initial != 0 || context.Packs.Current != 0))
        {
            preprocessor = new Preprocessor(context, source, target, ReadOn);
        }

        if (preprocessor is null)
        {
            next = lexed.Count;
            return lexed;
        }

        preprocessed.Clear();
        next = preprocessor.Run(lexed, next, preprocessed, out entered);
        return preprocessed;
    }

    /// <summary>Reports the lexer's errors in the parts that <see cref="Read"/> has given, except skipped ones.</summary>
    public void AddLexical()
    {
        int end = next < lexed.Count ? lexed[next].Start - source.Offset : int.MaxValue;
        lexicalAdded = context.Diagnostics.AddRange(lexical, lexicalAdded, end, preprocessor?.Skipped, preprocessor?.SkippedFrom ?? -1);
    }

    private void ReadOn() => lexer.ReadOn(lexed, tokensAtOnce);
}
