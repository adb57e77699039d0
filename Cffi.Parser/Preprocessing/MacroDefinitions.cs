using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Executes <c>#define</c> and <c>#undef</c> (C11 6.10.3).</summary>
internal static class MacroDefinitions
{
    /// <summary>Defines the macro of the tokens after <c>#define</c>.</summary>
    public static void Define(TokenList rest, SourceSpan line, PreprocessingContext context)
    {
        if (NameOf(rest, "define", line, context) is not { } name)
        {
            return;
        }

        // C11 6.10.3p10: a parenthesis directly after the name, without a space, starts a parameter list.
        int body = 1;
        string[]? parameters = null;
        bool isVariadic = false;
        if (rest.Count > 1 && rest[1].Kind == TokenKind.LeftParenthesis && !rest[1].IsAfterSpace)
        {
            parameters = Parameters(rest, ref body, out isVariadic);
            if (parameters is null)
            {
                context.Diagnostics.Add(Descriptors.BadDirective.At(
                    line, $"the parameters of the macro '{name.Text}' are malformed", "write '#define NAME(a, b)' or '#define NAME(a, ...)'"));
                return;
            }
        }

        var macro = new Macro(name.Name, parameters, isVariadic, [.. rest.GetRange(body, rest.Count - body)], line);
        if (IsPasteAtEnd(macro))
        {
            context.Diagnostics.Add(Descriptors.BadDirective.At(line, "'##' needs a token on both sides"));
        }
        else if (WrongOperator(macro) is { } wrong)
        {
            context.Report(Descriptors.BadDirective, wrong, wrong.Kind == TokenKind.Hash ? "'#' needs a parameter of the macro after it" : "'__VA_OPT__' needs tokens in parentheses, and cannot contain another '__VA_OPT__'");
        }
        else if (!RefusesEarlier(macro, name, context))
        {
            context.Macros.Define(macro);
        }
    }

    /// <summary>Removes the macro that the tokens after <c>#undef</c> name.</summary>
    public static void Undefine(TokenList rest, SourceSpan line, PreprocessingContext context)
    {
        if (NameOf(rest, "undef", line, context) is { } name && context.Macros.Find(name.Name) is not null)
        {
            context.Macros.Undefine(name.Name);
        }
    }

    private static Token? NameOf(TokenList rest, string directive, SourceSpan line, PreprocessingContext context)
    {
        if (rest.Count > 0 && rest[0].IsWord && rest[0].Text != "defined")
        {
            return rest[0];
        }

        context.Diagnostics.Add(Descriptors.BadDirective.At(line, $"'#{directive}' needs a name", $"write '#{directive} NAME{(directive == "define" ? " value" : "")}'"));
        return null;
    }

    // From the opening to the closing parenthesis; null if other tokens are there.
    private static string[]? Parameters(TokenList tokens, ref int position, out bool isVariadic)
    {
        isVariadic = false;
        var names = new List<string>();
        position++;
        if (position < tokens.Count && tokens[position].Kind == TokenKind.RightParenthesis)
        {
            position++;
            return [];
        }

        while (position < tokens.Count)
        {
            Token token = tokens[position++];
            isVariadic = token.Kind == TokenKind.Ellipsis;
            if (!isVariadic && !token.IsWord)
            {
                return null;
            }

            names.Add(isVariadic ? "__VA_ARGS__" : token.Name);

            // GNU: "args..." names the rest.
            if (!isVariadic && position < tokens.Count && tokens[position].Kind == TokenKind.Ellipsis)
            {
                isVariadic = true;
                position++;
            }

            TokenKind end = position < tokens.Count ? tokens[position++].Kind : TokenKind.EndOfText;
            if (end == TokenKind.RightParenthesis)
            {
                return new HashSet<string>(names).Count == names.Count ? [.. names] : null;
            }

            if (end != TokenKind.Comma || isVariadic)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsPasteAtEnd(Macro macro) =>
        macro.Body.Length > 0 && (macro.Body[0].Kind == TokenKind.HashHash || macro.Body[macro.Body.Length - 1].Kind == TokenKind.HashHash);

    // C11 6.10.3.2p1, C23 6.10.5.1p3.
    private static Token? WrongOperator(Macro macro)
    {
        Token[] body = macro.Body;
        int end = 0;
        for (int i = 0; macro.IsFunctionLike && i < body.Length; i++)
        {
            bool isOptional = macro.IsVariadic && body[i].Text == "__VA_OPT__";
            if (isOptional && (i < end || (end = EndOfOptional(body, i)) == 0))
            {
                return body[i];
            }

            bool isOperand = i + 1 < body.Length && (macro.ParameterAt(i + 1) >= 0 || (macro.IsVariadic && body[i + 1].Text == "__VA_OPT__"));
            if (body[i].Kind == TokenKind.Hash && !isOperand)
            {
                return body[i];
            }
        }

        return null;
    }

    // The index after the closing parenthesis; 0 if there is none.
    private static int EndOfOptional(Token[] body, int index)
    {
        int open = 0;
        for (int i = index + 1; i < body.Length; i++)
        {
            open += body[i].Kind == TokenKind.LeftParenthesis ? 1 : body[i].Kind == TokenKind.RightParenthesis ? -1 : 0;
            if (open == 0)
            {
                return body[i].Kind == TokenKind.RightParenthesis ? i + 1 : 0;
            }
        }

        return 0;
    }

    // An identical definition is allowed (C11 6.10.3p2); a different one is an error.
    private static bool RefusesEarlier(Macro macro, Token name, PreprocessingContext context)
    {
        if (context.Macros.Find(macro.Name) is not { } earlier)
        {
            return false;
        }

        if (earlier.SaysTheSame(macro))
        {
            return true;
        }

        // A text may redefine the predefined macros of its compiler.
        if (context.IsOverriding || earlier.Span.Source.Name == "<built-in>")
        {
            return false;
        }

        context.Report(
            Descriptors.MacroConflict, name, $"the macro '{macro.Name}' is defined differently at {earlier.Span}", "remove one of the two, '#undef' it first, or set Override");
        return true;
    }
}
