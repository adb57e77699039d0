namespace Cffi.Modules.Compilers;

/// <summary>One message of a compiler.</summary>
/// <param name="File">The file, as a <c>#line</c> named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1; 0 if the compiler reports none.</param>
/// <param name="IsError">Whether it is an error, not a warning or a note.</param>
/// <param name="Text">In the compiler's words.</param>
internal sealed record CompilerMessage(string File, int Line, int Column, bool IsError, string Text);
