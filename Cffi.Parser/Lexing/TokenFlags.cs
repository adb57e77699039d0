namespace Cffi.Parser.Lexing;

/// <summary>The properties of a token besides its kind and characters.</summary>
[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>The token starts a line. This ends a directive, and is a sign of a missing semicolon.</summary>
    FirstOnLine = 1,

    /// <summary>White space precedes the token. The operator <c>#</c> keeps it, and it distinguishes a parameter list from a body.</summary>
    AfterSpace = 2,

    /// <summary>The name of a macro that is not replaced again (C11 6.10.3.4p2).</summary>
    Painted = 4,
}
