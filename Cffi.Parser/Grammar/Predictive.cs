using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>
/// Combinators for grammars that never go back: the next token decides. Sprache's own try alternatives in turn and
/// collect what each one expected, which costs more than ten times as much for C.
/// </summary>
internal static class Predictive
{
    /// <summary>One token of a kind.</summary>
    public static Parser<Token> Expect(TokenKind kind, Expectation expectation) => input =>
    {
        var at = (TokenInput)input;
        return at.Kind == kind ? Success(at.Token, at.Next) : Fail<Token>(at, expectation);
    };

    /// <summary>One token of any kind: where a table has seen already what it is.</summary>
    public static Parser<T> Take<T>(Func<Token, T> build) => input =>
    {
        var at = (TokenInput)input;
        return Success(build(at.Token), at.Next);
    };

    /// <summary>The rule that the kind of the next token selects.</summary>
    public static Parser<T> OneOf<T>(Expectation expectation, params (TokenKind[] First, Parser<T> Rule)[] choices)
    {
        var table = new Parser<T>?[(int)TokenKind.Count];
        foreach ((TokenKind[] first, Parser<T> rule) in choices)
        {
            foreach (TokenKind kind in first)
            {
                table[(int)kind] = rule;
            }
        }

        return input => table[(int)((TokenInput)input).Kind] is { } rule ? rule(input) : Fail<T>((TokenInput)input, expectation);
    }

    /// <summary>The rule if it can start here, or the other one.</summary>
    public static Parser<T> IfStarts<T>(Func<TokenInput, bool> starts, Parser<T> rule, Parser<T> otherwise) =>
        input => starts((TokenInput)input) ? rule(input) : otherwise(input);

    /// <summary>The rule if it can start here, or nothing.</summary>
    public static Parser<T?> Optional<T>(TokenSet first, Parser<T> rule)
        where T : class => input => first.Contains((TokenInput)input) ? rule(input) : Success<T?>(null, input);

    /// <summary>Nothing.</summary>
    public static Parser<T> Nothing<T>(T value) => input => Success(value, input);

    /// <summary>Elements for as long as the next token can start one.</summary>
    public static Parser<T[]> While<T>(TokenSet first, Parser<T> element) => input =>
    {
        var elements = default(Elements<T>);
        while (first.Contains((TokenInput)input))
        {
            IResult<T> result = element(input);
            if (!result.WasSuccessful)
            {
                return Failed<T, T[]>(result);
            }

            elements.Add(result.Value);
            input = result.Remainder;
        }

        return Success(elements.ToArray(), input);
    };

    /// <summary>Elements with commas between them; with <paramref name="end"/>, a comma may also come before that.</summary>
    public static Parser<T[]> Separated<T>(Parser<T> element, TokenKind end = TokenKind.EndOfText) => input =>
    {
        var elements = default(Elements<T>);
        while (true)
        {
            IResult<T> result = element(input);
            if (!result.WasSuccessful)
            {
                return Failed<T, T[]>(result);
            }

            elements.Add(result.Value);
            input = result.Remainder;
            var at = (TokenInput)input;
            if (at.Kind != TokenKind.Comma)
            {
                return Success(elements.ToArray(), input);
            }

            input = at.Next;
            if (end != TokenKind.EndOfText && at.Next.Kind == end)
            {
                return Success(elements.ToArray(), input);
            }
        }
    };

    /// <summary>A rule whose result is built into something else.</summary>
    public static Parser<TResult> Map<T, TResult>(Parser<T> rule, Func<T, TResult> build) => input =>
    {
        IResult<T> result = rule(input);
        return result.WasSuccessful ? Success(build(result.Value), result.Remainder) : Failed<T, TResult>(result);
    };

    /// <summary>Two rules, one after the other.</summary>
    public static Parser<TResult> Sequence<T1, T2, TResult>(Parser<T1> first, Parser<T2> second, Func<T1, T2, TResult> build) => input =>
    {
        IResult<T1> one = first(input);
        if (!one.WasSuccessful)
        {
            return Failed<T1, TResult>(one);
        }

        IResult<T2> two = second(one.Remainder);
        return two.WasSuccessful ? Success(build(one.Value, two.Value), two.Remainder) : Failed<T2, TResult>(two);
    };

