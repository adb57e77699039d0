using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>
/// Expressions that can be constant (C11 6.5, 6.6). Chains of operators are parsed by loops, so that only
/// brackets nest.
/// </summary>
internal static class Expressions
{
    private static readonly Expectation ExpectedExpression = new("", "an expression");
    private static readonly Expectation ExpectedClose = new("after the expression", "')'");
    private static readonly Expectation ExpectedTypeClose = new("after the type name", "')'");
    private static readonly Expectation ExpectedColon = new("after the expression", "':'");
    private static readonly int[] Precedences = CreatePrecedences();

    private static readonly TokenSet PostfixFirst =
        new(TokenKind.LeftParenthesis, TokenKind.LeftBracket, TokenKind.Dot, TokenKind.Arrow, TokenKind.PlusPlus, TokenKind.MinusMinus);

    // primary-expression = identifier | constant | string-literal { string-literal } | "(" expression ")"
    private static readonly Parser<ExpressionSyntax> PrimaryExpression = static input =>
    {
        var at = (Token)input;
        switch (at.Kind)
        {
            case TokenKind.IntegerConstant or TokenKind.FloatingConstant or TokenKind.CharacterConstant:
                return Success<ExpressionSyntax>(new LiteralSyntax(at), at.Next);
            case TokenKind.Identifier:
                return Success<ExpressionSyntax>(new NameSyntax(at), at.Next);
            case TokenKind.StringLiteral:
                Token first = at;
                var parts = default(Elements<Token>);
                for (; at.Kind == TokenKind.StringLiteral; at = at.Next)
                {
                    parts.Add(at);
                }

                return Success<ExpressionSyntax>(new StringSyntax(first, parts.ToArray()), at);
            case TokenKind.OffsetOf:
                return SpecialExpressions.OffsetOf(at);
            case TokenKind.Generic:
                return SpecialExpressions.GenericSelection(at);
            case TokenKind.LeftParenthesis:
                IResult<ExpressionSyntax> result = ConditionalExpression!(at.Next);
                return !result.Read(ref at, out ExpressionSyntax inner) ? result
                    : at.Kind == TokenKind.RightParenthesis ? Success(inner, at.Next)
                    : Fail<ExpressionSyntax>(at, ExpectedClose);
            default:
                return Fail<ExpressionSyntax>(at, ExpectedExpression);
        }
    };

    // postfix-expression = primary-expression { "(" ... ")" | "[" ... "]" | "." identifier | "->" identifier | "++" | "--" }
    private static readonly Parser<ExpressionSyntax> PostfixExpression = static input =>
    {
        var at = (Token)input;
        IResult<ExpressionSyntax> operand = PrimaryExpression(at);
        while (operand.Read(ref at, out ExpressionSyntax value) && PostfixFirst.Contains(at))
        {
            Token first = at;
            Token? member = null;
            switch (at.Kind)
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket:
                    IResult<Token> skipped = Attributes.Balanced(at);
                    if (!skipped.Read(ref at, out _))
                    {
                        return skipped.As<ExpressionSyntax>();
                    }

                    break;
                case TokenKind.Dot or TokenKind.Arrow:
                    member = at.Next;
                    at = at.Next.Next;
                    break;
                default:
                    at = at.Next;
                    break;
            }

            operand = Success<ExpressionSyntax>(new PostfixSyntax(first, value, member), at);
        }

