using Cffi.Backend.Native.Api.Stubs;

namespace Cffi.Backend.Native.Api.Descriptions;

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

    /// <summary>The places that a stub has given to its functions and variables.</summary>
    public static ModulePlaces Of(string tableSymbol, Stub stub)
    {
        List<FunctionCheck> functions = [.. stub.Checks.OfType<FunctionCheck>()];
        List<ExternCheck> externs = [.. stub.Checks.OfType<ExternCheck>()];
        return new ModulePlaces(
            tableSymbol,
            functions.Select(static check => (check.Declaration.Name, check.Place)).Concat(externs.Select(static check => (check.Declaration.Name, check.Place))).ToDictionary(),
            functions.Where(static check => check.BlockPlace >= 0).ToDictionary(static check => check.Declaration.Name, static check => check.BlockPlace),
            stub.Checks.OfType<VariableCheck>().Select(static check => (check.Declaration.Name, check.Place))
                .Concat(stub.Checks.OfType<ConstantCheck>().Where(static check => check.IsEvaluated).Select(static check => (check.Declaration.Name, check.Place))).ToDictionary(),
            externs.ToDictionary(static check => check.Declaration.Name, static check => check.SlotPlace))
        {
            Callbacks = stub.Checks.OfType<CallbackCheck>().ToDictionary(static check => check.Type, static check => check.Place),
        };
    }
}
