using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The definition of a macro (C11 6.10.3).</summary>
internal sealed class Macro
{
    private const int NoParameter = -1;
    private readonly int[] slots;

    /// <summary>Makes a macro.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameters">The parameters of a function-like macro; null for an object-like one.</param>
    /// <param name="isVariadic">Whether the last parameter takes all remaining arguments.</param>
    /// <param name="body">The tokens that replace the name.</param>
    /// <param name="span">The position of the definition, from its <c>#</c>.</param>
    public Macro(string name, string[]? parameters, bool isVariadic, Token[] body, SourceSpan span)
    {
        Name = name;
        Parameters = parameters;
        IsVariadic = isVariadic;
        Body = body;
        Span = span;
        slots = parameters is { Length: > 0 } ? SlotsOf(body, parameters) : [];
    }

    public string Name { get; }

    public string[]? Parameters { get; }

    public bool IsVariadic { get; }

    /// <summary>The tokens that replace the name.</summary>
    public Token[] Body { get; }

    public bool IsFunctionLike => Parameters is not null;

    /// <summary>The position of the definition, from its <c>#</c>.</summary>
    public SourceSpan Span { get; }

    /// <summary>Whether the value is left to the compiler (<c>#define NAME ...</c>).</summary>
    public bool IsPartial => !IsFunctionLike && Body.Length == 1 && Body[0].Kind == TokenKind.Ellipsis;

    /// <summary>The reason why the macro is not a constant; null if it is a constant.</summary>
    public string? ReasonNotConstant { get; set; }

    /// <summary>Whether the macro is being replaced. In that case its name is not expanded in the replacement.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether it follows an <c>#undef</c> of its name.</summary>
    public bool ReplacesAnother { get; set; }

    /// <summary>The index of the parameter that a token of the body names; -1 if it names none.</summary>
    public int ParameterAt(int index) => slots.Length == 0 ? NoParameter : slots[index];

    /// <summary>Whether a second definition is identical (C11 6.10.3p2).</summary>
    public bool SaysTheSame(Macro other)
    {
        if (IsFunctionLike != other.IsFunctionLike || IsVariadic != other.IsVariadic || Body.Length != other.Body.Length
            || !(Parameters ?? []).SequenceEqual(other.Parameters ?? []))
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

    private static int[] SlotsOf(Token[] body, string[] parameters)
    {
        var slots = new int[body.Length];
        for (int i = 0; i < body.Length; i++)
        {
            slots[i] = body[i].IsWord ? Array.IndexOf(parameters, body[i].Name) : NoParameter;
        }

        return slots;
    }
}
