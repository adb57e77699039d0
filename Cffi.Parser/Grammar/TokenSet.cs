using System.Runtime.CompilerServices;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Grammar;

/// <summary>A set of tokens, with which a construct can start.</summary>
internal sealed class TokenSet
{
    private readonly bool[] kinds = new bool[(int)TokenKind.Count];
    private readonly bool hasTypedefNames;

    public TokenSet(bool hasTypedefNames, params TokenKind[] members)
    {
        this.hasTypedefNames = hasTypedefNames;
        foreach (TokenKind kind in members)
        {
            kinds[(int)kind] = true;
        }
    }

    public TokenSet(params TokenKind[] members)
        : this(false, members)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Token input) => kinds[(int)input.Kind] || (hasTypedefNames && input.IsTypedefName());

    public TokenSet With(params TokenKind[] more)
    {
        var union = new TokenSet(hasTypedefNames, more);
        for (int i = 0; i < kinds.Length; i++)
        {
            union.kinds[i] |= kinds[i];
        }

        return union;
    }
}
