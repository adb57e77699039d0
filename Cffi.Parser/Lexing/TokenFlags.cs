namespace Cffi.Parser.Lexing;

/// <summary>What a token has besides its kind and characters.</summary>
[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>The token starts a line: the end of a directive, and a sign that a semicolon is missing.</summary>
    FirstOnLine = 1,

    /// <summary>White space comes before the token; <c>#</c> keeps it, and it tells a parameter list from a body.</summary>
    AfterSpace = 2,

    /// <summary>The name of a macro that is not replaced again (C11 6.10.3.4p2).</summary>
    Painted = 4,
}
