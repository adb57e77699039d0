namespace Cffi.Generator.Emission.Reading;

/// <summary>The words that <see cref="IndependenceScanner"/> knows.</summary>
internal static class IndependenceWords
{
    /// <summary>Words that make a text depend on the target, wherever they stand.</summary>
    public static readonly string[] Refused =
        ["sizeof", "alignof", "alignas", "offsetof", "static_assert", "typeof", "typeof_unqual", "constexpr", "asm", "nullptr", "DWORD", "WORD", "HANDLE", "BOOL"];

    /// <summary>In a constant expression they are the beginning of a cast.</summary>
    public static readonly string[] Types =
        ["char", "short", "int", "long", "signed", "unsigned", "float", "double", "void", "bool", "struct", "union", "enum", "const", "volatile", "restrict"];

    /// <summary>Attributes that compute with their arguments, or look them up.</summary>
    public static readonly string[] Attributes = ["mode", "aligned", "align", "vector_size"];

    /// <summary>A constant that is declared with these only has the same type everywhere once it is promoted.</summary>
    public static readonly string[] Plain =
        ["static", "const", "extern", "int", "short", "char", "signed", "unsigned", "float", "double", "volatile", "register", "inline"];

    /// <summary>After a parenthesis, these leave open whether a type comes or a name.</summary>
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
