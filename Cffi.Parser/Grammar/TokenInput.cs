using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>
/// A token as input of Sprache parsers. The inputs of many tokens are made at once and linked, so that advancing
/// allocates nothing; <see cref="Current"/> is the kind of the token.
/// </summary>
internal sealed class TokenInput : IInput
{
    private static readonly Dictionary<object, object> NoMemos = [];
    private TokenInput? next;
    private readonly GrammarContext context;

    private TokenInput(Token token, TokenInput? next, GrammarContext context)
    {
        Token = token;
        this.next = next;
        this.context = context;
    }

    public Token Token { get; }

    public TokenKind Kind => Token.Kind;

    /// <summary>The input after this one; at the end of the text, this one.</summary>
    public TokenInput Next => next ?? ReadOn();

    public char Current => (char)Token.Kind;

    public bool AtEnd => Token.Kind == TokenKind.EndOfText;

    public int Position => Token.Start;

    public int Line => context.Source.PositionOf(Token.Start).Line;

    public int Column => context.Source.PositionOf(Token.Start).Column;

    public string Source => context.Source.Text;

    /// <summary>Always empty: the grammar is predictive, nothing is parsed twice.</summary>
    public IDictionary<object, object> Memos => NoMemos;

    /// <summary>Links tokens.</summary>
    /// <param name="tokens">At least one token; the last is the end of the text, or <paramref name="context"/> has more.</param>
    /// <param name="context">What the grammar has to know besides the tokens.</param>
    public static TokenInput Link(IReadOnlyList<Token> tokens, GrammarContext context)
    {
        TokenInput? input = null;
        for (int i = tokens.Count - 1; i >= 0; i--)
        {
            input = new TokenInput(tokens[i], input, context);
        }

        return input!;
    }

    public IInput Advance() => Next;

    /// <summary>Whether this is an identifier that is a typedef name now.</summary>
    public bool IsTypedefName() => Kind == TokenKind.Identifier && context.IsTypedefName(Token.Name);

    public bool Equals(IInput? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Position;

    private TokenInput ReadOn() => AtEnd ? this : next = Link(context.ReadOn(), context);
}
