using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Reads the arguments of a function-like macro (C11 6.10.3p4, p11, p12).</summary>
internal static class MacroArguments
{
    /// <summary>The variadic argument of a call without one, which differs from an empty argument (GNU).</summary>
    public static readonly TokenList Omitted = [];

    /// <summary>One list of tokens per parameter; null if the call is malformed, which is reported.</summary>
    public static TokenList[]? Read(Macro macro, Token name, MacroExpander expander, PreprocessingContext context)
    {
        int wanted = macro.Parameters!.Length;
        var arguments = new List<TokenList> { new() };
        expander.TryRead(out _);
        int open = 1;
        while (true)
        {
            if (!expander.TryRead(out Token token))
            {
                context.Report(
                    Descriptors.BadMacroCall, name, $"this call of the macro '{macro.Name}' has no end", "a ')' may be missing, or there is a directive among the arguments");
                return null;
            }

            open += token.Kind == TokenKind.LeftParenthesis ? 1 : token.Kind == TokenKind.RightParenthesis ? -1 : 0;
            if (open == 0)
            {
                break;
            }

            bool separates = open == 1 && token.Kind == TokenKind.Comma && !(macro.IsVariadic && arguments.Count == wanted);
            if (separates)
            {
                arguments.Add([]);
            }
            else
            {
                arguments[arguments.Count - 1].Add(expander.Painted(token));
            }
        }

        int count = arguments.Count;
        if (macro.IsVariadic && count == wanted - 1)
        {
            // The last comma can be omitted together with the variadic argument (C23, and always in GNU).
            arguments.Add(Omitted);
        }
        else if (macro.IsVariadic && wanted == 1 && count == 1 && arguments[0].Count == 0)
        {
            arguments[0] = Omitted;
        }
        else if (wanted == 0 && count == 1 && arguments[0].Count == 0)
        {
            arguments.Clear();
        }
        else if (count != wanted)
        {
            string takes = wanted == 1 ? "one argument" : FormattableString.Invariant($"{(macro.IsVariadic ? "at least " : "")}{(macro.IsVariadic ? wanted - 1 : wanted)} arguments");
            context.Report(
                Descriptors.BadMacroCall, name, FormattableString.Invariant($"the macro '{macro.Name}' takes {takes}, not {count}"), $"it is defined at {macro.Span}");
            return null;
        }

        return [.. arguments];
    }
}
