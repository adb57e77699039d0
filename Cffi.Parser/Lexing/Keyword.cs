namespace Cffi.Parser.Lexing;

/// <summary>One spelling of a keyword.</summary>
internal readonly record struct Keyword(string Text, TokenKind Kind);
