using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Constants;

/// <summary>
/// The types of expressions that need no value: what <c>sizeof</c>, <c>typeof</c> and <c>_Generic</c> look at
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
    /// <exception cref="RefusedException">It has none that is known.</exception>
    public CType Of(ExpressionSyntax syntax)
    {
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
            case BinarySyntax { First.Kind: TokenKind.Plus or TokenKind.Minus } sum when Decayed(sum.Left) is CPointerType pointer:
                return Decayed(sum.Right) is CPointerType ? CPrimitiveType.Of(CPrimitiveKind.PtrDiff) : pointer;
            case GenericSyntax generic:
                return Of(Selected(generic));
            default:
                return context.Constants.Unevaluated(syntax).Type;
        }
    }

    /// <summary>What <c>_Generic</c> selects (C11 6.5.1.1p2-3).</summary>
    /// <exception cref="RefusedException">No association fits.</exception>
    public ExpressionSyntax Selected(GenericSyntax syntax)
    {
        CType control = Decay(Of(syntax.Control)).Unqualified;
        ExpressionSyntax? otherwise = null;
        foreach (AssociationSyntax association in syntax.Associations)
        {
            if (association.Type is not { } name)
            {
                otherwise = association.Value;
            }
            else if (AreCompatible(context.Declarators.Bind(name), control))
            {
                return association.Value;
            }
        }

        return otherwise ?? throw context.Refuse(Descriptors.NotConstant, syntax.First, $"no association of '_Generic' is for the type '{control.CName}'");
    }

    // A library's name is the type behind it here: size_t and unsigned long are one.
    private bool AreCompatible(CType left, CType right) => TypeComparison.AreSame(left, right)
        || (left is CPrimitiveType { IsInteger: true } one && right is CPrimitiveType { IsInteger: true } other
            && one.Primitive != CPrimitiveKind.Char && other.Primitive != CPrimitiveKind.Char
            && IntegerTypes.Canonical(one, context.Target) == IntegerTypes.Canonical(other, context.Target));

    private CType Decayed(ExpressionSyntax syntax)
    {
        try
        {
            return Decay(Of(syntax)).Unqualified;
        }
        catch (RefusedException)
        {
            return CVoidType.Instance;
        }
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
        : throw context.Refuse(Descriptors.NotConstant, at, $"'{type.CName}' is no pointer");

    private CType Member(CType type, Token name) => type.Unqualified is CRecordType record && Find(record, name.Name) is { } member
        ? member.Qualified(type.Qualifiers)
        : throw context.Refuse(Descriptors.UnknownName, name, $"'{type.CName}' has no member '{name.Text}'");

    private static CType? Find(CRecordType record, string name)
    {
        foreach (CMember member in record.Members)
        {
            if (member.Name == name)
            {
                return member.Type;
            }

            if (member is { IsAnonymousRecord: true, Type.Unqualified: CRecordType inner } && Find(inner, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
