namespace Cffi.Parser.Preprocessing;

/// <summary>The limit for the expansion of the macros of a text: macros that expand to each other can double at every step.</summary>
internal sealed class ExpansionBudget(int mostTokens)
{
    public const int Deepest = 200;

    /// <summary>The maximum number of tokens from macro expansion in one text.</summary>
    public const int TokensOfText = 500_000;

    private int spent;

    public int MostTokens => mostTokens;

    /// <summary>Whether the text exceeded the limit. In that case nothing more is expanded.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Whether the given number of further tokens is within the limit.</summary>
    public bool TrySpend(int tokens)
    {
        spent += tokens;
        return spent <= mostTokens;
    }

    public void Exhaust() => IsExhausted = true;
}
