using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>The result of a successful rule. Sprache's own result also has fields for a failure, and there is one result per rule.</summary>
internal sealed class Success<T>(T value, Token next) : IResult<T>
{
    public T Value => value;

    /// <summary>The token at which the next rule starts.</summary>
    public Token Next => next;

    public IInput Remainder => next;

    public bool WasSuccessful => true;

    public string Message => "";

    public IEnumerable<string> Expectations => [];
}
