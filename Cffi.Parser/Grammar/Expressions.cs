using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>
/// Expressions as far as they can be constant (C11 6.5, 6.6). Chains of operators are loops here, so that only
/// brackets nest.
/// </summary>
internal static class Expressions
{
    private static readonly Expectation ExpectedExpression = new("", "an expression");
    private static readonly Expectation ExpectedClose = new("after the expression", "')'");
    private static readonly Expectation ExpectedTypeClose = new("after the type name", "')'");
    private static readonly Expectation ExpectedOpen = new("", "'('");
    private static readonly Expectation ExpectedColon = new("after the expression", "':'");
    private static readonly int[] Precedences = CreatePrecedences();

    private static readonly TokenSet PostfixFirst =
        new(TokenKind.LeftParenthesis, TokenKind.LeftBracket, TokenKind.Dot, TokenKind.Arrow, TokenKind.PlusPlus, TokenKind.MinusMinus);

    private static readonly Parser<ExpressionSyntax> Literal = Take<ExpressionSyntax>(static token => new LiteralSyntax(token));

    private static readonly Parser<ExpressionSyntax> Strings = Sequence(
        Take(static token => token),
        While(new TokenSet(TokenKind.StringLiteral), Take(static token => token)),
        static (first, more) => (ExpressionSyntax)new StringSyntax(first, more.Length == 0 ? [first] : [first, .. more]));

    private static readonly Parser<ExpressionSyntax> Parenthesized = Sequence(
        Take(static token => token),
        Later(static () => ConditionalExpression!),
        Expect(TokenKind.RightParenthesis, ExpectedClose),
        static (_, inner, _) => inner);

    // primary-expression = identifier | constant | string-literal { string-literal } | "(" expression ")"
    private static readonly Parser<ExpressionSyntax> PrimaryExpression = OneOf(
        ExpectedExpression,
        ([TokenKind.IntegerConstant, TokenKind.FloatingConstant, TokenKind.CharacterConstant], Literal),
        ([TokenKind.Identifier], Take<ExpressionSyntax>(static token => new NameSyntax(token))),
        ([TokenKind.StringLiteral], Strings),
        ([TokenKind.OffsetOf], Later(static () => SpecialExpressions.OffsetOf)),
        ([TokenKind.Generic], Later(static () => SpecialExpressions.GenericSelection)),
        ([TokenKind.LeftParenthesis], Parenthesized));

    // postfix-expression = primary-expression { "(" ... ")" | "[" ... "]" | "." identifier | "->" identifier | "++" | "--" }
    private static readonly Parser<ExpressionSyntax> PostfixExpression = input =>
    {
        IResult<ExpressionSyntax> operand = PrimaryExpression(input);
        while (operand.WasSuccessful && PostfixFirst.Contains((TokenInput)operand.Remainder))
        {
            var at = (TokenInput)operand.Remainder;
            IResult<Token> skipped = at.Kind is TokenKind.LeftParenthesis or TokenKind.LeftBracket
                ? Attributes.Balanced(at)
                : Success(at.Token, at.Kind is TokenKind.Dot or TokenKind.Arrow ? at.Next.Next : at.Next);
            if (!skipped.WasSuccessful)
            {
                return Failed<Token, ExpressionSyntax>(skipped);
            }

            Token? member = at.Kind is TokenKind.Dot or TokenKind.Arrow ? at.Next.Token : null;
            operand = Success<ExpressionSyntax>(new PostfixSyntax(at.Token, operand.Value, member), skipped.Remainder);
        }

        return operand;
    };

    private static readonly Parser<TypeNameSyntax> TypeInParentheses = Sequence(
        Expect(TokenKind.LeftParenthesis, ExpectedOpen),
        Later(static () => Specifiers.TypeName),
        Expect(TokenKind.RightParenthesis, ExpectedTypeClose),
        static (_, type, _) => type);