        return operand;
    };

    // type-in-parentheses = "(" type-name ")"
    private static readonly Parser<TypeNameSyntax> TypeInParentheses = static input =>
    {
        Token at = ((Token)input).Next;
        IResult<TypeNameSyntax> type = Specifiers.TypeName(at);
        return !type.Read(ref at, out TypeNameSyntax name) ? type
            : at.Kind == TokenKind.RightParenthesis ? Success(name, at.Next)
            : Fail<TypeNameSyntax>(at, ExpectedTypeClose);
    };

    // unary-expression = { unary-operator | "sizeof" | "(" type-name ")" } (postfix-expression | measure "(" type-name ")")
    private static readonly Parser<ExpressionSyntax> UnaryExpression = static input =>
    {
        var at = (Token)input;
        List<PrefixSyntax>? prefixes = null;
        ExpressionSyntax? value = null;
        while (value is null)
        {
            bool isMeasure = at.Kind is TokenKind.SizeOf or TokenKind.AlignOf;
            Token type = isMeasure ? at.Next : at;
            if (type.Kind == TokenKind.LeftParenthesis && First.TypeName.Contains(type.Next))
            {
                Token first = at;
                IResult<TypeNameSyntax> named = TypeInParentheses(type);
                if (!named.Read(ref at, out TypeNameSyntax name))
                {
                    return named.As<ExpressionSyntax>();
                }

                if (at.Kind == TokenKind.LeftBrace)
                {
                    IResult<Token> braces = Attributes.Balanced(at);
                    if (!braces.Read(ref at, out _))
                    {
                        return braces.As<ExpressionSyntax>();
                    }

                    value = new CompoundLiteralSyntax(first, name);
                }
                else if (isMeasure)
                {
                    value = new MeasureSyntax(first, new OperandSyntax(name, null));
                }
                else
                {
                    (prefixes ??= []).Add(new PrefixSyntax(first, name));
                }
            }
            else if (isMeasure || IsPrefix(at.Kind))
            {
                (prefixes ??= []).Add(new PrefixSyntax(at, null));
                at = at.Next;
            }
            else
            {
                IResult<ExpressionSyntax> operand = PostfixExpression(at);
                if (prefixes is null || !operand.Read(ref at, out value))
                {
                    return operand;
                }
            }
        }

        for (int i = (prefixes?.Count ?? 0) - 1; i >= 0; i--)
        {
            (Token token, TypeNameSyntax? type) = prefixes![i];
            value = type is not null ? new CastSyntax(token, type, value)
                : token.Kind is TokenKind.SizeOf or TokenKind.AlignOf ? new MeasureSyntax(token, new OperandSyntax(null, value))
                : new UnarySyntax(token, value);
        }

        return Success(value, at);
    };

    // binary-expression = unary-expression { binary-operator unary-expression }, bound by precedence
    private static readonly Parser<ExpressionSyntax> BinaryExpression = static input => Binary((Token)input, 1);

    // conditional-expression = binary-expression { "?" [ expression ] ":" binary-expression }
    public static readonly Parser<ExpressionSyntax> ConditionalExpression = static input =>
    {
        var at = (Token)input;
        IResult<ExpressionSyntax> last = BinaryExpression(at);
        List<ConditionSyntax>? choices = null;
        ExpressionSyntax value;
        while (last.Read(ref at, out value) && at.Kind == TokenKind.Question)
        {
            Token question = at;

            // GNU: "a ?: b" is "a ? a : b".
            IResult<ExpressionSyntax> chosen = at.Next.Kind == TokenKind.Colon ? Success(value, at.Next) : ConditionalExpression!(at.Next);
            if (!chosen.Read(ref at, out ExpressionSyntax then))
            {
                return chosen;
            }

            if (at.Kind != TokenKind.Colon)
            {
                return Fail<ExpressionSyntax>(at, ExpectedColon);
            }

            (choices ??= []).Add(new ConditionSyntax(question, value, then));
            last = BinaryExpression(at.Next);
        }

        if (choices is null || value is null)
        {
            return last;
        }

        for (int i = choices.Count - 1; i >= 0; i--)
        {
            value = new ConditionalSyntax(choices[i].Question, choices[i].Condition, choices[i].Then, value);
        }

        return Success(value, at);
    };

    public static readonly Parser<ExpressionSyntax> ConstantExpression = ConditionalExpression;

    // operand = type-name | constant-expression
    public static readonly Parser<OperandSyntax> Operand = static input =>
    {
        var at = (Token)input;
        if (First.TypeName.Contains(at))
        {
            IResult<TypeNameSyntax> named = Specifiers.TypeName(at);
            return named.Read(ref at, out TypeNameSyntax type) ? Success(new OperandSyntax(type, null), at) : named.As<OperandSyntax>();
        }

        IResult<ExpressionSyntax> expression = ConstantExpression(at);
        return expression.Read(ref at, out ExpressionSyntax value) ? Success(new OperandSyntax(null, value), at) : expression.As<OperandSyntax>();
    };

    private static IResult<ExpressionSyntax> Binary(Token at, int least)
    {
        IResult<ExpressionSyntax> left = UnaryExpression(at);
        while (left.Read(ref at, out ExpressionSyntax operand))
        {
            Token sign = at;
            int precedence = Precedences[(int)sign.Kind];
            if (precedence < least)
            {
                break;
            }

            // The right operand binds one level tighter, because all binary operators associate to the left.
            IResult<ExpressionSyntax> right = Binary(at.Next, precedence + 1);
            left = right.Read(ref at, out ExpressionSyntax second) ? Success<ExpressionSyntax>(new BinarySyntax(sign, operand, second), at) : right;
        }

        return left;
    }

    private static bool IsPrefix(TokenKind kind) => kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde or TokenKind.Exclamation
        or TokenKind.Ampersand or TokenKind.Star or TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.Extension or TokenKind.AndAnd;

    private static int[] CreatePrecedences()
    {
        var table = new int[(int)TokenKind.Count];
        TokenKind[][] levels =
        [
            [TokenKind.OrOr], [TokenKind.AndAnd], [TokenKind.Bar], [TokenKind.Caret], [TokenKind.Ampersand],
            [TokenKind.EqualEqual, TokenKind.NotEqual],
            [TokenKind.Less, TokenKind.Greater, TokenKind.LessEqual, TokenKind.GreaterEqual],
            [TokenKind.ShiftLeft, TokenKind.ShiftRight],
            [TokenKind.Plus, TokenKind.Minus],
            [TokenKind.Star, TokenKind.Slash, TokenKind.Percent],
        ];
        for (int i = 0; i < levels.Length; i++)
        {
            foreach (TokenKind kind in levels[i])
            {
                table[(int)kind] = i + 1;
            }
        }

        return table;
    }
}
