using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>What a rule has read. Sprache's own result has room for a failure as well, and there is one per rule.</summary>
internal sealed class Success<T>(T value, IInput remainder) : IResult<T>
{
    public T Value => value;

    public IInput Remainder => remainder;

    public bool WasSuccessful => true;

    public string Message => "";

    public IEnumerable<string> Expectations => [];
}
