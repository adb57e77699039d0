using Cffi.Parser.Diagnostics;
using Cffi.Parser.Grammar;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;

namespace Cffi.Parser.Binding;

/// <summary>
/// Parses and binds a text, one external declaration after the other: what a declaration means to the grammar
/// depends on the typedefs before it.
/// </summary>
internal sealed class TextBinder
{
    private readonly BindingContext context;
    private readonly DeclarationBinder declarations;
    private int openLinkages;

    public TextBinder(BindingContext context)
    {
        this.context = context;
        declarations = new DeclarationBinder(context);
    }

    public void Bind(TokenInput at)
    {
        while (!at.AtEnd && !context.Diagnostics.IsFull)
        {
            at = at.Kind switch
            {
                TokenKind.Extern when at.Next.Kind == TokenKind.StringLiteral => Linkage(at),
                TokenKind.RightBrace => CloseLinkage(at),
                _ => ExternalDeclaration(at),
            };
        }

        if (openLinkages > 0 && !context.Diagnostics.HasErrors)
        {
            context.Diagnostics.Add(Descriptors.Syntax.At(at.Token.In(context.Source), "expected '}', found the end of the text", "an 'extern \"C\" {' is never closed"));
        }
    }

    private TokenInput ExternalDeclaration(TokenInput start)
    {
        IResult<ExternalDeclarationSyntax> result = ExternalDeclarations.ExternalDeclaration(start);
        if (!result.WasSuccessful)
        {
            return Recover(result, start);
        }

        try
        {
            declarations.Bind(result.Value);
        }
        catch (RefusedException refusal)
        {
            RefuseNames(result.Value);
            if (refusal.Reason is { } reason)
            {
                context.Diagnostics.Add(reason);
            }
        }

        return (TokenInput)result.Remainder;
    }

    // extern "C" declaration | extern "C" { ... }
    private TokenInput Linkage(TokenInput at)
    {
        Token language = at.Next.Token;
        if (language.Text != "\"C\"")
        {
            context.Diagnostics.Add(Descriptors.UnsupportedLinkage.At(
                language.In(context.Source), $"the linkage {language.Text} is not supported yet", "only 'extern \"C\"' is"));
            return Recovery.Skip(at, at.Next);
        }

        if (at.Next.Next.Kind != TokenKind.LeftBrace)
        {
            return at.Next.Next;
        }

        openLinkages++;
        return at.Next.Next.Next;
    }

    private TokenInput CloseLinkage(TokenInput at)
    {
        if (openLinkages > 0)
        {
            openLinkages--;
        }
        else
        {
            context.Diagnostics.Add(Descriptors.Syntax.At(at.Token.In(context.Source), "expected a declaration, found '}'", "no '{' is open here"));
        }

        return at.Next;
    }

    private TokenInput Recover(IResult<ExternalDeclarationSyntax> failure, TokenInput start)
    {
        var failed = (TokenInput)failure.Remainder;
        if (Recovery.UnknownType(start, failed) is { } name)
        {
            if (!context.Scope.WasRefused(name.Name))
            {
                context.Diagnostics.Add(SpecifierBinder.UnknownType(name, context.Scope, context.Source));
            }
        }
        else
        {
            context.Diagnostics.Add(SyntaxErrors.Describe(failure, start, context.Source));
        }

        TokenInput end = Recovery.Skip(start, failed);

        // Which of them would have been declared is not known; an error about any of them could be a consequence.
        for (TokenInput input = start; !ReferenceEquals(input, end) && !input.AtEnd; input = input.Next)
        {
            if (input.Kind == TokenKind.Identifier)
            {
                context.Scope.Refuse(input.Token.Name);
            }
        }

        return end;
    }

    private void RefuseNames(ExternalDeclarationSyntax syntax)
    {
        if (syntax is not DeclarationSyntax declaration)
        {
            return;
        }

        foreach (InitDeclaratorSyntax declarator in declaration.Declarators)
        {
            if (declarator.Declarator.Name is { } name)
            {
                context.Scope.Refuse(name.Name);
            }
        }

        foreach (SpecifierSyntax specifier in declaration.Specifiers)
        {
            if (specifier is EnumSpecifierSyntax { Body: { } body })
            {
                foreach (EnumeratorSyntax enumerator in body.Enumerators)
                {
                    context.Scope.Refuse(enumerator.Name.Name);
                }
            }
        }
    }
}
