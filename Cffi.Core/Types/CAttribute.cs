namespace Cffi;

/// <summary>An attribute that a declaration keeps: <c>deprecated</c>, and all attributes in the namespace <c>cffi</c>.</summary>
/// <param name="Name">The name, with its namespace if it has one: <c>deprecated</c>, <c>cffi::errno</c>.</param>
/// <param name="Arguments">The arguments as C text; a string literal without its quotes.</param>
public sealed record CAttribute(string Name, IReadOnlyList<string> Arguments);
