using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Replaces macros (C11 6.10.3), within limits on depth and size.</summary>
/// <remarks>
/// The replacement of a name is read again, from a stack of token lists and not by recursion. A macro is active, and
/// its name is not expanded, until the list of its replacement is read to its end. Only arguments are expanded by recursion.
/// </remarks>
internal sealed class MacroExpander
{
    private readonly PreprocessingContext context;
    private readonly ExpansionBudget budget;
    private readonly BuiltInMacros builtIns;
    private readonly int depth;
    private readonly List<Replacement> replacements = [];
    private readonly Action? readOn;
    private TokenList input = [];
    private int next;

    /// <summary>An expander for complete lists of tokens.</summary>
    public MacroExpander(PreprocessingContext context)
        : this(context, depth: 0, isCondition: false)
    {
    }

    /// <summary>An expander for a text that is read in parts.</summary>
    /// <param name="context">The text, the macros and the diagnostics.</param>
    /// <param name="readOn">Adds the next tokens of the text to those that are expanded.</param>
    public MacroExpander(PreprocessingContext context, Action readOn)
        : this(context, depth: 0, isCondition: false)
    {
        this.readOn = readOn;
    }

    private MacroExpander(PreprocessingContext context, int depth, bool isCondition)
    {
        this.context = context;
        budget = context.Budget;
        this.depth = depth;
        IsCondition = isCondition;
        builtIns = new BuiltInMacros(context, this);
    }

    /// <summary>Whether the tokens belong to an <c>#if</c>, in which <c>defined</c> has a meaning.</summary>
    public bool IsCondition { get; }

    /// <summary>Whether this expands an argument, whose tokens are read again later.</summary>
    public bool IsArgument => depth > 0;

    /// <summary>An expander for the conditions of the same text.</summary>
    public MacroExpander ForConditions() => new(context, depth: 0, isCondition: true);

    /// <summary>Adds a token, or its expansion, to <paramref name="output"/>.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="index">The index of the token; afterwards, of the token after it and after its arguments.</param>
    /// <param name="output">Where the tokens go.</param>
    public void Expand(TokenList tokens, ref int index, TokenList output)
    {
        Token token = tokens[index++];
        if (!MayBeMacro(token))
        {
            Emit(token, output);
            return;
        }

        input = tokens;
        next = index;
        Process(token, output);
        while (TryReplacement(out token))
        {
            Process(token, output);
        }

        index = next;
    }

    /// <summary>All tokens of a list, expanded.</summary>
    public TokenList ExpandAll(TokenList tokens)
    {
        var output = new TokenList(tokens.Count);
        for (int i = 0; i < tokens.Count;)
        {
            Expand(tokens, ref i, output);
        }

        return output;
    }

    /// <summary>Gets the next token without expansion; returns false at the end of the text, or before a directive.</summary>
    public bool TryRead(out Token token)
    {
        if (TryReplacement(out token))
        {
            return true;
        }

        if (HasNext() && input[next].Kind != TokenKind.EndOfText && !(input[next].Kind == TokenKind.Hash && input[next].IsFirstOnLine))
        {
            token = input[next++];
            return true;
        }

        return false;
    }

    /// <summary>Whether the next token is an opening parenthesis.</summary>
    public bool IsBeforeParenthesis()
    {
        while (replacements.Count > 0)
        {
            Replacement top = replacements[replacements.Count - 1];
            if (top.Next < top.Tokens.Count)
            {
                return top.Tokens[top.Next].Kind == TokenKind.LeftParenthesis;
            }

            Leave(top);
        }

        return HasNext() && input[next].Kind == TokenKind.LeftParenthesis;
    }

    /// <summary>The tokens between the next parenthesis and its closing parenthesis; null if it is not closed.</summary>
    public TokenList? ReadParenthesized()
    {
        TryRead(out _);
        var tokens = new TokenList();
        for (int open = 1; TryRead(out Token token); tokens.Add(token))
        {
            open += token.Kind == TokenKind.LeftParenthesis ? 1 : token.Kind == TokenKind.RightParenthesis ? -1 : 0;
            if (open == 0)
            {
                return tokens;
            }
        }

        return null;
    }

