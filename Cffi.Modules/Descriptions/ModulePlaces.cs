namespace Cffi.Modules.Descriptions;

/// <summary>The places of functions and variables in a compiled module's table of addresses.</summary>
/// <param name="TableSymbol">The exported symbol of the table.</param>
/// <param name="Functions">By the function's name.</param>
/// <param name="BlockStubs">By the name of a function that is called through a stub that takes a block of addresses: that stub.</param>
/// <param name="Variables">By the variable's name: the function that tells its address.</param>
/// <param name="Externs">By the name of a function that C# implements: the three pointers that it calls through.</param>
internal sealed record ModulePlaces(
    string TableSymbol,
    IReadOnlyDictionary<string, int> Functions,
    IReadOnlyDictionary<string, int> BlockStubs,
    IReadOnlyDictionary<string, int> Variables,
    IReadOnlyDictionary<string, int> Externs)
{
    /// <summary>By the type of functions that C# methods can be by compiled entries only: the array of these.</summary>
    public IReadOnlyDictionary<CFunctionType, int> Callbacks { get; init; } = new Dictionary<CFunctionType, int>();
}
