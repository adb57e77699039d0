using System.Numerics;
using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;

namespace Cffi.Parser.Binding.Constants;

/// <summary>The binary operators on constants (C11 6.5.5 to 6.5.15).</summary>
internal sealed class BinaryOperations
{
    private readonly BindingContext context;

    public BinaryOperations(BindingContext context)
    {
        this.context = context;
    }

    /// <summary>The value of <c>left op right</c>.</summary>
    /// <exception cref="RefusedException">The operands have wrong types, or the result is undefined.</exception>
    public CConstant Apply(Token op, CConstant left, CConstant right, bool isEvaluated)
    {
        CPrimitiveType? one = context.Constants.IntegerTypeOf(left.Type, op);
        CPrimitiveType? other = context.Constants.IntegerTypeOf(right.Type, op);
        if (left.StringBytes is not null || right.StringBytes is not null)
        {
            throw Refuse(op, left, right);
        }

        if (one is not null && other is not null)
        {
            return op.Kind is TokenKind.ShiftLeft or TokenKind.ShiftRight
                ? Shift(op, left.Integer, IntegerTypes.Promote(one, context.Target), right.Integer, isEvaluated)
                : Integers(op, left.Integer, right.Integer, Common(one, other), isEvaluated);
        }

        if (IsFloating(left, one) && IsFloating(right, other))
        {
            return Floats(op, Number(left, one), Number(right, other), FloatType(left, right)) ?? throw Refuse(op, left, right);
        }

        // Addresses that are made from numbers can be compared with null and with each other.
        return left.Type.Unqualified is CPointerType || right.Type.Unqualified is CPointerType
            ? Comparison(op.Kind, left.Integer.CompareTo(right.Integer)) ?? throw Refuse(op, left, right)
            : throw Refuse(op, left, right);
    }

    /// <summary>The chosen operand of a conditional expression, in the common type of both operands (C11 6.5.15p5-6).</summary>
    public CConstant Balanced(Token at, CConstant chosen, CConstant other)
    {
        CPrimitiveType? one = context.Constants.IntegerTypeOf(chosen.Type, at);
        CPrimitiveType? two = context.Constants.IntegerTypeOf(other.Type, at);
        if (one is not null && two is not null)
        {
            return Conversions.To(chosen, Common(one, two), at, context);
        }

        bool areNumbers = chosen.StringBytes is null && other.StringBytes is null && IsFloating(chosen, one) && IsFloating(other, two);
        return areNumbers ? Conversions.To(chosen, FloatType(chosen, other), at, context)
            : chosen.StringBytes is null && other.Type.Unqualified is CPointerType ? Conversions.To(chosen, other.Type, at, context)
            : chosen;
    }

    /// <summary>The value in its type. Unsigned types wrap; a value that does not fit a signed type is an error (C11 6.5p5).</summary>
    public CConstant InRange(Token op, BigInteger value, CPrimitiveType type, bool isEvaluated)
    {
        bool isSigned = PrimitiveLayout.IsSigned(type, context.Target);
        return !isSigned || !isEvaluated || IntegerTypes.Fits(value, type, context.Target)
            ? CConstant.OfInteger(type, IntegerTypes.Wrap(value, type, context.Target))
            : throw context.Refuse(Descriptors.BadConstant, op, $"the value {value} overflows '{type.CName}'", "a suffix such as 'u' or 'll' gives the operands a larger type");
    }

    private CConstant Integers(Token op, BigInteger left, BigInteger right, CPrimitiveType type, bool isEvaluated)
    {
        left = IntegerTypes.Wrap(left, type, context.Target);
        right = IntegerTypes.Wrap(right, type, context.Target);
        if (Comparison(op.Kind, left.CompareTo(right)) is { } truth)
        {
            return truth;
        }

        if (op.Kind is TokenKind.Slash or TokenKind.Percent && right.IsZero)
        {
            return isEvaluated
                ? throw context.Refuse(Descriptors.BadConstant, op, "division by zero")
                : CConstant.OfInteger(type, BigInteger.Zero);
        }

        BigInteger value = op.Kind switch
        {
            TokenKind.Star => left * right,
            TokenKind.Slash => BigInteger.Divide(left, right),
            TokenKind.Percent => BigInteger.Remainder(left, right),
            TokenKind.Plus => left + right,
            TokenKind.Minus => left - right,
            TokenKind.Ampersand => left & right,
            TokenKind.Caret => left ^ right,
            _ => left | right,
        };
        return InRange(op, value, type, isEvaluated);
    }

