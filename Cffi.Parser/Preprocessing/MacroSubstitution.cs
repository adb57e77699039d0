using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Makes the replacement of a macro: its body with arguments, <c>#</c>, <c>##</c> and <c>__VA_OPT__</c> (C11 6.10.3.1 to 6.10.3.3, C23).</summary>
internal sealed class MacroSubstitution
{
    private readonly Macro macro;
    private readonly Token use;
    private readonly TokenList[] arguments;
    private readonly TokenList?[] expanded;
    private readonly MacroExpander? expander;
    private readonly PreprocessingContext context;
    private readonly TokenList result;

    private MacroSubstitution(Macro macro, Token use, TokenList[] arguments, MacroExpander? expander, PreprocessingContext context)
    {
        this.macro = macro;
        this.use = use;
        this.arguments = arguments;
        this.expander = expander;
        this.context = context;
        expanded = new TokenList?[arguments.Length];
        result = new TokenList(macro.Body.Length + 4);
    }

    /// <summary>The replacement of an object-like macro.</summary>
    public static TokenList OfObject(Macro macro, Token use, PreprocessingContext context)
    {
        var substitution = new MacroSubstitution(macro, use, [], null, context);
        substitution.Run(0, macro.Body.Length);
        return substitution.result;
    }

    /// <summary>The replacement of the call of a function-like macro.</summary>
    public static TokenList OfCall(Macro macro, Token use, TokenList[] arguments, MacroExpander expander, PreprocessingContext context)
    {
        var substitution = new MacroSubstitution(macro, use, arguments, expander, context);
        substitution.Run(0, macro.Body.Length);
        return substitution.result;
    }

    private void Run(int from, int to)
    {
        // The number of tokens of the operand before a ##: 0 is C's placemarker.
        int left = 0;
        bool pastes = false;
        for (int i = from; i < to; i++)
        {
            if (IsPaste(i, from, to))
            {
                pastes = true;
                continue;
            }

            int start = result.Count;
            TokenList operand = Operand(ref i, from, to, pastes);
            if (!pastes || left == 0 || operand.Count == 0)
            {
                result.AddRange(operand);
            }
            else if (IsCommaBeforeArguments(i))
            {
                // GNU: , ## __VA_ARGS__ pastes nothing.
                result.AddRange(operand);
            }
            else
            {
                Token pasted = TokenPasting.Paste(result[start - 1], operand[0], use, context);
                result.RemoveLast();
                result.Add(pasted);
                result.AddRange(operand.GetRange(1, operand.Count - 1));
            }

            if (pastes && left > 0 && IsCommaBeforeArguments(i) && ReferenceEquals(operand, MacroArguments.Omitted))
            {
                result.RemoveLast();
            }

            left = pastes && !ReferenceEquals(operand, MacroArguments.Omitted) ? left + operand.Count : pastes && IsCommaBeforeArguments(i) ? 0 : pastes ? left : operand.Count;
            pastes = false;
        }
    }

    private bool IsPaste(int index, int from, int to) => macro.Body[index].Kind == TokenKind.HashHash && index > from && index + 1 < to;

    // Whether the parameter at this index is the variadic one, with ", ##" before it.
    // If another ## follows, the tokens are pasted unexpanded.
    private bool IsCommaBeforeArguments(int index) =>
        macro.IsVariadic && index >= 2 && !(index + 1 < macro.Body.Length && macro.Body[index + 1].Kind == TokenKind.HashHash) && macro.ParameterAt(index) == macro.Parameters!.Length - 1 && macro.Body[index - 2].Kind == TokenKind.Comma;

    private TokenList Operand(ref int index, int from, int to, bool pastes)
    {
        Token token = macro.Body[index];
        if (token.Kind == TokenKind.Hash && macro.IsFunctionLike && index + 1 < to && macro.ParameterAt(index + 1) is >= 0 and var spelled)
        {
            index++;
            return [TokenPasting.Stringize(arguments[spelled], use, context)];
        }

        if (token.Kind == TokenKind.Hash && IsOptional(index + 1, to))
        {
            index++;
            return [TokenPasting.Stringize(Optional(ref index, to), use, context)];
        }

        if (IsOptional(index, to))
        {
            return Optional(ref index, to);
        }

        int parameter = macro.ParameterAt(index);
        if (parameter < 0)
        {
            return [token.At(use, result.Count == 0)];
        }

        bool isRaw = pastes || (index + 1 < to && IsPaste(index + 1, from, to));
        if (isRaw || expander is null)
        {
            return arguments[parameter];
        }

        return Expanded(parameter, expander);
    }

    private TokenList Expanded(int parameter, MacroExpander by) => expanded[parameter] ??= by.ExpandArgument(arguments[parameter], use);

    private bool IsOptional(int index, int to) => macro.IsVariadic && index + 1 < to
        && macro.Body[index].Text == "__VA_OPT__" && macro.Body[index + 1].Kind == TokenKind.LeftParenthesis;

    private TokenList Optional(ref int index, int to)
    {
        int start = index + 2;
        int open = 1;
        for (index += 2; index < to && open > 0; index++)
        {
            open += macro.Body[index].Kind == TokenKind.LeftParenthesis ? 1 : macro.Body[index].Kind == TokenKind.RightParenthesis ? -1 : 0;
        }

        index--;

        // C23 6.10.5.1p7: the expanded arguments decide.
        int last = arguments.Length - 1;
        if ((expander is null ? arguments[last] : Expanded(last, expander)).Count == 0)
        {
            return [];
        }

        var inner = new MacroSubstitution(macro, use, arguments, expander, context);
        inner.Run(start, index);
        return inner.result;
    }
}