    // unary-expression = { unary-operator | "sizeof" | "(" type-name ")" } (postfix-expression | measure "(" type-name ")")
    private static readonly Parser<ExpressionSyntax> UnaryExpression = static input =>
    {
        var at = (TokenInput)input;
        List<(Token Operator, TypeNameSyntax? Type)>? prefixes = null;
        ExpressionSyntax? value = null;
        while (value is null)
        {
            bool isMeasure = at.Kind is TokenKind.SizeOf or TokenKind.AlignOf;
            TokenInput type = isMeasure ? at.Next : at;
            if (type.Kind == TokenKind.LeftParenthesis && First.TypeName.Contains(type.Next))
            {
                IResult<TypeNameSyntax> name = TypeInParentheses(type);
                if (!name.WasSuccessful)
                {
                    return Failed<TypeNameSyntax, ExpressionSyntax>(name);
                }

                var behind = (TokenInput)name.Remainder;
                if (behind.Kind == TokenKind.LeftBrace)
                {
                    IResult<Token> braces = Attributes.Balanced(behind);
                    if (!braces.WasSuccessful)
                    {
                        return Failed<Token, ExpressionSyntax>(braces);
                    }

                    value = new CompoundLiteralSyntax(at.Token, name.Value);
                    behind = (TokenInput)braces.Remainder;
                }
                else if (isMeasure)
                {
                    value = new MeasureSyntax(at.Token, new OperandSyntax(name.Value, null));
                }
                else
                {
                    (prefixes ??= []).Add((at.Token, name.Value));
                }

                at = behind;
            }
            else if (isMeasure || IsPrefix(at.Kind))
            {
                (prefixes ??= []).Add((at.Token, null));
                at = at.Next;
            }
            else
            {
                IResult<ExpressionSyntax> operand = PostfixExpression(at);
                if (!operand.WasSuccessful)
                {
                    return operand;
                }

                value = operand.Value;
                at = (TokenInput)operand.Remainder;
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
    private static readonly Parser<ExpressionSyntax> BinaryExpression = static input => Binary((TokenInput)input, 1);

    // conditional-expression = binary-expression { "?" [ expression ] ":" binary-expression }
    public static readonly Parser<ExpressionSyntax> ConditionalExpression = static input =>
    {
        IResult<ExpressionSyntax> last = BinaryExpression(input);
        List<(Token Question, ExpressionSyntax Condition, ExpressionSyntax Then)>? choices = null;
        while (last.WasSuccessful && ((TokenInput)last.Remainder).Kind == TokenKind.Question)
        {
            var question = (TokenInput)last.Remainder;

            // GNU: "a ?: b" is "a ? a : b".
            IResult<ExpressionSyntax> then = question.Next.Kind == TokenKind.Colon
                ? Success(last.Value, question.Next)
                : ConditionalExpression!(question.Next);
            if (!then.WasSuccessful)
            {
                return then;
            }

            var colon = (TokenInput)then.Remainder;
            if (colon.Kind != TokenKind.Colon)
            {
                return Fail<ExpressionSyntax>(colon, ExpectedColon);
            }

            (choices ??= []).Add((question.Token, last.Value, then.Value));
            last = BinaryExpression(colon.Next);
        }

        if (!last.WasSuccessful || choices is null)
        {
            return last;
        }

        ExpressionSyntax value = last.Value;
        for (int i = choices.Count - 1; i >= 0; i--)
        {
            value = new ConditionalSyntax(choices[i].Question, choices[i].Condition, choices[i].Then, value);
        }

        return Success(value, last.Remainder);
    };

    public static readonly Parser<ExpressionSyntax> ConstantExpression = ConditionalExpression;

    // operand = type-name | constant-expression
    public static readonly Parser<OperandSyntax> Operand = IfStarts(
        First.TypeName.Contains,
        Map(Later(static () => Specifiers.TypeName), static type => new OperandSyntax(type, null)),
        Map(ConstantExpression, static value => new OperandSyntax(null, value)));

    private static IResult<ExpressionSyntax> Binary(TokenInput input, int least)
    {
        IResult<ExpressionSyntax> left = UnaryExpression(input);
        while (left.WasSuccessful)
        {
            var at = (TokenInput)left.Remainder;
            int precedence = Precedences[(int)at.Kind];
            if (precedence < least)
            {
                return left;
            }

            // One level higher on the right: all binary operators associate to the left.
            IResult<ExpressionSyntax> right = Binary(at.Next, precedence + 1);
            left = right.WasSuccessful
                ? Success<ExpressionSyntax>(new BinarySyntax(at.Token, left.Value, right.Value), right.Remainder)
                : right;
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
