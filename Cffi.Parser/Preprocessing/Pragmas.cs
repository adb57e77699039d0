using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Executes pragmas: <c>pack</c>. Pragmas that change no declaration are ignored silently (C11 6.10.6).</summary>
internal static class Pragmas
{
    /// <summary>Executes the tokens after <c>#pragma</c>.</summary>
    public static void Obey(TokenList tokens, SourceSpan line, MacroExpander expander, PreprocessingContext context)
    {
        string word = tokens.Count == 0 ? "" : tokens[0].Spelling;
        switch (word)
        {
            case "once":
                context.Texts.Once(line);
                break;
            case "pack":
                if (!PackPragma.Obey(expander.ForConditions().ExpandAll(tokens.GetRange(1, tokens.Count - 1)), context.Packs))
                {
                    context.Diagnostics.Add(Descriptors.BadDirective.At(
                        line,
                        "this '#pragma pack' is malformed",
                        "write pack(n), pack(), pack(push), pack(push, n) or pack(pop), where n is 1, 2, 4, 8 or 16; every pop needs a push"));
                }

                break;
            case "push_macro" or "pop_macro":
                if (MacroNameOf(tokens) is not { } name)
                {
                    context.Diagnostics.Add(Descriptors.BadDirective.At(line, $"'#pragma {word}' needs a name in quotes", $"write '#pragma {word}(\"NAME\")'"));
                }
                else if (word == "push_macro")
                {
                    context.Macros.Push(name);
                }
                else
                {
                    context.Macros.Pop(name);
                }

                break;
            case "ms_struct" or "options" or "scalar_storage_order":
                context.Diagnostics.Add(Descriptors.UnsupportedDirective.At(
                    line, $"'#pragma {word}' changes layouts, and Cffi does not support it", "write it as an attribute of each record"));
                break;
            default:
                if (!IsHarmless(word))
                {
                    context.Diagnostics.Add(Descriptors.IgnoredDirective.At(line, $"'#pragma{(word.Length > 0 ? " " + word : "")}' has no effect here", null));
                }

                break;
        }
    }

    // ("NAME")
    private static string? MacroNameOf(TokenList tokens)
    {
        bool isCall = tokens.Count == 4 && tokens[1].Kind == TokenKind.LeftParenthesis && tokens[2].Kind == TokenKind.StringLiteral && tokens[3].Kind == TokenKind.RightParenthesis;
        string text = isCall ? tokens[2].Name : "";
        return text.Length > 2 && text[0] == '"' ? text.Substring(1, text.Length - 2) : null;
    }

    // Pragmas about diagnostics, optimization, visibility, editors and linkers, which change no declaration.
    private static bool IsHarmless(string word) => word is "GCC" or "clang" or "STDC" or "warning" or "comment" or "region" or "endregion"
        or "message" or "intrinsic" or "function" or "weak" or "detect_mismatch" or "optimize" or "managed" or "unmanaged" or "omp" or "mark";
}
