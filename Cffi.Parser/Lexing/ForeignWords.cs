namespace Cffi.Parser.Lexing;

/// <summary>Keywords of C++ and similar languages in place of C declarations.</summary>
internal static class ForeignWords
{
    /// <summary>The hint for them.</summary>
    public const string Hint = "this is C++; declare its 'extern \"C\"' functions here, written as C";

    private static readonly HashSet<string> Words =
    [
        "class", "explicit", "friend", "mutable", "namespace", "operator", "private", "protected", "public", "template", "typename", "using", "virtual",
    ];

    /// <summary>Whether a token is one of them.</summary>
    public static bool Contains(Token? token) => token is { Kind: TokenKind.Identifier } && Words.Contains(token.Name);
}
