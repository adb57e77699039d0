using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Makes function types from results and parameter lists (C11 6.7.6.3).</summary>
internal sealed class FunctionBinder
{
    private readonly BindingContext context;

    public FunctionBinder(BindingContext context)
    {
        this.context = context;
    }

    public CFunctionType Bind(CType result, FunctionSuffixSyntax suffix, CCallingConvention convention)
    {
        switch (result.Unqualified)
        {
            case CFunctionType:
                throw context.Refuse(Descriptors.BadDeclarator, suffix.First, "a function cannot return a function", "did you mean a pointer to a function?");
            case CArrayType:
                throw context.Refuse(Descriptors.BadDeclarator, suffix.First, "a function cannot return an array", "did you mean a pointer to its first element?");
        }

        ParameterSyntax[] syntax = suffix.Parameters;
        if (syntax.Length == 0)
        {
            return CFunctionType.Of(result, [], isVariadic: false, convention);
        }

        bool isVariadic = syntax[syntax.Length - 1].Declarator is null;
        var parameters = new CType[syntax.Length - (isVariadic ? 1 : 0)];
        for (int i = 0; i < parameters.Length; i++)
        {
            CType type = Parameter(syntax[i]);
            if (type is CVoidType && syntax.Length == 1 && syntax[0].Declarator?.Name is null)
            {
                return CFunctionType.Of(result, [], isVariadic: false, convention);
            }

            if (type.Unqualified is CVoidType)
            {
                throw context.Refuse(Descriptors.BadDeclarator, syntax[i].First, "a parameter cannot be void", "write '(void)' alone for no parameters; did you mean 'void *'?");
            }

            parameters[i] = type;
        }

        RefuseDuplicates(syntax);
        return CFunctionType.OfArray(result, parameters, isVariadic, convention);
    }

    private void RefuseDuplicates(ParameterSyntax[] syntax)
    {
        // Most lists are short. A very long list, as in a hostile text, gets a set.
        const int few = 16;
        HashSet<string>? names = syntax.Length > few ? [] : null;
        for (int i = 0; i < syntax.Length; i++)
        {
            if (syntax[i].Declarator?.Name is not { } name)
            {
                continue;
            }

            bool isThere = names is not null && !names.Add(name.Name);
            for (int j = 0; names is null && j < i && !isThere; j++)
            {
                isThere = syntax[j].Declarator?.Name?.Name == name.Name;
            }

            if (isThere)
            {
                throw context.Refuse(Descriptors.DuplicateMember, name, $"the parameter '{name.Text}' is declared twice");
            }
        }
    }

    /// <summary>The names of the parameters; null for unnamed ones.</summary>
    public static IReadOnlyList<string?> NamesOf(FunctionSuffixSyntax? suffix, CFunctionType type)
    {
        int count = type.Parameters.Count;
        if (count == 0)
        {
            return [];
        }

        var names = new string?[count];
        for (int i = 0; suffix is not null && i < count; i++)
        {
            names[i] = suffix.Parameters[i].Declarator?.Name?.Name;
        }

        return names;
    }

    /// <summary>The names that a declarator gives the parameters of the function that it declares or points to; empty where it gives none.</summary>
    public static IReadOnlyList<string?> NamesOf(DeclaratorSyntax? declarator, CType type)
    {
        if ((type.Unqualified as CFunctionType ?? (type.Unqualified as CPointerType)?.Item.Unqualified as CFunctionType) is not { Parameters.Count: > 0 } function)
        {
            return [];
        }

        // If lists are nested, this is the list nearest to the name. The others belong to the type that the function returns.
        FunctionSuffixSyntax? nearest = null;
        for (; declarator is not null; declarator = declarator.Inner)
        {
            nearest = declarator.Suffixes.FirstOrDefault() as FunctionSuffixSyntax ?? nearest;
        }

        return nearest is null || nearest.Parameters.Length < function.Parameters.Count ? [] : NamesOf(nearest, function);
    }

    /// <summary>For each parameter that points to a function, the names of that function's parameters; empty if there are none.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> CallbackNamesOf(FunctionSuffixSyntax? suffix, CFunctionType type)
    {
        List<IReadOnlyList<string?>>? all = null;
        for (int i = 0; suffix is not null && i < type.Parameters.Count; i++)
        {
            if (NamesOf(suffix.Parameters[i].Declarator, type.Parameters[i]) is { Count: > 0 } names)
            {
                all ??= [.. Enumerable.Repeat<IReadOnlyList<string?>>([], type.Parameters.Count)];
                all[i] = names;
            }
        }

        return all ?? (IReadOnlyList<IReadOnlyList<string?>>)[];
    }

