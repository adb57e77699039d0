using Cffi.Parser.Lexing;

namespace Cffi.Parser.Lexing;

/// <summary>The input of the grammar besides the tokens: C cannot be parsed without its typedef names.</summary>
internal sealed class GrammarContext
{
    private readonly Func<string, bool> isTypedefName;
    private readonly Func<TokenList>? readOn;

    /// <summary>Makes the context.</summary>
    /// <param name="source">The text.</param>
    /// <param name="isTypedefName">Whether a name is currently a typedef name.</param>
    /// <param name="readOn">Gives the next tokens, at least one, after the earlier ones are used up; null if these end with the end of the text.</param>
    public GrammarContext(CSourceText source, Func<string, bool> isTypedefName, Func<TokenList>? readOn = null)
    {
        Source = source;
        this.isTypedefName = isTypedefName;
        this.readOn = readOn;
    }

    public CSourceText Source { get; }

    public bool IsTypedefName(string name) => isTypedefName(name);

    public TokenList ReadOn() => readOn is null ? throw new InvalidOperationException("The tokens do not end with the end of the text.") : readOn();
}
