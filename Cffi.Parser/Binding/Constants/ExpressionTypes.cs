using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding.Constants;

/// <summary>
/// The types of expressions that are not evaluated: the operands of <c>sizeof</c>, <c>typeof</c> and <c>_Generic</c>
/// (C11 6.5.3.4p2).
/// </summary>
internal sealed class ExpressionTypes
{
    private readonly BindingContext context;

    public ExpressionTypes(BindingContext context)
    {
        this.context = context;
    }

    /// <summary>The type of an expression, before arrays and functions become pointers.</summary>
    /// <exception cref="RefusedException">The type is not known.</exception>
    public CType Of(ExpressionSyntax syntax)
    {
        context.Constants.RefuseIfTooDeep(syntax);
        switch (syntax)
        {
            case NameSyntax name when context.Scope.FindIdentifier(name.First.Name) is { } declaration and not ConstantDeclaration:
                return declaration switch
                {
                    VariableDeclaration variable => variable.Type,
                    FunctionDeclaration function => function.Type,
                    _ => throw context.Refuse(Descriptors.NotConstant, name.First, $"'{name.First.Text}' is not a value"),
                };
            case CastSyntax cast:
                return context.Declarators.Bind(cast.Type);
            case CompoundLiteralSyntax literal:
                return context.Declarators.Bind(literal.Type);
            case UnarySyntax { First.Kind: TokenKind.Ampersand } address:
                return Of(address.Operand).PointerTo();
            case UnarySyntax { First.Kind: TokenKind.Star } indirection:
                return ItemOf(Of(indirection.Operand), indirection.First);
            case UnarySyntax { First.Kind: TokenKind.Extension } extension:
                return Of(extension.Operand);
            case PostfixSyntax postfix:
                return OfPostfix(postfix);
            case GenericSyntax generic:
                return Of(Selected(generic));
            case UnarySyntax unary:
                return OfUnary(unary);
            case BinarySyntax binary:
                return OfBinary(binary);
            case ConditionalSyntax conditional:
                return OfConditional(conditional);
            default:
                return context.Constants.Unevaluated(syntax).Type;
        }
    }

    private static CPrimitiveType Int => CPrimitiveType.Of(CPrimitiveKind.Int);

    private CType OfUnary(UnarySyntax syntax)
    {
        CType operand = Of(syntax.Operand);
        return syntax.First.Kind switch
        {
            TokenKind.Exclamation => Int,
            TokenKind.Tilde => Promoted(Integral(syntax.Operand, operand, syntax.First)),
            TokenKind.Plus or TokenKind.Minus => Promoted(Arithmetic(syntax.Operand, operand)),
            TokenKind.PlusPlus or TokenKind.MinusMinus => operand.Unqualified,
            _ => context.Constants.Unevaluated(syntax).Type,
        };
    }

    // Visits each operand once: two visits per level would take exponential time.
    private CType OfBinary(BinarySyntax syntax)
    {
        CType left = Of(syntax.Left);
        CType right = Of(syntax.Right);
        switch (syntax.First.Kind)
        {
            case TokenKind.OrOr or TokenKind.AndAnd or TokenKind.EqualEqual or TokenKind.NotEqual:
            case TokenKind.Less or TokenKind.Greater or TokenKind.LessEqual or TokenKind.GreaterEqual:
                return Int;
            case TokenKind.ShiftLeft or TokenKind.ShiftRight:
                Integral(syntax.Right, right, syntax.First);
                return Promoted(Integral(syntax.Left, left, syntax.First));
            case TokenKind.Percent or TokenKind.Ampersand or TokenKind.Caret or TokenKind.Bar:
                return Common(Integral(syntax.Left, left, syntax.First), Integral(syntax.Right, right, syntax.First));
            case TokenKind.Plus or TokenKind.Minus when Decay(left).Unqualified is CPointerType pointer:
                return Decay(right).Unqualified is CPointerType ? CPrimitiveType.Of(CPrimitiveKind.PtrDiff) : pointer;
            case TokenKind.Plus when Decay(right).Unqualified is CPointerType pointer:
                return pointer;
            default:
                return Common(Arithmetic(syntax.Left, left), Arithmetic(syntax.Right, right));
        }
    }

