namespace Cffi.Generator.Emission;

/// <summary>A compiled module of API mode, in the place of a library: where its table has what the declarations name.</summary>
/// <param name="Name">The module's name, which is the file name of its library without the ending.</param>
/// <param name="TableSymbol">The exported symbol of the table of addresses.</param>
/// <param name="Functions">The places of functions in the table, by the function's name.</param>
/// <param name="Variables">The places of functions that tell the address of a variable, by the variable's name.</param>
public sealed record BindingModule(
    string Name, string TableSymbol, IReadOnlyDictionary<string, int> Functions, IReadOnlyDictionary<string, int> Variables)
{
    /// <summary>The places of the pointers that C calls C# through, by the name of a function that C# implements.</summary>
    public IReadOnlyDictionary<string, int> Externs { get; init; } = new Dictionary<string, int>();
}
