namespace Cffi.Parser.Lexing;

/// <summary>Keywords of C++ and its kin that stand where C declarations were meant.</summary>
internal static class ForeignWords
{
    /// <summary>What to do about them.</summary>
    public const string Hint = "this is C++: what is 'extern \"C\"' there can be declared here, written as C";

    private static readonly HashSet<string> Words =
    [
        "class", "explicit", "friend", "mutable", "namespace", "operator", "private", "protected", "public", "template", "typename", "using", "virtual",
    ];

    /// <summary>Whether a token is one of them.</summary>
    public static bool Contains(Token? token) => token is { Kind: TokenKind.Identifier } && Words.Contains(token.Name);
}
