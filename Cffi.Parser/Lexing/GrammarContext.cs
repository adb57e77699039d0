using Cffi.Parser.Lexing;

namespace Cffi.Parser.Lexing;

/// <summary>What the grammar has to know besides the tokens: C cannot be parsed without its typedef names.</summary>
internal sealed class GrammarContext
{
    private readonly Func<string, bool> isTypedefName;
    private readonly Func<TokenList>? readOn;

    /// <summary>Says what the grammar needs.</summary>
    /// <param name="source">The text.</param>
    /// <param name="isTypedefName">Whether a name is a typedef name now.</param>
    /// <param name="readOn">The next tokens, at least one, when those before are used up; null if they end with the end of the text.</param>
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
