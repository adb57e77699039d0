using System.Numerics;
using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding.Constants;

/// <summary>Evaluates constant expressions with C's types and conversions (C11 6.6).</summary>
internal sealed class ConstantEvaluator
{
    /// <summary>Evaluation of a deeper expression would need too much stack.</summary>
    private const int DeepestExpression = 1000;

    // C11 has no limit for an object; the address space of the targets has.
    private const long LongestArray = 1L << 61;

    private readonly BindingContext context;
    private readonly BinaryOperations operations;

    public ConstantEvaluator(BindingContext context)
    {
        this.context = context;
        operations = new BinaryOperations(context);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="RefusedException">It is not constant, or has no value.</exception>
    public CConstant Evaluate(ExpressionSyntax syntax)
    {
        RefuseIfTooDeep(syntax);
        return Evaluate(syntax, isEvaluated: true);
    }

    /// <summary>Refuses an expression with more levels than the stack allows.</summary>
    public void RefuseIfTooDeep(ExpressionSyntax syntax)
    {
        if (syntax.Depth > DeepestExpression)
        {
            throw context.Refuse(Descriptors.TooDeep, syntax.First, FormattableString.Invariant($"this expression has more than {DeepestExpression} levels of operators"));
        }
    }

    /// <summary>An expression of which only the type matters, so it may divide by zero.</summary>
    /// <exception cref="RefusedException">It is not constant.</exception>
    public CConstant Unevaluated(ExpressionSyntax syntax) => Evaluate(syntax, isEvaluated: false);

    /// <summary>The value of an integer constant expression.</summary>
    /// <exception cref="RefusedException">It is not an integer constant expression, or has no value.</exception>
    public BigInteger Integer(ExpressionSyntax syntax)
    {
        CConstant value = Evaluate(syntax);
        return IntegerTypeOf(value.Type, syntax.First) is not null
            ? value.Integer
            : throw context.Refuse(Descriptors.NotConstant, syntax.First, $"this expression has the type '{value.Type.CName}', but must be an integer");
    }

    /// <summary>A value, converted to a type like an initializer.</summary>
    /// <exception cref="RefusedException">It cannot be converted.</exception>
    public CConstant Converted(CConstant value, CType type, Token at)
    {
        if (value.StringBytes is null)
        {
            return Conversions.To(value, type, at, context);
        }

        return type.Unqualified is CArrayType or CPointerType
            ? value
            : throw context.Refuse(Descriptors.NotConstant, at, $"a string cannot be the value of '{type.CName}'");
    }

    /// <summary>The length of an array.</summary>
    /// <exception cref="RefusedException">The expression is not constant, negative or too large.</exception>
    public CArrayLength ArrayLength(ExpressionSyntax syntax)
    {
        BigInteger length = Integer(syntax);
        return length.Sign >= 0 && length <= LongestArray
            ? CArrayLength.Known((long)length)
            : throw context.Refuse(Descriptors.BadArrayLength, syntax.First, length.Sign < 0 ? $"an array cannot have {length} elements" : $"an array of {length} elements is too large");
    }

    /// <summary>Whether an expression is constant; reports nothing if it is not.</summary>
    public bool IsConstant(ExpressionSyntax syntax) => TryEvaluate(syntax) is not null;

    /// <summary>Whether an expression is an integer constant 0; reports nothing if it is not.</summary>
    public bool IsZero(ExpressionSyntax syntax) => TryEvaluate(syntax) is { StringBytes: null } value && IntegerTypeOf(value.Type, syntax.First) is not null && value.Integer.IsZero;

    private CConstant? TryEvaluate(ExpressionSyntax syntax)
    {
        bool wasTrying = context.IsTrying;
        context.IsTrying = true;
        try
        {
            return Evaluate(syntax);
        }
        catch (RefusedException)
        {
            return null;
        }
        finally
        {
            context.IsTrying = wasTrying;
        }
    }

    /// <summary>The size and alignment of a type in a constant expression.</summary>
    /// <exception cref="RefusedException">The type has no layout.</exception>
    public TypeLayout LayoutOf(CType type, Token at)
    {
        try
        {
            return LayoutEngine.Of(type, context.Target);
        }
        catch (LayoutException exception)
        {
            throw new RefusedException(new CDiagnostic(exception.Id, CDiagnosticSeverity.Error, at.In(context.Source), WithoutId(exception), null));
        }
    }

    /// <summary>The integer type of a value in arithmetic; null if it has none.</summary>
    /// <exception cref="RefusedException">The type of the enum is not known.</exception>
    public CPrimitiveType? IntegerTypeOf(CType type, Token at)
    {
        switch (type.Unqualified)
        {
            case CPrimitiveType { IsInteger: true } primitive:
                return primitive;
            case CEnumType { FixedUnderlyingType: null, State: RecordState.Complete } @enum:
                LayoutOf(@enum, at);
                return EnumLayout.UnderlyingType(@enum, context.Target);
            case CEnumType @enum:
                return @enum.FixedUnderlyingType?.Unqualified as CPrimitiveType ?? CPrimitiveType.Of(CPrimitiveKind.Int);
            default:
                return null;
        }
    }

    private static string WithoutId(LayoutException exception)
    {
        string prefix = exception.Id + ": ";
        return exception.Message.StartsWith(prefix, StringComparison.Ordinal) ? exception.Message.Substring(prefix.Length) : exception.Message;
    }

    private CConstant Evaluate(ExpressionSyntax syntax, bool isEvaluated)
    {
        switch (syntax)
        {
            case LiteralSyntax literal:
                return Literal(literal.First);
            case StringSyntax text:
                return TextLiterals.String(text.Parts, context.Source, context.Target);
            case NameSyntax name:
                return Name(name.First);
            case UnarySyntax unary:
                return Unary(unary, isEvaluated);
            case CastSyntax cast:
                CType type = context.Declarators.Bind(cast.Type);
                return Conversions.To(Evaluate(cast.Operand, isEvaluated), type, cast.First, context);
            case MeasureSyntax measure:
                return Measure(measure);
            case BinarySyntax { First.Kind: TokenKind.AndAnd or TokenKind.OrOr } logical:
                return Logical(logical, isEvaluated);
            case BinarySyntax binary:
                return operations.Apply(binary.First, Evaluate(binary.Left, isEvaluated), Evaluate(binary.Right, isEvaluated), isEvaluated);
            case ConditionalSyntax conditional:
                return Conditional(conditional, isEvaluated);
            case OffsetOfSyntax offset:
                return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Size), MemberOffsets.Of(offset, context));
            case GenericSyntax generic:
                return Evaluate(context.Types.Selected(generic), isEvaluated);
            default:
                throw context.Refuse(Descriptors.NotConstant, syntax.First, "this is not a constant expression");
        }
    }

    private CConstant Literal(Token token) => token.Kind switch
    {
        TokenKind.IntegerConstant => NumberLiterals.Integer(token, context.Source, context.Target),
        TokenKind.FloatingConstant => NumberLiterals.Floating(token, context.Source),
        _ => TextLiterals.Character(token, context.Source, context.Target),
    };

    private CConstant Name(Token name)
    {
        switch (context.Scope.FindIdentifier(name.Name))
        {
            case ConstantDeclaration { Value: { } value }:
                return value;
            case ConstantDeclaration:
                throw context.Refuse(Descriptors.NotConstant, name, $"only the compiler knows the value of '{name.Text}'");
            case null when name.Text is "true" or "false":
                return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Int), name.Text == "true" ? BigInteger.One : BigInteger.Zero);
            case null when name.Text == "nullptr":
                return CConstant.OfInteger(CVoidType.Instance.PointerTo(), BigInteger.Zero);
            case null when context.Scope.WasRefused(name.Name):
                throw new RefusedException();
            case null:
                string? hint = context.Suggest(name.Name, context.Scope.ConstantNames, "declare it before, as an enumerator or with #define");
                throw context.Refuse(Descriptors.UnknownName, name, $"unknown name '{name.Text}'", hint);
            case { } other:
                throw context.Refuse(Descriptors.NotConstant, name, $"'{name.Text}' is not a constant", $"it is declared at {other.Span}");
        }
    }

    private CConstant Unary(UnarySyntax syntax, bool isEvaluated)
    {
        if (syntax is { First.Kind: TokenKind.Ampersand, Operand: PostfixSyntax { Member: not null } member })
        {
            return MemberOffsets.AddressOf(member, context);
        }

        CConstant operand = Evaluate(syntax.Operand, isEvaluated);
        TokenKind kind = syntax.First.Kind;
        if (kind == TokenKind.Extension)
        {
            return operand;
        }

        if (kind == TokenKind.Exclamation)
        {
            return Truth(!IsTrue(operand, syntax.Operand.First));
        }

        if (operand.Type.Unqualified is CPrimitiveType { IsFloating: true } && kind is TokenKind.Plus or TokenKind.Minus && operand.StringBytes is null)
        {
            return kind == TokenKind.Plus ? operand : CConstant.OfFloating(operand.Type.Unqualified, -operand.Floating);
        }

        if (IntegerTypeOf(operand.Type, syntax.First) is not { } integer || kind is not (TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde))
        {
            throw context.Refuse(Descriptors.NotConstant, syntax.First, "this is not a constant expression");
        }

        CPrimitiveType type = IntegerTypes.Promote(integer, context.Target);
        BigInteger value = kind switch { TokenKind.Minus => -operand.Integer, TokenKind.Tilde => -operand.Integer - 1, _ => operand.Integer };
        return operations.InRange(syntax.First, value, type, isEvaluated);
    }

    private CConstant Measure(MeasureSyntax syntax)
    {
        if (syntax.First.Kind == TokenKind.AlignOf)
        {
            return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Size), Alignments.Of(syntax, context));
        }

        CType type = syntax.Operand.Type is { } name ? context.Declarators.Bind(name) : context.Types.Of(syntax.Operand.Value!);
        return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Size), LayoutOf(type, syntax.First).Size);
    }

    // C11 6.5.13, 6.5.14: the second operand is not evaluated if the first decides, so it may divide by zero.
    private CConstant Logical(BinarySyntax syntax, bool isEvaluated)
    {
        bool isOr = syntax.First.Kind == TokenKind.OrOr;
        bool left = IsTrue(Evaluate(syntax.Left, isEvaluated), syntax.Left.First);
        bool right = IsTrue(Evaluate(syntax.Right, isEvaluated && left != isOr), syntax.Right.First);
        return Truth(isOr ? left || right : left && right);
    }

    private CConstant Conditional(ConditionalSyntax syntax, bool isEvaluated)
    {
        bool condition = IsTrue(Evaluate(syntax.Condition, isEvaluated), syntax.Condition.First);
        CConstant then = Evaluate(syntax.Then, isEvaluated && condition);
        CConstant @else = Evaluate(syntax.Else, isEvaluated && !condition);
        return operations.Balanced(syntax.First, condition ? then : @else, condition ? @else : then);
    }

    private bool IsTrue(CConstant value, Token at) => value.StringBytes is null
        ? value.Type.Unqualified is CPrimitiveType { IsFloating: true } ? value.Floating != 0 : !value.Integer.IsZero
        : throw context.Refuse(Descriptors.NotConstant, at, "a string cannot be a condition");

    private static CConstant Truth(bool value) => CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Int), value ? BigInteger.One : BigInteger.Zero);
}