    // C11 6.5.7p3: the type is that of the left operand, and the count must be smaller than its width.
    private CConstant Shift(Token op, BigInteger value, CPrimitiveType type, BigInteger count, bool isEvaluated)
    {
        int bits = IntegerTypes.Bits(type, context.Target);
        if (count.Sign < 0 || count >= bits)
        {
            return isEvaluated
                ? throw context.Refuse(Descriptors.BadConstant, op, FormattableString.Invariant($"a shift by {count} is out of range: '{type.CName}' has {bits} bits"))
                : CConstant.OfInteger(type, BigInteger.Zero);
        }

        BigInteger shifted = op.Kind == TokenKind.ShiftLeft ? value << (int)count : value >> (int)count;

        // A bit shifted into the sign is undefined in C11, but headers do it and every compiler wraps: 1 << 31.
        return CConstant.OfInteger(type, IntegerTypes.Wrap(shifted, type, context.Target));
    }

    private static CConstant? Floats(Token op, double left, double right, CPrimitiveType type)
    {
        double? value = op.Kind switch
        {
            TokenKind.Star => left * right,
            TokenKind.Slash => left / right,
            TokenKind.Plus => left + right,
            TokenKind.Minus => left - right,
            _ => null,
        };
        if (value is not { } number)
        {
            // Not CompareTo, which sorts NaN first.
            return op.Kind switch
            {
                TokenKind.Less => Truth(left < right),
                TokenKind.Greater => Truth(left > right),
                TokenKind.LessEqual => Truth(left <= right),
                TokenKind.GreaterEqual => Truth(left >= right),
                TokenKind.EqualEqual => Truth(left == right),
                TokenKind.NotEqual => Truth(left != right),
                _ => null,
            };
        }

        return CConstant.OfFloating(type, type.Primitive == CPrimitiveKind.Float ? (float)number : number);
    }

    private static CConstant? Comparison(TokenKind op, int order) => op switch
    {
        TokenKind.Less => Truth(order < 0),
        TokenKind.Greater => Truth(order > 0),
        TokenKind.LessEqual => Truth(order <= 0),
        TokenKind.GreaterEqual => Truth(order >= 0),
        TokenKind.EqualEqual => Truth(order == 0),
        TokenKind.NotEqual => Truth(order != 0),
        _ => null,
    };

    private static CConstant Truth(bool value) => CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Int), value ? BigInteger.One : BigInteger.Zero);

    private CPrimitiveType Common(CPrimitiveType left, CPrimitiveType right) =>
        IntegerTypes.Common(IntegerTypes.Promote(left, context.Target), IntegerTypes.Promote(right, context.Target), context.Target);

    private static bool IsFloating(CConstant value, CPrimitiveType? integer) =>
        integer is not null || value.Type.Unqualified is CPrimitiveType { IsFloating: true };

    private static double Number(CConstant value, CPrimitiveType? integer) => integer is null ? value.Floating : (double)value.Integer;

    private static CPrimitiveType FloatType(CConstant left, CConstant right)
    {
        CPrimitiveKind one = left.Type.Unqualified is CPrimitiveType { IsFloating: true } first ? first.Primitive : CPrimitiveKind.Float;
        CPrimitiveKind other = right.Type.Unqualified is CPrimitiveType { IsFloating: true } second ? second.Primitive : CPrimitiveKind.Float;
        return CPrimitiveType.Of(one > other ? one : other);
    }

    private RefusedException Refuse(Token op, CConstant left, CConstant right) => context.Refuse(
        Descriptors.NotConstant, op, $"'{Punctuators.Spelling(op.Kind)}' does not take constants of types '{left.Type.CName}' and '{right.Type.CName}'");
}
