namespace Cffi.Modules.Descriptions;

/// <summary>The indexes of functions and variables in the table of addresses of a compiled module.</summary>
/// <param name="TableSymbol">The exported symbol of the table.</param>
/// <param name="Functions">By the function's name.</param>
/// <param name="BlockStubs">The index of the stub that takes a block of addresses, by the name of the function.</param>
/// <param name="Variables">The index of the function that returns a variable's address, by the variable's name.</param>
/// <param name="Externs">The index of the three pointers through which a function that C# implements calls, by the function's name.</param>
internal sealed record ModuleIndexes(
    string TableSymbol,
    IReadOnlyDictionary<string, int> Functions,
    IReadOnlyDictionary<string, int> BlockStubs,
    IReadOnlyDictionary<string, int> Variables,
    IReadOnlyDictionary<string, int> Externs)
{
    /// <summary>The index of the array of compiled entries, by the function type that needs them.</summary>
    public IReadOnlyDictionary<CFunctionType, int> Callbacks { get; init; } = new Dictionary<CFunctionType, int>();
}
