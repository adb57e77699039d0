namespace Cffi.Diagnostics;

/// <summary>A position in the file that a text comes from, according to its line markers.</summary>
/// <param name="File">The file's name; the name of the text if it has no line markers.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct FilePosition(string File, int Line, int Column);
