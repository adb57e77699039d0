using System.Collections;
using System.Runtime.CompilerServices;

namespace Cffi.Parser.Lexing;

/// <summary>
/// A list of tokens. It has the functions of the framework's list, but code that is compiled ahead can inline it, and every
/// token passes through several.
/// </summary>
internal sealed class TokenList : IEnumerable<Token>
{
    private Token[] tokens;
    private int count;

    public TokenList(int capacity = 8)
    {
        tokens = new Token[Math.Max(capacity, 1)];
    }

    public int Count => count;

    public Token Last => tokens[count - 1];

    public Token this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => index < count ? tokens[index] : throw new ArgumentOutOfRangeException(nameof(index));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Token token)
    {
        if (count == tokens.Length)
        {
            Grow();
        }

        tokens[count++] = token;
    }

    public void AddRange(TokenList more)
    {
        for (int i = 0; i < more.count; i++)
        {
            Add(more.tokens[i]);
        }
    }

    public void RemoveLast() => tokens[--count] = null!;

    /// <summary>Empties the list, which keeps its capacity.</summary>
    /// <remarks>The list keeps no tokens: tokens are linked, and a single token would keep all later tokens alive.</remarks>
    public void Clear()
    {
        Array.Clear(tokens, 0, count);
        count = 0;
    }

    /// <summary>A list of some of the tokens.</summary>
    public TokenList GetRange(int index, int length)
    {
        var range = new TokenList(length);
        Array.Copy(tokens, index, range.tokens, 0, length);
        range.count = length;
        return range;
    }

    public IEnumerator<Token> GetEnumerator()
    {
        for (int i = 0; i < count; i++)
        {
            yield return tokens[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Grow() => Array.Resize(ref tokens, count * 2);
}
