using System.Runtime.CompilerServices;
using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>
/// The functions that all rules of the grammar share. A rule is a Sprache parser over tokens without backtracking: the next token
/// decides. Sprache's own combinators try alternatives in turn and collect what each one expected, which costs more
/// than ten times as much for C.
/// </summary>
/// <remarks>
/// The rules that occur many times in a declaration, specifiers and declarators, are methods named <c>Read...</c>. They advance
/// over the tokens that they read, give the syntax, and return the failure or null, so that no result is allocated for each.
/// Generic methods are inlined into their callers, where the types are known: code that is compiled ahead looks up
/// the types of shared generic code, and dispatches its interfaces, at several times the cost of the work itself.
/// </remarks>
internal static class Rules
{
    /// <summary>The syntax that a rule has read, and the token after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IResult<T> Success<T>(T value, Token next)
        where T : class => new Success<T>(value, next);

    /// <summary>The failure to find the expected tokens.</summary>
    public static IResult<T> Fail<T>(Token at, Expectation expectation) =>
        Result.Failure<T>(at, expectation.Context, expectation.Words);

    /// <summary>Converts the failure of an inner rule to that of an outer rule.</summary>
    public static IResult<TOuter> As<TOuter>(this IResult<object> failure) =>
        Result.Failure<TOuter>(failure.Remainder, failure.Message, failure.Expectations);

    /// <summary>Advances over the tokens that a rule has read. Returns false, and changes nothing, if the rule failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read<T>(this IResult<T> result, ref Token at, out T value)
        where T : class?
    {
        if (result is Success<T> success)
        {
            value = success.Value;
            at = success.Next;
            return true;
        }

        value = null!;
        return false;
    }

    /// <summary>Elements, as long as the next token can start one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IResult<T[]> While<T>(Token at, TokenSet first, Parser<T> element)
        where T : class
    {
        var elements = default(Elements<T>);
        while (first.Contains(at))
        {
            IResult<T> result = element(at);
            if (!result.Read(ref at, out T value))
            {
                return result.As<T[]>();
            }

            elements.Add(value);
        }

        return Success(elements.ToArray(), at);
    }

    /// <summary>Elements with commas between them. With <paramref name="end"/>, a comma may also precede the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IResult<T[]> Separated<T>(Token at, Parser<T> element, TokenKind end = TokenKind.EndOfText)
        where T : class
    {
        var elements = default(Elements<T>);
        while (true)
        {
            IResult<T> result = element(at);
            if (!result.Read(ref at, out T value))
            {
                return result.As<T[]>();
            }

            elements.Add(value);
            if (at.Kind != TokenKind.Comma)
            {
                break;
            }

            at = at.Next;
            if (at.Kind == end && end != TokenKind.EndOfText)
            {
                break;
            }
        }

        return Success(elements.ToArray(), at);
    }
}
