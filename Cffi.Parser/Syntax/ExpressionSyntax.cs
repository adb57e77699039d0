using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>An expression that can be constant (C11 6.6). Its kinds are the derived classes.</summary>
/// <param name="First">The token at which messages about the expression point.</param>
/// <param name="Depth">The number of levels of operators, which bounds the stack for its evaluation.</param>
internal abstract record ExpressionSyntax(Token First, int Depth);

/// <summary>An integer, floating or character constant.</summary>
internal sealed record LiteralSyntax(Token First) : ExpressionSyntax(First, 1);

/// <summary>One or more adjacent string literals.</summary>
internal sealed record StringSyntax(Token First, Token[] Parts) : ExpressionSyntax(First, 1);

/// <summary>An identifier.</summary>
internal sealed record NameSyntax(Token First) : ExpressionSyntax(First, 1);

/// <summary>A prefix operator and its operand.</summary>
internal sealed record UnarySyntax(Token First, ExpressionSyntax Operand) : ExpressionSyntax(First, Operand.Depth + 1);

/// <summary>A prefix operator, or the type of a cast, without its operand yet.</summary>
internal sealed record PrefixSyntax(Token Operator, TypeNameSyntax? Type);

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

/// <summary>A conditional expression without its last operand yet.</summary>
internal sealed record ConditionSyntax(Token Question, ExpressionSyntax Condition, ExpressionSyntax Then);

/// <summary>A conditional expression.</summary>
/// <param name="First">The question mark.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Then">The value if it is not 0.</param>
/// <param name="Else">The value if it is 0.</param>
internal sealed record ConditionalSyntax(Token First, ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Else)
    : ExpressionSyntax(First, Math.Max(Condition.Depth, Math.Max(Then.Depth, Else.Depth)) + 1);

/// <summary><c>offsetof</c> (C11 7.19p3).</summary>
internal sealed record OffsetOfSyntax(Token First, TypeNameSyntax Type, DesignatorSyntax[] Path) : ExpressionSyntax(First, 1);

/// <summary>A step to a member or to an element.</summary>
internal sealed record DesignatorSyntax(Token First, ExpressionSyntax? Index);

/// <summary><c>_Generic</c> (C11 6.5.1.1).</summary>
internal sealed record GenericSyntax(Token First, ExpressionSyntax Control, AssociationSyntax[] Associations)
    : ExpressionSyntax(First, Control.Depth + 1);

/// <summary>A type, or null for <c>default</c>, and the expression that <c>_Generic</c> selects for it.</summary>
internal sealed record AssociationSyntax(TypeNameSyntax? Type, ExpressionSyntax Value);

/// <summary>A compound literal (C11 6.5.2.5), whose braces were skipped: never constant.</summary>
internal sealed record CompoundLiteralSyntax(Token First, TypeNameSyntax Type) : ExpressionSyntax(First, 1);

/// <summary>A call, subscript, member access or increment: never constant.</summary>
/// <param name="First">The operator, or the bracket that opens.</param>
/// <param name="Operand">The operand.</param>
/// <param name="Member">The name after a dot or an arrow.</param>
internal sealed record PostfixSyntax(Token First, ExpressionSyntax Operand, Token? Member) : ExpressionSyntax(First, Operand.Depth + 1);

/// <summary>A type name or an expression.</summary>
internal sealed record OperandSyntax(TypeNameSyntax? Type, ExpressionSyntax? Value);
