using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Generator.Roslyn;

/// <summary>Reads a class with <see cref="CdefAttribute"/>.</summary>
internal static class ClassReader
{
    /// <summary>The attribute's full name.</summary>
    public const string AttributeName = "Cffi.CdefAttribute";

    /// <summary>The target of the class; null if the C# compiler itself refuses the attribute.</summary>
    public static ClassTarget? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        AttributeData attribute = context.Attributes[0];
        if (IsSecond(context, attribute) || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } ||
            attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Primitive)
        {
            return null;
        }

        AttributeArgumentSyntax argument = arguments.First(static one => one.NameEquals is null);
        object? value = attribute.ConstructorArguments[0].Value;

        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var problems = new List<HostProblem>();
        CheckClass(declaration, problems);
        CheckCompilation(context.SemanticModel.Compilation, declaration, problems);
        if (value is not string)
        {
            problems.Add(Problem(HostDescriptors.NoText, argument, "the C text is null; hint: write the declarations in a string literal"));
        }

        BindingModel? model = problems.Count == 0 ? Model(declaration, (INamedTypeSymbol)context.TargetSymbol, (string)value!, attribute) : null;
        return new ClassTarget(model, SourcePlace.Of(argument.Expression), new EquatableArray<HostProblem>(problems));
    }

    private static BindingModel Model(TypeDeclarationSyntax declaration, INamedTypeSymbol type, string text, AttributeData attribute) =>
        new(HintName(type), text, declaration.Identifier.Text)
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(),
            Library = Argument(attribute, nameof(CdefAttribute.Library)) as string,
            BindAtOnce = Argument(attribute, nameof(CdefAttribute.BindAtOnce)) is true,
            IsStaticClass = type.IsStatic,
            OuterTypes = new EquatableArray<string>(declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header)),
        };

    // A second attribute on another part of the class, which the C# compiler refuses; one file is enough.
    private static bool IsSecond(GeneratorAttributeSyntaxContext context, AttributeData attribute) =>
        context.TargetSymbol.GetAttributes().First(one => SymbolEqualityComparer.Default.Equals(one.AttributeClass, attribute.AttributeClass)).ApplicationSyntaxReference is { } first
        && (first.SyntaxTree != context.TargetNode.SyntaxTree || !context.TargetNode.Span.Contains(first.Span));

    private static string HintName(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName}.{name}";
        }

        return type.ContainingNamespace.IsGlobalNamespace ? $"{name}.g.cs" : $"{type.ContainingNamespace.ToDisplayString().Replace("@", "")}.{name}.g.cs";
    }

    private static object? Argument(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    private static string Header(TypeDeclarationSyntax type) => type is RecordDeclarationSyntax { ClassOrStructKeyword.Text: { Length: > 0 } keyword }
        ? $"record {keyword} {type.Identifier.Text}"
        : $"{type.Keyword.Text} {type.Identifier.Text}";

    private static void CheckClass(TypeDeclarationSyntax declaration, List<HostProblem> problems)
    {
        if (declaration is not ClassDeclarationSyntax)
        {
            string kind = declaration switch { RecordDeclarationSyntax => "a record", InterfaceDeclarationSyntax => "an interface", _ => "a struct" };
            problems.Add(Problem(HostDescriptors.UnsuitableClass, declaration.Identifier, $"'{declaration.Identifier.Text}' is {kind}; hint: write the C declarations on a class"));
        }

        foreach (TypeDeclarationSyntax type in declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            string name = type.Identifier.Text;
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                string around = type == declaration ? "" : $", around '{declaration.Identifier.Text}',";
                problems.Add(Problem(HostDescriptors.NotPartial, type.Identifier, $"'{name}'{around} is not partial; hint: write 'partial {type.Keyword.Text} {name}', because the declarations become another part of it"));
            }

            if (type.TypeParameterList is not null)
            {
                problems.Add(Problem(HostDescriptors.UnsuitableClass, type.Identifier, $"'{name}' is generic; hint: put the declarations on a class that is not generic, because they are the same for all type arguments"));
            }

            if (type.Modifiers.Any(SyntaxKind.FileKeyword))
            {
                problems.Add(Problem(HostDescriptors.UnsuitableClass, type.Identifier, $"'{name}' is local to its file; hint: write 'internal', because the declarations become a part of it in another file"));
            }
        }
    }

    private static void CheckCompilation(Compilation compilation, TypeDeclarationSyntax declaration, List<HostProblem> problems)
    {
        if (compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
        {
            problems.Add(Problem(HostDescriptors.NoUnsafeCode, declaration.Identifier, "the project does not allow unsafe code, which generated calls need; hint: set AllowUnsafeBlocks to true"));
        }
    }

    private static HostProblem Problem(CDiagnosticDescriptor descriptor, SyntaxNodeOrToken syntax, string message) => new(descriptor.Id, SourcePlace.Of(syntax), message);
}
