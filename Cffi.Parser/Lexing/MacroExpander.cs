using Cffi.Parser.Diagnostics;

namespace Cffi.Parser.Lexing;

/// <summary>Replaces object-like macros (C11 6.10.3), within limits on depth and size.</summary>
internal sealed class MacroExpander
{
    private const int DeepestExpansion = 200;
    private const int MostTokens = 1_000_000;

    private readonly SourceText source;
    private readonly MacroTable macros;
    private readonly DiagnosticBag diagnostics;
    private readonly List<Macro> active = [];
    private int produced;

    public MacroExpander(SourceText source, MacroTable macros, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.macros = macros;
        this.diagnostics = diagnostics;
    }

    /// <summary>Adds a token, or what it stands for, to <paramref name="output"/>.</summary>
    /// <param name="token">The token.</param>
    /// <param name="next">The kind of the token after it: a function-like macro's name counts before <c>(</c> only.</param>
    /// <param name="output">Where the tokens go.</param>
    public void Expand(Token token, TokenKind next, List<Token> output)
    {
        if (token.Text is null || !CanBeMacro(token.Kind) || macros.Find(token.Text) is not { } macro || macro.IsPartial || active.Contains(macro))
        {
            output.Add(token);
            return;
        }

        if (macro.IsFunctionLike)
        {
            RefuseIfCalled(token, macro, next);
            output.Add(token);
            return;
        }

        produced += macro.Body.Length;
        if (active.Count == DeepestExpansion || produced > MostTokens)
        {
            RefuseOnce(token, macro);
            return;
        }

        active.Add(macro);
        for (int i = 0; i < macro.Body.Length; i++)
        {
            Expand(macro.Body[i].At(token), i + 1 < macro.Body.Length ? macro.Body[i + 1].Kind : next, output);
        }

        active.RemoveAt(active.Count - 1);
    }

    private static bool CanBeMacro(TokenKind kind) => kind == TokenKind.Identifier || Keywords.IsKeyword(kind);

    private void RefuseIfCalled(Token token, Macro macro, TokenKind next)
    {
        if (next == TokenKind.LeftParenthesis)
        {
            diagnostics.Add(Descriptors.FunctionLikeMacro.At(
                token.In(source),
                $"the function-like macro '{macro.Name}' is not expanded",
                $"write out what it stands for; it is defined at {macro.Span}"));
        }
    }

    private void RefuseOnce(Token token, Macro macro)
    {
        if (produced <= MostTokens + macro.Body.Length || active.Count == DeepestExpansion)
        {
            diagnostics.Add(Descriptors.MacroTooLarge.At(
                token.In(source),
                active.Count == DeepestExpansion
                    ? FormattableString.Invariant($"macros are nested more than {DeepestExpansion} deep")
                    : FormattableString.Invariant($"macros expand to more than {MostTokens} tokens"),
                "macros that stand for each other can double at every step"));
        }

        // What remains of this text's expansions is not worth the time.
        produced = int.MaxValue / 2;
    }
}
