namespace Cffi.Diagnostics;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct CLinePosition(int Line, int Column);
