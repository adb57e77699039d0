using System.Globalization;

namespace Cffi.Parser.Lexing;

/// <summary>Reads <c>#pragma pack</c> in the forms that GCC, clang and MSVC share.</summary>
internal static class PackPragma
{
    public const int LargestPack = 16;

    /// <summary>Changes <paramref name="packs"/> as the tokens after <c>pack</c> say; false where they are not understood.</summary>
    public static bool Obey(List<Token> tokens, int start, int end, PackRegions packs)
    {
        int offset = tokens[start - 1].Start;
        if (end - start < 2 || tokens[start].Kind != TokenKind.LeftParenthesis || tokens[end - 1].Kind != TokenKind.RightParenthesis)
        {
            return false;
        }

        switch (end - start - 2)
        {
            case 0:
                packs.Set(offset, packs.Initial);
                return true;
            case 1 when tokens[start + 1].Text == "push":
                packs.Push();
                return true;
            case 1 when tokens[start + 1].Text == "pop":
                return packs.Pop(offset);
            case 1 when Number(tokens[start + 1]) is { } pack:
                packs.Set(offset, pack);
                return true;
            case 3 when tokens[start + 1].Text == "push" && tokens[start + 2].Kind == TokenKind.Comma && Number(tokens[start + 3]) is { } pack:
                packs.Push();
                packs.Set(offset, pack);
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
