using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Turns external declarations into functions, variables, typedefs and constants.</summary>
internal sealed class DeclarationBinder
{
    private readonly BindingContext context;

    public DeclarationBinder(BindingContext context)
    {
        this.context = context;
    }

    /// <summary>Binds a declaration and adds it to the scope.</summary>
    /// <exception cref="RefusedException">The declaration has an error.</exception>
    public void Bind(ExternalDeclarationSyntax syntax)
    {
        switch (syntax)
        {
            case StaticAssertionSyntax assertion:
                StaticAssertions.Check(assertion, context);
                break;
            case DeclarationSyntax declaration:
                Bind(declaration);
                break;
        }
    }

    private void Bind(DeclarationSyntax syntax)
    {
        if (syntax.Declarators.Length == 0 && Array.TrueForAll(syntax.Specifiers, static specifier => specifier is AttributesSyntax))
        {
            // C23 6.7.1: an attribute-declaration, which declares nothing.
            context.Attributes.Bind(syntax.Specifiers);
            return;
        }

        BoundSpecifiers specifiers = context.Specifiers.Bind(syntax.Specifiers);
        if (syntax.Declarators.Length == 0)
        {
            AttributeUse.Nothing.ReportAll(specifiers.Attributes, context);
            if (!DeclaresTag(syntax.Specifiers))
            {
                context.Diagnostics.Add(Descriptors.EmptyDeclaration.At(syntax.First.In(context.Source), "this declaration declares nothing", "a name may be missing before ';'"));
            }

            return;
        }

        SourceSpan span = syntax.First.In(context.Source).To(EndOfDeclarators(syntax));
        if (specifiers.IsInferred && syntax.Declarators.Length > 1)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, syntax.Declarators[1].Declarator.Name ?? syntax.First, "'auto' can declare one variable only, but this declaration has more", "write one declaration for each");
        }

        foreach (InitDeclaratorSyntax declarator in syntax.Declarators)
        {
            Declare(specifiers, declarator, span, syntax.End);
        }
    }

    // Up to the semicolon or the body, which are not included, and without trailing blanks.
    private SourceSpan EndOfDeclarators(DeclarationSyntax syntax)
    {
        SourceSpan after = syntax.End.In(context.Source);
        int end = after.Start;
        while (end > 0 && char.IsWhiteSpace(after.Source.Text[end - 1]))
        {
            end--;
        }

        return new SourceSpan(after.Source, end, 0);
    }

    private static bool DeclaresTag(SpecifierSyntax[] specifiers)
    {
        foreach (SpecifierSyntax specifier in specifiers)
        {
            if (specifier is RecordSpecifierSyntax { Tag: not null } or EnumSpecifierSyntax)
            {
                return true;
            }
        }

        return false;
    }

    private void Declare(BoundSpecifiers specifiers, InitDeclaratorSyntax syntax, SourceSpan span, Token end)
    {
        BoundDeclarator declarator = context.Declarators.Bind(specifiers, syntax.Declarator, isParameter: false);
        Token name = declarator.Name!;
        BoundAttributes attributes = declarator.Attributes.With(context.Declarators.Trailing(syntax.Declarator, syntax.Trailer?.Attributes ?? []));
        CType type = AttributedTypes.Of(declarator.Type, attributes, UseOf(specifiers, declarator.Type), name, context);
        if (attributes.AlignAs is { } alignAs)
        {
            AlignmentRules.Check(alignAs, attributes.Alignment, type, CannotBeAligned(specifiers, type), context);
        }

        SourceSpan nameSpan = name.In(context.Source);
        if (end.Kind == TokenKind.LeftBrace)
        {
            CheckBody(type, specifiers, name);
            bool hasNoSymbol = specifiers.IsStatic || attributes.IsAlwaysInlined;
            context.Diagnostics.Add(Descriptors.SkippedBody.At(
                name.In(context.Source),
                $"Cffi skips the body of '{name.Text}' and uses its declaration only",
                hasNoSymbol ? "no library exports a static or always inlined function, and typed bindings of a library omit it: compile a module to call it (API mode)" : "the library must contain the function"));
        }

        if (syntax.Initializer is not null && (specifiers.IsTypedef || type is CFunctionType))
        {
            throw context.Refuse(Descriptors.BadDeclarator, name, $"{(specifiers.IsTypedef ? "the typedef" : "the function")} '{name.Text}' cannot have a value", "only variables can have one");
        }

        if (specifiers.IsTypedef)
        {
            DeclareTypedef(specifiers, type, syntax.Declarator, attributes, name, span);
        }
        else if (type is CFunctionType function)
        {
            IReadOnlyList<string?> names = FunctionBinder.NamesOf(declarator.Parameters, function);
            var declaration = new FunctionDeclaration(name.Name, function, names, span)
            {
                SymbolName = Symbol(syntax),
                IsDefinedInHeader = end.Kind == TokenKind.LeftBrace,
                IsStatic = specifiers.IsStatic,
                IsAlwaysInlined = attributes.IsAlwaysInlined,
                IsImplementedInCSharp = context.IsForCSharp,
                Attributes = attributes.Kept,
                CallbackParameterNames = FunctionBinder.CallbackNamesOf(declarator.Parameters, function),
                ParameterAttributes = context.Declarators.Functions.AttributesOf(declarator.Parameters, function),
            };
            context.Scope.Declare(declaration, nameSpan);
        }
        else
        {
            DeclareVariable(specifiers, type, syntax, attributes, name, span);
        }
    }

    private static AttributeUse UseOf(BoundSpecifiers specifiers, CType type) =>
        specifiers.IsTypedef ? AttributeUse.Typedef with { IsTransparent = type is CRecordType { IsUnion: true } }
        : type is CFunctionType ? AttributeUse.Function
        : AttributeUse.Variable;

    private static string? CannotBeAligned(BoundSpecifiers specifiers, CType type) =>
        specifiers.IsTypedef ? "a typedef" : type is CFunctionType ? "a function" : specifiers.Storage?.Kind == TokenKind.Register ? "a register variable" : null;

    // C23 6.7.10: the type of the value, after the conversions of its use.
    private CType Inferred(InitDeclaratorSyntax syntax, Token name)
    {
        if (syntax.Initializer?.Value is not { } value)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, name, $"'{name.Text}' has no type", "write a value after '='; 'auto' takes its type");
        }

        CType type = context.Types.Of(value);
        return type.Unqualified is CArrayType array ? array.Item.PointerTo() : type.Unqualified;
    }

    private void CheckBody(CType type, BoundSpecifiers specifiers, Token name)
    {
        if (type is not CFunctionType || specifiers.IsTypedef)
        {
            throw context.Refuse(Descriptors.Syntax, name, $"'{name.Text}' is not a function and cannot have a body", "a ';' or '=' may be missing");
        }
    }

    private void DeclareTypedef(BoundSpecifiers specifiers, CType type, DeclaratorSyntax declarator, BoundAttributes attributes, Token name, SourceSpan span)
    {
        if (attributes.IsTransparent && type is CRecordType { IsUnion: true } union)
        {
            union.MakeTransparent();
        }

        // Only a typedef for the record itself, not for a pointer to it, names the record like a tag.
        if (ReferenceEquals(type, specifiers.Type))
        {
            switch (type.Unqualified)
            {
                case CRecordType record:
                    record.NameByTypedef(name.Name);
                    break;
                case CEnumType @enum:
                    @enum.NameByTypedef(name.Name);
                    break;
            }
        }

        if (specifiers.Dots is { } dots && !ReferenceEquals(type, specifiers.Type.Unqualified))
        {
            throw context.Refuse(Descriptors.BadSpecifiers, dots, "a typedef with '...' must name the number type itself", $"write 'typedef int... {name.Text};' and derive other types from '{name.Text}'");
        }

        if (specifiers.Dots is not null && type is CPartialNumberType number)
        {
            type = new CPartialNumberType(name.Name, number.IsFloating);
        }

        if (attributes.Alignment > 0)
        {
            type = new CAlignedType(name.Name, type, attributes.Alignment);
        }

        context.Scope.Declare(new TypedefDeclaration(name.Name, type, span) { Attributes = attributes.Kept, ParameterNames = FunctionBinder.NamesOf(declarator, type) }, name.In(context.Source));
    }

    private void DeclareVariable(BoundSpecifiers specifiers, CType type, InitDeclaratorSyntax syntax, BoundAttributes attributes, Token name, SourceSpan span)
    {
        if (specifiers.IsInferred)
        {
            type = Inferred(syntax, name).Qualified(type.Qualifiers);
        }

        if (type.Unqualified is CVoidType)
        {
            throw context.Refuse(Descriptors.IncompleteType, name, $"the variable '{name.Text}' cannot be void", "did you mean the pointer 'void *'?");
        }

        if (specifiers.IsConstExpr && syntax.Initializer is null)
        {
            throw context.Refuse(Descriptors.NotConstant, name, $"'{name.Text}' is constexpr and has no value", "write the value after '='");
        }

        if (IsConstant(type))
        {
            if (syntax.Initializer?.Value is { } value && (specifiers.IsConstExpr || context.Constants.IsConstant(value)))
            {
                CConstant given = context.Constants.Evaluate(value);
                CConstant constant = context.Constants.Converted(given, type, value.First);
                if (specifiers.IsConstExpr)
                {
                    RequireExact(constant, given, name);
                }

                context.Scope.Declare(new ConstantDeclaration(name.Name, constant, span) { Attributes = attributes.Kept }, name.In(context.Source));
                return;
            }

            // cffi's "static const int X;": a constant whose value the compiler knows. An array is a variable of its file.
            if (specifiers.IsStatic && syntax.Initializer is null && type.Unqualified is not CArrayType)
            {
                context.Scope.Declare(new ConstantDeclaration(name.Name, null, span) { Attributes = attributes.Kept }, name.In(context.Source));
                return;
            }
        }

        context.Scope.Declare(new VariableDeclaration(name.Name, type, span) { SymbolName = Symbol(syntax), IsThreadLocal = attributes.IsThreadLocal, RequestedAlignment = attributes.Alignment, Attributes = attributes.Kept }, name.In(context.Source));
    }

    // C23 6.7.2p6: a constexpr object holds exactly the value of its initializer.
    private void RequireExact(CConstant constant, CConstant value, Token name)
    {
        bool isFloating = value.Type.Unqualified is CPrimitiveType { IsFloating: true };
        bool isExact = constant.Type.Unqualified switch
        {
            CPrimitiveType { IsFloating: true } => constant.Floating.Equals(isFloating ? value.Floating : (double)value.Integer),
            CPrimitiveType => !isFloating && constant.Integer == value.Integer,
            _ => true,
        };
        if (!isExact)
        {
            throw context.Refuse(
                Descriptors.BadConstant, name, $"the value of '{name.Text}' is not exact in the type '{constant.Type.CName}'", "a constexpr value is not rounded; write a cast, or use another type");
        }
    }

    private static bool IsConstant(CType type)
    {
        CType element = type is CArrayType array ? array.Item : type;
        return (element.Qualifiers & (CQualifiers.Const | CQualifiers.Volatile)) == CQualifiers.Const
            && element.Unqualified is CPrimitiveType or CEnumType or CPointerType;
    }

    private string? Symbol(InitDeclaratorSyntax syntax) => syntax.Trailer?.Symbol is { } parts
        ? TextLiterals.Text(parts, context.Source, context.Target)
        : null;
}
