namespace Cffi.Diagnostics;

/// <summary>A place in the file that a text comes from, as its line markers say.</summary>
/// <param name="File">The file's name; the text's own where it has no markers.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct FilePosition(string File, int Line, int Column);