    /// <summary>The attributes of each parameter; empty if there are none.</summary>
    public IReadOnlyList<IReadOnlyList<CAttribute>> AttributesOf(FunctionSuffixSyntax? suffix, CFunctionType type)
    {
        // Unknown attributes were already reported with the parameter.
        List<IReadOnlyList<CAttribute>>? all = null;
        bool wasTrying = context.IsTrying;
        context.IsTrying = true;
        int count = suffix is null ? 0 : type.Parameters.Count;
        for (int i = 0; i < count; i++)
        {
            ParameterSyntax parameter = suffix!.Parameters[i];
            if (LengthOf(parameter, suffix) is { } length)
            {
                all ??= None(count);
                all[i] = [new CAttribute("cffi::length", [length])];
            }
            else if (IsArray(parameter))
            {
                all ??= None(count);
                all[i] = [new CAttribute("cffi::array", [])];
            }

            if (parameter.Attributes.Length > 0 || HasAttributes(parameter.Specifiers) || parameter.Declarator?.Attributes.Length > 0)
            {
                BoundAttributes bound = context.Attributes.Bind(parameter.Attributes)
                    .With(AttributesAmong(parameter.Specifiers))
                    .With(context.Attributes.Bind(parameter.Declarator?.Attributes ?? []));
                if (bound.Kept.Count > 0)
                {
                    all ??= None(count);
                    all[i] = [.. all[i], .. bound.Kept];
                }
            }
        }

        context.IsTrying = wasTrying;
        return all ?? (IReadOnlyList<IReadOnlyList<CAttribute>>)[];
    }

    private static List<IReadOnlyList<CAttribute>> None(int count) => [.. Enumerable.Repeat<IReadOnlyList<CAttribute>>([], count)];

    // 'int n, int a[n]' means the same as '[[cffi::length(n)]] int *a'.
    private static string? LengthOf(ParameterSyntax parameter, FunctionSuffixSyntax suffix)
    {
        if (parameter.Declarator is not { Inner: null, Suffixes.Length: > 0 } declarator || declarator.Suffixes[0] is not ArraySuffixSyntax { Length: NameSyntax { First.Name: var name } })
        {
            return null;
        }

        foreach (ParameterSyntax other in suffix.Parameters)
        {
            if (other.Declarator?.Name?.Name == name)
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsArray(ParameterSyntax parameter) => parameter.Declarator is { Inner: null, Suffixes.Length: > 0 } declarator && declarator.Suffixes[0] is ArraySuffixSyntax;

    private static bool HasAttributes(SpecifierSyntax[] specifiers)
    {
        for (int i = 0; i < specifiers.Length; i++)
        {
            if (specifiers[i] is AttributesSyntax)
            {
                return true;
            }
        }

        return false;
    }

    private BoundAttributes AttributesAmong(SpecifierSyntax[] specifiers) =>
        context.Attributes.Bind([.. specifiers.Where(static specifier => specifier is AttributesSyntax)]);

    private CType Parameter(ParameterSyntax syntax)
    {
        if (syntax.Declarator is null)
        {
            throw context.Refuse(Descriptors.BadDeclarator, syntax.First, "'...' must come last in a parameter list");
        }

        BoundSpecifiers specifiers = context.Specifiers.Bind(syntax.Specifiers);
        if (specifiers.Attributes.AlignAs is { } alignAs)
        {
            AlignmentRules.Check(alignAs, 0, specifiers.Type, "a parameter", context);
        }

        if (specifiers.Storage is { Kind: not TokenKind.Register } storage)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, storage, $"'{storage.Text}' is not allowed in a parameter");
        }

        BoundDeclarator declarator = context.Declarators.Bind(specifiers, syntax.Declarator, isParameter: true);
        BoundAttributes attributes = declarator.Attributes.With(context.Declarators.Trailing(syntax.Declarator, syntax.Attributes));
        return AttributedTypes.Of(declarator.Type, attributes, AttributeUse.Parameter, declarator.Name ?? syntax.First, context);
    }
}
