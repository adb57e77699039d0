namespace Cffi.Generator.Emission;

/// <summary>A compiled module of API mode, in the place of a library: one library for each platform.</summary>
/// <param name="Name">The module's name, which is the file name of its libraries without the ending.</param>
/// <param name="TableSymbol">The exported symbol of the table of addresses.</param>
/// <param name="Places">What the table has on each platform; declarations may depend on it.</param>
public sealed record BindingModule(string Name, string TableSymbol, IReadOnlyDictionary<Target, BindingPlaces> Places);
