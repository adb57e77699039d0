namespace Cffi.Generator.Emission.Reading;

/// <summary>The words for <see cref="IndependenceScanner"/>.</summary>
internal static class IndependenceWords
{
    /// <summary>Words that make a text depend on the target in any position.</summary>
    public static readonly string[] Refused =
        ["sizeof", "alignof", "alignas", "offsetof", "static_assert", "typeof", "typeof_unqual", "constexpr", "asm", "nullptr", "DWORD", "WORD", "HANDLE", "BOOL"];

    /// <summary>Words that begin a cast in a constant expression.</summary>
    public static readonly string[] Types =
        ["char", "short", "int", "long", "signed", "unsigned", "float", "double", "void", "bool", "struct", "union", "enum", "const", "volatile", "restrict"];

    /// <summary>Attributes that evaluate their arguments.</summary>
    public static readonly string[] Attributes = ["mode", "aligned", "align", "vector_size"];

    /// <summary>A constant that is declared with only these words has the same promoted type on all targets.</summary>
    public static readonly string[] Plain =
        ["static", "const", "extern", "int", "short", "char", "signed", "unsigned", "float", "double", "volatile", "register", "inline"];

    /// <summary>Words after a parenthesis that can be followed by a type or a name.</summary>
    public static readonly string[] BesideTypes =
        ["WINAPI", "_stdcall", "_cdecl", "_fastcall", "inline", "register", "static", "extern", "auto", "thread_local", "const", "volatile"];

    /// <summary>Whether a part of a text is one of the words.</summary>
    public static bool Contain(string[] words, string text, int start, int length)
    {
        foreach (string word in words)
        {
            if (word[0] == text[start] && word.Length == length && string.CompareOrdinal(text, start, word, 0, length) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
