namespace Cffi.Generator.Emission;

/// <summary>Where the table of a compiled module has what the declarations name, on one platform.</summary>
/// <param name="Functions">The places of functions in the table, by the function's name.</param>
/// <param name="Variables">The places of functions that tell the address of a variable, by the variable's name.</param>
/// <param name="Externs">The places of the pointers that C calls C# through, by the name of a function that C# implements.</param>
public sealed record BindingPlaces(
    IReadOnlyDictionary<string, int> Functions, IReadOnlyDictionary<string, int> Variables, IReadOnlyDictionary<string, int> Externs);
