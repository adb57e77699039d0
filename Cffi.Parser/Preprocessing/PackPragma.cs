using System.Globalization;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Reads <c>#pragma pack</c> in the forms that GCC, clang and MSVC share.</summary>
internal static class PackPragma
{
    public const int LargestPack = 16;

    /// <summary>Changes <paramref name="packs"/> as the tokens after <c>pack</c> say; false where they are not understood.</summary>
    public static bool Obey(TokenList tokens, PackState packs)
    {
        int count = tokens.Count;
        if (count < 2 || tokens[0].Kind != TokenKind.LeftParenthesis || tokens[count - 1].Kind != TokenKind.RightParenthesis)
        {
            return false;
        }

        switch (count - 2)
        {
            case 0:
                packs.Set(packs.Initial);
                return true;
            case 1 when tokens[1].Text == "push":
                packs.Push();
                return true;
            case 1 when tokens[1].Text == "pop":
                return packs.Pop();
            case 1 when Number(tokens[1]) is { } pack:
                packs.Set(pack);
                return true;
            case 3 when tokens[1].Text == "push" && tokens[2].Kind == TokenKind.Comma && Number(tokens[3]) is { } pack:
                packs.Push();
                packs.Set(pack);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a packing is one that compilers know.</summary>
    public static bool IsValid(int pack) => pack is 1 or 2 or 4 or 8 or LargestPack;

    private static int? Number(Token token) =>
        int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int pack) && (pack == 0 || IsValid(pack)) ? pack : null;
}
