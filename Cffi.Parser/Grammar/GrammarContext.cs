namespace Cffi.Parser.Grammar;

/// <summary>What the grammar has to know besides the tokens: C cannot be parsed without its typedef names.</summary>
internal sealed class GrammarContext
{
    private readonly Func<string, bool> isTypedefName;

    public GrammarContext(SourceText source, Func<string, bool> isTypedefName)
    {
        Source = source;
        this.isTypedefName = isTypedefName;
    }

    public SourceText Source { get; }

    public bool IsTypedefName(string name) => isTypedefName(name);
}
