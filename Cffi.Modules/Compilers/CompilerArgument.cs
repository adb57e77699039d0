using Cffi.Modules.Errors;

namespace Cffi.Modules.Compilers;

/// <summary>Strings that are passed to a compiler as one argument each.</summary>
internal static class CompilerArgument
{
    /// <summary>Refuses a string that cannot be one argument of a program.</summary>
    /// <exception cref="CffiTypeException">The string is empty, starts like an option, or is not valid text.</exception>
    public static void Require(string? text, bool canBeOption)
    {
        if (string.IsNullOrEmpty(text) || (text[0] == '-' && !canBeOption) || !IsText(text))
        {
            throw BuildErrors.Argument(text ?? "");
        }
    }

    /// <summary>Whether a file or an argument of a process can contain a string: other characters would reach the program changed.</summary>
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
