namespace Cffi.Generator.Emission;

/// <summary>A compiled module of API mode instead of a library: it has one library for each platform.</summary>
/// <param name="Name">The module's name, which is the file name of its libraries without the ending.</param>
/// <param name="TableSymbol">The exported symbol of the table of addresses.</param>
/// <param name="Places">The indexes in the table on each platform, because declarations can depend on the platform.</param>
public sealed record BindingModule(string Name, string TableSymbol, IReadOnlyDictionary<Target, BindingPlaces> Places);
