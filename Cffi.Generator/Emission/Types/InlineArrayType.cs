namespace Cffi.Generator.Emission.Types;

/// <summary>A C array inside a C# struct.</summary>
/// <param name="Name">The name in C#.</param>
/// <param name="Element">The C# type of an element, as a field.</param>
/// <param name="Length">The number of elements.</param>
/// <param name="IsText">Whether its elements are C's <c>char</c>.</param>
internal sealed record InlineArrayType(string Name, string Element, long Length, bool IsText);
