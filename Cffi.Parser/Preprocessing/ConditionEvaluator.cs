using System.Numerics;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;

namespace Cffi.Parser.Preprocessing;

/// <summary>Evaluates the condition of an <c>#if</c> (C11 6.10.1).</summary>
/// <remarks>
/// This is no constant expression of the language: there are no types but the widest integers, no casts, and a name
/// that is no macro is 0.
/// </remarks>
internal sealed class ConditionEvaluator
{
    private readonly TokenList tokens;
    private readonly Target target;
    private readonly CSourceText source;
    private readonly Token directive;
    private int position;

    private ConditionEvaluator(TokenList tokens, Token directive, Target target, CSourceText source)
    {
        this.tokens = tokens;
        this.directive = directive;
        this.target = target;
        this.source = source;
    }

    /// <summary>Whether a condition is true.</summary>
    /// <param name="tokens">The tokens of the condition, expanded.</param>
    /// <param name="directive">The word after the <c>#</c>, to point at where there are no tokens.</param>
    /// <param name="target">The platform.</param>
    /// <param name="source">The text, for diagnostics.</param>
    /// <exception cref="RefusedException">It has no value.</exception>
    public static bool IsTrue(TokenList tokens, Token directive, Target target, CSourceText source)
    {
        if (new NestingLimit().FirstBeyond(tokens) is { } deep)
        {
            throw new RefusedException(Descriptors.TooDeep.At(deep.In(source), "this condition is nested too deeply"));
        }

        var evaluator = new ConditionEvaluator(tokens, directive, target, source);
        ConditionValue value = evaluator.Conditional(isEvaluated: true);
        return evaluator.position == tokens.Count ? value.IsTrue : throw evaluator.Refuse("an operator or the end of the line is expected here");
    }

    private TokenKind Kind => position < tokens.Count ? tokens[position].Kind : TokenKind.EndOfText;

    private ConditionValue Conditional(bool isEvaluated)
    {
        // A chain "a ? b : c ? d : e" is a loop; what is chosen first stays chosen, and all values make the type.
        ConditionValue? chosen = null;
        bool isUnsigned = false;
        while (true)
        {
            ConditionValue value = Binary(1, isEvaluated && chosen is null);
            if (Kind != TokenKind.Question)
            {
                return new ConditionValue((chosen ?? value).Bits, isUnsigned || value.IsUnsigned);
            }

            position++;
            ConditionValue then = Kind == TokenKind.Colon ? value : Conditional(isEvaluated && chosen is null && value.IsTrue);
            Expect(TokenKind.Colon, "':'");
            isUnsigned |= then.IsUnsigned;
            chosen ??= value.IsTrue ? then : null;
        }
    }

    private ConditionValue Binary(int least, bool isEvaluated)
    {
        ConditionValue left = Unary(isEvaluated);
        while (Precedence(Kind) is var precedence && precedence >= least)
        {
            Token op = tokens[position++];
            bool skips = (op.Kind == TokenKind.AndAnd && !left.IsTrue) || (op.Kind == TokenKind.OrOr && left.IsTrue);
            ConditionValue right = Binary(precedence + 1, isEvaluated && !skips);
            left = Apply(op, left, right, isEvaluated);
        }

        return left;
    }

    private ConditionValue Unary(bool isEvaluated)
    {
        int start = position;
        while (Kind is TokenKind.Exclamation or TokenKind.Tilde or TokenKind.Minus or TokenKind.Plus)
        {
            position++;
        }

        int end = position;
        ConditionValue value = Primary(isEvaluated);
        for (int i = end - 1; i >= start; i--)
        {
            value = tokens[i].Kind switch
            {
                TokenKind.Exclamation => ConditionValue.Of(!value.IsTrue),
                TokenKind.Tilde => value with { Bits = ~value.Bits },
                TokenKind.Minus => value with { Bits = unchecked(-value.Bits) },
                _ => value,
            };
        }

        return value;
    }

