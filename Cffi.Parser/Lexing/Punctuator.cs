namespace Cffi.Parser.Lexing;

/// <summary>A punctuator and the number of its characters; 0 if there is none.</summary>
/// <remarks>Not a tuple: code for our own type is compiled ahead with this assembly.</remarks>
internal readonly record struct Punctuator(TokenKind Kind, int Length);
