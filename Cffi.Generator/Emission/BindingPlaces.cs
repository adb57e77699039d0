namespace Cffi.Generator.Emission;

/// <summary>The indexes of declarations in the table of a compiled module, on one platform.</summary>
/// <param name="Functions">The indexes of functions in the table, by the function's name.</param>
/// <param name="Variables">The indexes of functions that return the address of a variable, by the variable's name.</param>
/// <param name="Externs">The indexes of the pointers through which C calls C#, by the name of a function that C# implements.</param>
public sealed record BindingPlaces(
    IReadOnlyDictionary<string, int> Functions, IReadOnlyDictionary<string, int> Variables, IReadOnlyDictionary<string, int> Externs);
