using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>An expression as far as it can be constant (C11 6.6). The kinds are the children.</summary>
/// <param name="First">The token that stands for the expression in messages.</param>
/// <param name="Depth">How many levels of operators it has: what evaluating it costs in stack.</param>
internal abstract record ExpressionSyntax(Token First, int Depth);

/// <summary>An integer, floating or character constant.</summary>
internal sealed record LiteralSyntax(Token First) : ExpressionSyntax(First, 1);

/// <summary>One or more adjacent string literals.</summary>
internal sealed record StringSyntax(Token First, IReadOnlyList<Token> Parts) : ExpressionSyntax(First, 1);

/// <summary>An identifier.</summary>
internal sealed record NameSyntax(Token First) : ExpressionSyntax(First, 1);

/// <summary>A prefix operator and its operand.</summary>
internal sealed record UnarySyntax(Token First, ExpressionSyntax Operand) : ExpressionSyntax(First, Operand.Depth + 1);

/// <summary>A cast.</summary>
internal sealed record CastSyntax(Token First, TypeNameSyntax Type, ExpressionSyntax Operand) : ExpressionSyntax(First, Operand.Depth + 1);

/// <summary><c>sizeof</c> or <c>_Alignof</c> of a type or of an expression.</summary>
internal sealed record MeasureSyntax(Token First, OperandSyntax Operand) : ExpressionSyntax(First, (Operand.Value?.Depth ?? 0) + 1);

/// <summary>A binary operator and its operands.</summary>
/// <param name="First">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
internal sealed record BinarySyntax(Token First, ExpressionSyntax Left, ExpressionSyntax Right)
    : ExpressionSyntax(First, Math.Max(Left.Depth, Right.Depth) + 1);

/// <summary>A conditional expression.</summary>
/// <param name="First">The question mark.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Then">The value if it is not 0.</param>
/// <param name="Else">The value if it is 0.</param>
internal sealed record ConditionalSyntax(Token First, ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Else)
    : ExpressionSyntax(First, Math.Max(Condition.Depth, Math.Max(Then.Depth, Else.Depth)) + 1);

/// <summary>A call, subscript, member access or increment: never constant.</summary>
/// <param name="First">The operator, or the bracket that opens.</param>
/// <param name="Operand">What it is applied to.</param>
internal sealed record PostfixSyntax(Token First, ExpressionSyntax Operand) : ExpressionSyntax(First, Operand.Depth + 1);

/// <summary>A type name or an expression, whichever stands there.</summary>
internal sealed record OperandSyntax(TypeNameSyntax? Type, ExpressionSyntax? Value);
