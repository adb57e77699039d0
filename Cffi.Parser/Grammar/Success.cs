using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>What a rule has read. Sprache's own result has room for a failure as well, and there is one per rule.</summary>
internal sealed class Success<T>(T value, Token next) : IResult<T>
{
    public T Value => value;

    /// <summary>Where the next rule starts.</summary>
    public Token Next => next;

    public IInput Remainder => next;

    public bool WasSuccessful => true;

    public string Message => "";

    public IEnumerable<string> Expectations => [];
}
