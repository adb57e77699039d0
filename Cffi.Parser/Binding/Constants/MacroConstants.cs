using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Grammar;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;
using Cffi.Parser.Syntax;
using Sprache;

namespace Cffi.Parser.Binding.Constants;

/// <summary>
/// Declares the macros that are constants. They are evaluated after the whole text is bound: C expands a macro where
/// it is used, so its body can use later declarations.
/// </summary>
internal sealed class MacroConstants
{
    // The limit for all macros of a text together; a header with 50,000 macros needs no more.
    private const int MostTokens = 4_000_000;

    private readonly BindingContext context;
    private readonly PreprocessingContext preprocessing;
    private readonly DiagnosticBag diagnostics = new();
    private readonly MacroExpander expander;

    public MacroConstants(BindingContext context, PreprocessingContext preprocessing)
    {
        this.context = context;
        this.preprocessing = preprocessing;
        var own = new PreprocessingContext(context.Source, preprocessing.Names, preprocessing.Macros, new PackState(0), diagnostics)
        {
            Budget = new ExpansionBudget(MostTokens),
            Counter = -1,
        };
        expander = new MacroExpander(own);
    }

    /// <summary>Declares the macros of the text that are constants, and records for the others why they are not.</summary>
    public void Declare()
    {
        context.IsTrying = true;
        foreach (Macro macro in preprocessing.Macros.Staged)
        {
            if (!context.Diagnostics.IsFull && !diagnostics.IsFull)
            {
                Declare(macro);
            }
        }

        context.IsTrying = false;
    }

    private void Declare(Macro macro)
    {
        if (macro.IsFunctionLike || macro.Body.Length == 0)
        {
            macro.ReasonNotConstant = macro.IsFunctionLike ? "it is a function-like macro" : "it is empty";
            return;
        }

        preprocessing.Names.Find(macro.Name, 0, macro.Name.Length, NameTable.Hash(macro.Name, 0, macro.Name.Length), out TokenKind kind);
        if (kind != TokenKind.Identifier)
        {
            macro.ReasonNotConstant = "its name is a keyword";
            return;
        }

        try
        {
            if ((macro.IsPartial ? null : Evaluate(macro)) is { } value)
            {
                Declare(macro, value);
            }
            else if (macro.IsPartial)
            {
                Declare(macro, null);
            }
        }
        catch (RefusedException refusal)
        {
            macro.ReasonNotConstant = refusal.Reason?.Message ?? "it uses a declaration that was refused";
        }
    }

    private void Declare(Macro macro, CConstant? value)
    {
        Token name = new(TokenKind.Identifier, macro.Span.Place, macro.Span.Length, macro.Name);
        Declaration? earlier = context.Scope.FindIdentifier(macro.Name);

        // Headers write "enum { A }; #define A A" to show that an enumerator exists.
        if (earlier is ConstantDeclaration constant && value is not null && constant.Value is not null && constant.Value.Integer == value.Integer)
        {
            return;
        }

        try
        {
            context.Scope.Declare(new ConstantDeclaration(macro.Name, value, macro.Span), name.In(context.Source), macro.ReplacesAnother);
        }
        catch (RefusedException refusal)
        {
            context.Diagnostics.Add(refusal.Reason!);
        }
    }

    private CConstant? Evaluate(Macro macro)
    {
        int errors = diagnostics.ErrorCount;
        TokenList tokens = expander.ExpandAll([new Token(TokenKind.Identifier, macro.Span.Place, macro.Span.Length, macro.Name)]);
        tokens.Add(new Token(TokenKind.EndOfText, macro.Span.Place + macro.Span.Length, 0));
        if (diagnostics.ErrorCount > errors)
        {
            throw context.Refuse(Descriptors.MacroTooLarge, macro.Body[0], "its expansion is not an expression");
        }

        if (new NestingLimit().FirstBeyond(tokens) is { } deep)
        {
            throw context.Refuse(Descriptors.TooDeep, deep, "it is nested too deeply");
        }

        Token input = Token.Link(tokens, new GrammarContext(context.Source, context.Scope.IsTypedefName));
        IResult<ExpressionSyntax> result = Expressions.ConstantExpression(input);
        if (!result.WasSuccessful || !((Token)result.Remainder).AtEnd)
        {
            throw context.Refuse(Descriptors.NotConstant, macro.Body[0], "its body is not an expression");
        }

        return context.Constants.Evaluate(result.Value);
    }
}