    /// <summary>Three rules, one after the other.</summary>
    public static Parser<TResult> Sequence<T1, T2, T3, TResult>(
        Parser<T1> first, Parser<T2> second, Parser<T3> third, Func<T1, T2, T3, TResult> build) => input =>
    {
        IResult<T1> one = first(input);
        if (!one.WasSuccessful)
        {
            return Failed<T1, TResult>(one);
        }

        IResult<T2> two = second(one.Remainder);
        if (!two.WasSuccessful)
        {
            return Failed<T2, TResult>(two);
        }

        IResult<T3> three = third(two.Remainder);
        return three.WasSuccessful ? Success(build(one.Value, two.Value, three.Value), three.Remainder) : Failed<T3, TResult>(three);
    };

    /// <summary>Four rules, one after the other.</summary>
    public static Parser<TResult> Sequence<T1, T2, T3, T4, TResult>(
        Parser<T1> first, Parser<T2> second, Parser<T3> third, Parser<T4> fourth, Func<T1, T2, T3, T4, TResult> build) => input =>
    {
        IResult<T1> one = first(input);
        if (!one.WasSuccessful)
        {
            return Failed<T1, TResult>(one);
        }

        IResult<T2> two = second(one.Remainder);
        if (!two.WasSuccessful)
        {
            return Failed<T2, TResult>(two);
        }

        IResult<T3> three = third(two.Remainder);
        if (!three.WasSuccessful)
        {
            return Failed<T3, TResult>(three);
        }

        IResult<T4> four = fourth(three.Remainder);
        return four.WasSuccessful
            ? Success(build(one.Value, two.Value, three.Value, four.Value), four.Remainder)
            : Failed<T4, TResult>(four);
    };

    /// <summary>A rule between two lists that are mostly empty; where they are, they cost nothing.</summary>
    public static Parser<TResult> Surrounded<T1, T2, T3, TResult>(
        TokenSet beforeFirst,
        Parser<T1[]> before,
        Parser<T2> middle,
        TokenSet afterFirst,
        Parser<T3[]> after,
        Func<T1[], T2, T3[], TResult> build) => input =>
    {
        T1[] prefix = [];
        if (beforeFirst.Contains((TokenInput)input))
        {
            IResult<T1[]> one = before(input);
            if (!one.WasSuccessful)
            {
                return Failed<T1[], TResult>(one);
            }

            prefix = one.Value;
            input = one.Remainder;
        }

        IResult<T2> two = middle(input);
        if (!two.WasSuccessful)
        {
            return Failed<T2, TResult>(two);
        }

        if (!afterFirst.Contains((TokenInput)two.Remainder))
        {
            return Success(build(prefix, two.Value, []), two.Remainder);
        }

        IResult<T3[]> three = after(two.Remainder);
        return three.WasSuccessful
            ? Success(build(prefix, two.Value, three.Value), three.Remainder)
            : Failed<T3[], TResult>(three);
    };

    /// <summary>A rule that is named before it exists: C's grammar is recursive across its areas.</summary>
    public static Parser<T> Later<T>(Func<Parser<T>> rule) => input => rule()(input);

    /// <summary>What a rule has read, and where the next one starts.</summary>
    public static IResult<T> Success<T>(T value, IInput remainder) => new Success<T>(value, remainder);

    /// <summary>The failure to find what is expected.</summary>
    public static IResult<T> Fail<T>(TokenInput at, Expectation expectation) =>
        Result.Failure<T>(at, expectation.Context, expectation.Words);

    /// <summary>A failure as that of an outer rule.</summary>
    public static IResult<TOuter> Failed<TInner, TOuter>(IResult<TInner> inner) =>
        Result.Failure<TOuter>(inner.Remainder, inner.Message, inner.Expectations);
}