    /// <summary>The tokens of an argument, expanded without the tokens around it (C11 6.10.3.1).</summary>
    public TokenList ExpandArgument(TokenList argument, Token use)
    {
        if (depth < ExpansionBudget.Deepest)
        {
            return new MacroExpander(context, depth + 1, IsCondition).ExpandAll(argument);
        }

        Exhaust(use, FormattableString.Invariant($"macro calls are nested more than {ExpansionBudget.Deepest} deep"));
        return argument;
    }

    private bool MayBeMacro(Token token) => token.IsWord && !token.IsPainted && !budget.IsExhausted
        && (context.Macros.Find(token.Name) is not null || BuiltInMacros.Contains(token.Name, IsCondition));

    private void Process(Token token, TokenList output)
    {
        if (!token.IsWord || token.IsPainted || budget.IsExhausted)
        {
            Emit(token, output);
            return;
        }

        if (context.Macros.Find(token.Name) is not { } macro)
        {
            if (!BuiltInMacros.Contains(token.Name, IsCondition) || !builtIns.Expand(token, output))
            {
                Emit(token, output);
            }
        }
        else if (macro.IsPartial || macro.IsActive)
        {
            Emit(macro.IsActive ? token.Paint() : token, output);
        }
        else if (!macro.IsFunctionLike)
        {
            Replace(macro, MacroSubstitution.OfObject(macro, token, context), token);
        }
        else if (!IsBeforeParenthesis())
        {
            Emit(token, output);
        }
        else if (MacroArguments.Read(macro, token, this, context) is { } arguments)
        {
            Replace(macro, MacroSubstitution.OfCall(macro, token, arguments, this, context), token);
        }
        else
        {
            Emit(token, output);
        }
    }

    /// <summary>A token that is read as an argument: the name of an active macro is never expanded later.</summary>
    public Token Painted(Token token) =>
        token.IsWord && !token.IsPainted && context.Macros.Find(token.Name) is { IsActive: true } ? token.Paint() : token;

    private void Replace(Macro macro, TokenList tokens, Token use)
    {
        context.Diagnostics.Expanded(use.Start, macro.Name, macro.Span);
        if (!budget.TrySpend(tokens.Count + 1))
        {
            Exhaust(use, FormattableString.Invariant($"macros expand to more than {budget.MostTokens} tokens"));
            return;
        }

        macro.IsActive = true;
        replacements.Add(new Replacement(macro, tokens));
    }

    private bool HasNext()
    {
        if (next == input.Count && readOn is not null && input[next - 1].Kind != TokenKind.EndOfText)
        {
            readOn();
        }

        return next < input.Count;
    }

    private bool TryReplacement(out Token token)
    {
        while (replacements.Count > 0)
        {
            Replacement top = replacements[replacements.Count - 1];
            if (top.Next < top.Tokens.Count)
            {
                token = top.Tokens[top.Next++];
                return true;
            }

            Leave(top);
        }

        token = Token.None;
        return false;
    }

    private void Leave(Replacement replacement)
    {
        replacement.Macro.IsActive = false;
        replacements.RemoveAt(replacements.Count - 1);
    }

    // The rest of the text's macros is not expanded.
    private void Exhaust(Token use, string message)
    {
        if (!budget.IsExhausted)
        {
            context.Report(Descriptors.MacroTooLarge, use, message, "macros that expand to each other can double at every step");
            budget.Exhaust();
        }

        while (replacements.Count > 0)
        {
            Leave(replacements[replacements.Count - 1]);
        }
    }

    private void Emit(Token token, TokenList output) =>
        output.Add(token.Kind is TokenKind.LeftBrace or TokenKind.RightBrace && context.Packs.Current != 0 ? token.Packed(context.Packs.Current) : token);

    /// <summary>The replacement of a macro, and the position up to which it has been read.</summary>
    private sealed class Replacement(Macro macro, TokenList tokens)
    {
        public Macro Macro => macro;

        public TokenList Tokens => tokens;

        public int Next { get; set; }
    }
}
