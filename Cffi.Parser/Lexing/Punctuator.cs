namespace Cffi.Parser.Lexing;

/// <summary>A punctuator and the number of its characters; 0 where there is none.</summary>
/// <remarks>No tuple: code for a type of our own is compiled ahead with this assembly.</remarks>
internal readonly record struct Punctuator(TokenKind Kind, int Length);
