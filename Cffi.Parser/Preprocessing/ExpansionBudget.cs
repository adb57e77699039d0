namespace Cffi.Parser.Preprocessing;

/// <summary>How much the macros of a text may expand to: some that stand for each other double at every step.</summary>
internal sealed class ExpansionBudget(int mostTokens)
{
    public const int Deepest = 200;

    /// <summary>The number of tokens that the macros of one text may put in the place of others.</summary>
    public const int TokensOfText = 500_000;

    private int spent;

    public int MostTokens => mostTokens;

    /// <summary>Whether the text has had more than that: then nothing is expanded any more.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Whether so many more tokens are within the limit.</summary>
    public bool TrySpend(int tokens)
    {
        spent += tokens;
        return spent <= mostTokens;
    }

    public void Exhaust() => IsExhausted = true;
}