    // C11 6.5.15p5-6.
    private CType OfConditional(ConditionalSyntax syntax)
    {
        CType then = Decay(Of(syntax.Then)).Unqualified;
        CType otherwise = Decay(Of(syntax.Else)).Unqualified;
        if (then is not CPointerType && otherwise is not CPointerType)
        {
            return ReferenceEquals(then, otherwise) && then is not (CPrimitiveType or CEnumType)
                ? then
                : Common(Arithmetic(syntax.Then, then), Arithmetic(syntax.Else, otherwise));
        }

        if (then is CPointerType one && otherwise is CPointerType other && !IsNullConstant(syntax.Then) && !IsNullConstant(syntax.Else))
        {
            // void * if one of them is, and the qualifiers of both.
            CType item = other.Item.Unqualified is CVoidType ? other.Item : one.Item;
            return item.Qualified(one.Item.Qualifiers | other.Item.Qualifiers).PointerTo();
        }

        return then is CPointerType && (otherwise is not CPointerType || !IsNullConstant(syntax.Then)) ? then : otherwise;
    }

    // A null pointer constant of pointer type: an integer constant 0 that is cast to void *, or nullptr (C11 6.3.2.3p3).
    private bool IsNullConstant(ExpressionSyntax syntax)
    {
        while (syntax is UnarySyntax { First.Kind: TokenKind.Extension } extension)
        {
            syntax = extension.Operand;
        }

        return syntax switch
        {
            CastSyntax cast => context.Declarators.Bind(cast.Type) is CPointerType { Item: CVoidType } && context.Constants.IsZero(cast.Operand),
            NameSyntax name => context.Scope.FindIdentifier(name.First.Name) is null,
            _ => false,
        };
    }

    // The type of a number; a bit-field is promoted according to its width (C11 6.3.1.1p2).
    private CType Arithmetic(ExpressionSyntax syntax, CType of)
    {
        CType type = of.Unqualified;
        if (syntax is PostfixSyntax { Member: not null } access && MemberOf(access)?.Member.BitWidth is { } width && type is CPrimitiveType { IsInteger: true } declared
            && (width < IntegerTypes.Bits(Int, context.Target) || (width == IntegerTypes.Bits(Int, context.Target) && PrimitiveLayout.IsSigned(declared, context.Target))))
        {
            return Int;
        }

        return context.Constants.IntegerTypeOf(type, syntax.First) ?? (type is CPrimitiveType or CComplexType
            ? type
            : throw context.Refuse(Descriptors.NotConstant, syntax.First, $"this operand must be a number, but has the type '{type.CName}'"));
    }

    private CType Promoted(CType type) => Common(type, type);

    // The type of an operand that must be an integer (C11 6.5.3.3p1, 6.5.5p2, 6.5.7p2, 6.5.10p2).
    private CPrimitiveType Integral(ExpressionSyntax syntax, CType of, Token op) => Arithmetic(syntax, of) is CPrimitiveType { IsInteger: true } type
        ? type
        : throw context.Refuse(Descriptors.NotConstant, op, $"'{Punctuators.Spelling(op.Kind)}' takes integers, not '{of.CName}'");

    // C11 6.3.1.8.
    private CType Common(CType left, CType right)
    {
        if (left is CComplexType || right is CComplexType)
        {
            var real = (CPrimitiveType)Common((left as CComplexType)?.Element ?? left, (right as CComplexType)?.Element ?? right);
            return real.Primitive switch
            {
                CPrimitiveKind.Float => CComplexType.Float,
                CPrimitiveKind.Double => CComplexType.Double,
                CPrimitiveKind.LongDouble => CComplexType.LongDouble,
                CPrimitiveKind.Float16 => CComplexType.Float16,
                _ => CComplexType.Float128,
            };
        }

        return IntegerTypes.CommonOfNumbers((CPrimitiveType)left, (CPrimitiveType)right, context.Target);
    }