    private ConditionValue Primary(bool isEvaluated)
    {
        if (position == tokens.Count)
        {
            throw Refuse("a value is expected here");
        }

        Token token = tokens[position++];
        switch (token.Kind)
        {
            case TokenKind.IntegerConstant:
                CConstant number = NumberLiterals.Integer(token, source, target);

                // C11 6.10.1p4: all are of the widest type, so only the suffix, or a value beyond it, makes one unsigned.
                return ConditionValue.Of(number.Integer, isUnsigned: token.Name.IndexOfAny(['u', 'U']) >= 0);
            case TokenKind.CharacterConstant:
                CConstant character = TextLiterals.Character(token, source, target);
                return ConditionValue.Of(character.Integer, character.Type is CPrimitiveType element && !PrimitiveLayout.IsSigned(element, target));
            case TokenKind.LeftParenthesis:
                ConditionValue inner = Conditional(isEvaluated);
                Expect(TokenKind.RightParenthesis, "')'");
                return inner;
            default:
                if (token.IsWord && Kind != TokenKind.LeftParenthesis)
                {
                    return ConditionValue.Of(token.Text == "true");
                }

                position--;
                throw Refuse(token.IsWord ? $"'{token.Text}' is no macro that takes arguments" : "a value is expected here");
        }
    }

    private ConditionValue Apply(Token op, ConditionValue left, ConditionValue right, bool isEvaluated)
    {
        bool isUnsigned = left.IsUnsigned || right.IsUnsigned;
        BigInteger one = (left with { IsUnsigned = isUnsigned }).Value;
        BigInteger other = (right with { IsUnsigned = isUnsigned }).Value;
        switch (op.Kind)
        {
            case TokenKind.AndAnd:
                return ConditionValue.Of(left.IsTrue && right.IsTrue);
            case TokenKind.OrOr:
                return ConditionValue.Of(left.IsTrue || right.IsTrue);
            case TokenKind.EqualEqual:
                return ConditionValue.Of(one == other);
            case TokenKind.NotEqual:
                return ConditionValue.Of(one != other);
            case TokenKind.Less:
                return ConditionValue.Of(one < other);
            case TokenKind.Greater:
                return ConditionValue.Of(one > other);
            case TokenKind.LessEqual:
                return ConditionValue.Of(one <= other);
            case TokenKind.GreaterEqual:
                return ConditionValue.Of(one >= other);
            case TokenKind.ShiftLeft:
                return Shifted(left, right.Value);
            case TokenKind.ShiftRight:
                return Shifted(left, -right.Value);
            case TokenKind.Slash or TokenKind.Percent when other.IsZero:
                return isEvaluated
                    ? throw new RefusedException(Descriptors.BadCondition.At(op.In(source), "division by zero"))
                    : new ConditionValue(0, isUnsigned);
        }

        return ConditionValue.Of(
            op.Kind switch
            {
                TokenKind.Star => one * other,
                TokenKind.Slash => BigInteger.Divide(one, other),
                TokenKind.Percent => BigInteger.Remainder(one, other),
                TokenKind.Plus => one + other,
                TokenKind.Minus => one - other,
                TokenKind.Ampersand => one & other,
                TokenKind.Caret => one ^ other,
                _ => one | other,
            },
            isUnsigned) with { IsUnsigned = isUnsigned };
    }

    // To the left; by a negative count to the right, as GCC does it, of which C says nothing.
    private static ConditionValue Shifted(ConditionValue value, BigInteger count) => count.Sign < 0
        ? ConditionValue.Of(value.Value >> (int)BigInteger.Min(-count, 64), value.IsUnsigned) with { IsUnsigned = value.IsUnsigned }
        : value with { Bits = count < 64 ? value.Bits << (int)count : 0 };

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.OrOr => 1,
        TokenKind.AndAnd => 2,
        TokenKind.Bar => 3,
        TokenKind.Caret => 4,
        TokenKind.Ampersand => 5,
        TokenKind.EqualEqual or TokenKind.NotEqual => 6,
        TokenKind.Less or TokenKind.Greater or TokenKind.LessEqual or TokenKind.GreaterEqual => 7,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => 8,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
        _ => 0,
    };

    private void Expect(TokenKind kind, string what)
    {
        if (Kind != kind)
        {
            throw Refuse($"{what} is expected here");
        }

        position++;
    }

    private RefusedException Refuse(string message)
    {
        Token at = position < tokens.Count ? tokens[position] : tokens.Count > 0 ? tokens.Last : directive;
        return new RefusedException(Descriptors.BadCondition.At(at.In(source), message, "a condition has integers, 'defined', macros for them, and operators"));
    }
}
