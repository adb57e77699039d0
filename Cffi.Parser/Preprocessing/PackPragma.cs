using System.Globalization;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Reads <c>#pragma pack</c> in the forms that GCC, clang and MSVC share.</summary>
internal static class PackPragma
{
    public const int LargestPack = 16;

    /// <summary>Changes <paramref name="packs"/> according to the tokens after <c>pack</c>; returns false if they are malformed.</summary>
    public static bool Obey(TokenList tokens, PackState packs)
    {
        int count = tokens.Count;
        if (count < 2 || tokens[0].Kind != TokenKind.LeftParenthesis || tokens[count - 1].Kind != TokenKind.RightParenthesis)
        {
            return false;
        }

        switch (count == 2 ? "" : tokens[1].Text)
        {
            case "":
                packs.Set(packs.Initial);
                return true;
            case "push" or "pop" when Rest(tokens, out string? name, out int? wanted):
                if (tokens[1].Text == "push")
                {
                    packs.Push(name);
                }
                else if (!packs.Pop(name))
                {
                    return false;
                }

                packs.Set(wanted ?? packs.Current);
                return true;
            case "show":
                return count == 3;
            default:
                packs.Set(Number(tokens[1]) ?? packs.Current);
                return count == 3 && Number(tokens[1]) is not null;
        }
    }

    // { "," (identifier | number) } ")": MSVC's name for the pushed packing, and the new packing.
    private static bool Rest(TokenList tokens, out string? name, out int? pack)
    {
        name = null;
        pack = null;
        int at = 2;
        if (at + 2 < tokens.Count && tokens[at].Kind == TokenKind.Comma && tokens[at + 1].IsWord)
        {
            name = tokens[at + 1].Name;
            at += 2;
        }

        if (at + 2 < tokens.Count && tokens[at].Kind == TokenKind.Comma)
        {
            pack = Number(tokens[at + 1]);
            at += pack is null ? 0 : 2;
        }

        return at == tokens.Count - 1;
    }

    /// <summary>Whether compilers accept a packing.</summary>
    public static bool IsValid(int pack) => pack is 1 or 2 or 4 or 8 or LargestPack;

    private static int? Number(Token token) =>
        int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int pack) && (pack == 0 || IsValid(pack)) ? pack : null;
}