    /// <summary>The selected expression of <c>_Generic</c> (C11 6.5.1.1p2-3).</summary>
    /// <exception cref="RefusedException">No association fits.</exception>
    public ExpressionSyntax Selected(GenericSyntax syntax)
    {
        CType control = Decay(Of(syntax.Control)).Unqualified;
        ExpressionSyntax? otherwise = null;
        ExpressionSyntax? selected = null;
        var seen = new HashSet<CType>();
        foreach (AssociationSyntax association in syntax.Associations)
        {
            if (association.Type is not { } name)
            {
                otherwise = otherwise is null
                    ? association.Value
                    : throw context.Refuse(Descriptors.NotConstant, syntax.First, "'_Generic' has two associations for 'default'");
                continue;
            }

            CType type = context.Declarators.Bind(name);
            bool fits = TypeComparison.AreCompatible(type, control, context.Target);
            if (!seen.Add(type) || (fits && selected is not null))
            {
                throw context.Refuse(Descriptors.NotConstant, name.Specifiers[0].First, $"'_Generic' has two associations for the type '{type.CName}'");
            }

            selected = fits ? association.Value : selected;
        }

        return selected ?? otherwise ?? throw context.Refuse(Descriptors.NotConstant, syntax.First, $"no association of '_Generic' matches the type '{control.CName}'");
    }

    private static CType Decay(CType type) => type.Unqualified switch
    {
        CArrayType array => array.Item.PointerTo(),
        CFunctionType function => function.PointerTo(),
        _ => type,
    };

    private CType OfPostfix(PostfixSyntax syntax)
    {
        CType operand = Of(syntax.Operand);
        switch (syntax.First.Kind)
        {
            case TokenKind.LeftBracket:
                return ItemOf(operand, syntax.First);
            case TokenKind.LeftParenthesis:
                return (operand.Unqualified is CPointerType pointer ? pointer.Item : operand) is CFunctionType function
                    ? function.Result
                    : throw context.Refuse(Descriptors.NotConstant, syntax.First, $"'{operand.CName}' cannot be called");
            case TokenKind.Arrow:
                return Member(ItemOf(operand, syntax.First), syntax.Member!);
            case TokenKind.Dot:
                return Member(operand, syntax.Member!);
            default:
                return operand;
        }
    }

    private CType ItemOf(CType type, Token at) => Decay(type).Unqualified is CPointerType pointer
        ? pointer.Item
        : type is CFunctionType ? type
        : throw context.Refuse(Descriptors.NotConstant, at, $"'{type.CName}' is not a pointer");

    /// <summary>The member after <c>.</c> or <c>-&gt;</c>, and the innermost record that contains it; null if there is none.</summary>
    public (CRecordType Record, CMember Member)? MemberOf(PostfixSyntax access)
    {
        CType operand = Of(access.Operand);
        CType record = access.First.Kind == TokenKind.Arrow ? ItemOf(operand, access.First) : operand;
        return record.Unqualified is CRecordType type ? Find(type, access.Member!.Name) : null;
    }

    private CType Member(CType type, Token name) => type.Unqualified is CRecordType record && Find(record, name.Name) is { Member: var member }
        ? member.Type.Qualified(type.Qualifiers)
        : throw context.Refuse(Descriptors.UnknownName, name, $"'{type.CName}' has no member '{name.Text}'");

    private static (CRecordType Record, CMember Member)? Find(CRecordType record, string name)
    {
        foreach (CMember member in record.Members)
        {
            if (member.Name == name)
            {
                return (record, member);
            }

            if (member is { IsAnonymousRecord: true, Type.Unqualified: CRecordType inner } && Find(inner, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
