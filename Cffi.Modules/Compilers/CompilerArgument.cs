using Cffi.Modules.Errors;

namespace Cffi.Modules.Compilers;

/// <summary>Texts that go to a compiler as one argument each.</summary>
internal static class CompilerArgument
{
    /// <summary>Refuses a text that cannot be one argument of a program.</summary>
    /// <exception cref="CffiTypeException">It is empty, an option where none may be, or no text.</exception>
    public static void Require(string? text, bool canBeOption)
    {
        if (string.IsNullOrEmpty(text) || (text[0] == '-' && !canBeOption) || !IsText(text))
        {
            throw BuildErrors.Argument(text ?? "");
        }
    }

    /// <summary>Whether a file or an argument of a process can hold a text: another program would take other characters for something else.</summary>
    public static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !isPair))
            {
                return false;
            }

            i += isPair ? 1 : 0;
        }

        return true;
    }
}
