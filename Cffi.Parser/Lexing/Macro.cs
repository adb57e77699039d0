namespace Cffi.Parser.Lexing;

/// <summary>A macro as defined.</summary>
internal sealed class Macro
{
    public Macro(string name, Token[] body, bool isFunctionLike, SourceSpan span)
    {
        Name = name;
        Body = body;
        IsFunctionLike = isFunctionLike;
        Span = span;
    }

    public string Name { get; }

    /// <summary>The tokens that replace the name; for a function-like macro, the parameter list comes first.</summary>
    public Token[] Body { get; }

    public bool IsFunctionLike { get; }

    /// <summary>The definition, from its <c>#</c> on.</summary>
    public SourceSpan Span { get; }

    /// <summary>Whether the value is left to the compiler (<c>#define NAME ...</c>).</summary>
    public bool IsPartial => !IsFunctionLike && Body.Length == 1 && Body[0].Kind == TokenKind.Ellipsis;

    /// <summary>Why the macro is not a constant; null where it is one.</summary>
    public string? ReasonNotConstant { get; set; }

    /// <summary>Whether a second definition says the same (C11 6.10.3p2).</summary>
    public bool SaysTheSame(Macro other)
    {
        if (IsFunctionLike != other.IsFunctionLike || Body.Length != other.Body.Length)
        {
            return false;
        }

        for (int i = 0; i < Body.Length; i++)
        {
            if (Body[i].Kind != other.Body[i].Kind || Body[i].Text != other.Body[i].Text)
            {
                return false;
            }
        }

        return true;
    }
}
