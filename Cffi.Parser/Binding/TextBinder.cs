using Cffi.Parser.Diagnostics;
using Cffi.Parser.Grammar;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;

namespace Cffi.Parser.Binding;

/// <summary>
/// Parses and binds a text, one external declaration after the other, because the grammar
/// depends on the preceding typedefs.
/// </summary>
internal sealed class TextBinder
{
    private readonly BindingContext context;
    private readonly DeclarationBinder declarations;

    // For each brace of a linkage: whether C# implements the functions outside the brace. Most texts have none.
    private Stack<bool>? openLinkages;

    public TextBinder(BindingContext context)
    {
        this.context = context;
        declarations = new DeclarationBinder(context);
    }

    /// <summary>Reads and binds the whole text.</summary>
    /// <param name="open">
    /// Takes a function that gives the first token, not the token itself: in unoptimized code, the caller would keep the token alive, and
    /// with it all tokens that are linked to it.
    /// </param>
    public void Bind(Func<Token> open)
    {
        Token at = open();
        while (!at.AtEnd && !context.Diagnostics.IsFull)
        {
            at = at.Kind switch
            {
                TokenKind.Extern when at.Next.Kind == TokenKind.StringLiteral => Linkage(at),
                TokenKind.RightBrace => CloseLinkage(at),
                _ => ExternalDeclaration(at),
            };
        }

        if (openLinkages is { Count: > 0 } && !context.Diagnostics.HasErrors)
        {
            context.Diagnostics.Add(Descriptors.Syntax.At(at.In(context.Source), "expected '}', found the end of the text", "an 'extern \"C\" {' is never closed"));
        }
    }

    private Token ExternalDeclaration(Token start)
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

        return (Token)result.Remainder;
    }

    // extern "C" declaration | extern "C" { ... }; for functions that C# implements, extern "C#".
    private Token Linkage(Token at)
    {
        Token language = at.Next;
        if (IsForCSharp(language) is not { } isForCSharp)
        {
            context.Diagnostics.Add(Descriptors.UnsupportedLinkage.At(
                language.In(context.Source), $"the linkage {language.Text} is not supported", "write 'extern \"C\"', or 'extern \"C#\"' for functions that C# implements"));
            return Recovery.Skip(at, at.Next);
        }

        Token after = at.Next.Next;
        if (after.Kind == TokenKind.LeftBrace)
        {
            openLinkages ??= new Stack<bool>();
            openLinkages.Push(context.IsForCSharp);
            context.IsForCSharp |= isForCSharp;
            return after.Next;
        }

        bool outer = context.IsForCSharp;
        context.IsForCSharp |= isForCSharp;
        Token end = after.Kind == TokenKind.Extern && after.Next.Kind == TokenKind.StringLiteral || after.AtEnd ? after : ExternalDeclaration(after);
        context.IsForCSharp = outer;
        return end;
    }

    private bool? IsForCSharp(Token language)
    {
        switch (language.Text)
        {
            case "\"C\"":
                return false;
            case "\"C#\"":
                return true;
            case "\"Python\"" or "\"Python+C\"" or "\"C#+C\"":
                if (language.Text != "\"C#+C\"")
                {
                    context.Diagnostics.Add(Descriptors.OtherLinkage.At(
                        language.In(context.Source), $"'extern {language.Text}' is read as 'extern \"C#\"': C# implements its functions", "write 'extern \"C#\"'"));
                }

                return true;
            default:
                return null;
        }
    }

    private Token CloseLinkage(Token at)
    {
        if (openLinkages is { Count: > 0 })
        {
            context.IsForCSharp = openLinkages.Pop();
        }
        else
        {
            context.Diagnostics.Add(Descriptors.Syntax.At(at.In(context.Source), "expected a declaration, found '}'", "no '{' is open here"));
        }

        return at.Next;
    }

    private Token Recover(IResult<ExternalDeclarationSyntax> failure, Token start)
    {
        var failed = (Token)failure.Remainder;
        Token? oldEnd = Recovery.OldDefinition(start, failed);
        if (oldEnd is not null)
        {
            context.Diagnostics.Add(Descriptors.Syntax.At(
                failed.In(context.Source), "the parameters need their types inside the parentheses", "write 'int f(int a, char *b);' for 'int f(a, b) int a; char *b; { }', which C23 no longer has"));
        }
        else if (context.Diagnostics.HasLexicalErrorBetween(start.Start - 1, failed.End))
        {
            // If an invalid character or literal is directly before or inside the declaration, the grammar's error is a consequence.
        }
        else if (Recovery.UnknownType(start, failed) is { } name)
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

        Token end = oldEnd ?? Recovery.Skip(start, failed);
        if (end.Kind == TokenKind.RightBrace && ReferenceEquals(end, failed) && openLinkages is not { Count: > 0 })
        {
            end = end.Next;
        }

        // It is not known which of them the declaration would have declared, so an error about any of them could be a consequence.
        for (Token input = start; !ReferenceEquals(input, end) && !input.AtEnd; input = input.Next)
        {
            if (input.Kind == TokenKind.Identifier)
            {
                context.Scope.Refuse(input.Name);
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
