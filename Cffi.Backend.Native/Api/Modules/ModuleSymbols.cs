using Cffi.Backend.Native.Api.Stubs;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Api.Modules;

/// <summary>The functions and variables of a compiled module, by its table of addresses.</summary>
internal sealed unsafe class ModuleSymbols : ILibrarySymbols
{
    private readonly string module;
    private readonly nint* table;
    private readonly Dictionary<string, int> functions;
    private readonly Dictionary<string, int> blockStubs;
    private readonly Dictionary<string, int> variables;

    public ModuleSymbols(string module, LibraryHandle handle, string tableSymbol, IReadOnlyList<DeclarationCheck> checks)
    {
        this.module = module;
        Handle = handle;

        // The table is the module's own constant data: valid until the handle is closed, which each use checks.
        table = (nint*)handle.Find(tableSymbol);
        functions = checks.OfType<FunctionCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place);
        blockStubs = checks.OfType<FunctionCheck>().Where(static check => check.BlockPlace >= 0).ToDictionary(static check => check.Declaration.Name, static check => check.BlockPlace);
        variables = checks.OfType<VariableCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place);
    }

    public LibraryHandle Handle { get; }

    public nint Find(FunctionDeclaration function) => At(functions, function.Name);

    public nint FindBlockStub(FunctionDeclaration function) => blockStubs.TryGetValue(function.Name, out int place) ? table[place] : 0;

    public nint Find(VariableDeclaration variable) => LocatedVariable.Locate(FindLocator(variable), Handle);

    // The stub is 'void *(void)' by construction.
    public nint FindLocator(VariableDeclaration variable) => At(variables, variable.Name);

    private nint At(Dictionary<string, int> places, string name)
    {
        Handle.ThrowIfDisposed();
        return places.TryGetValue(name, out int place) ? table[place] : throw BuildErrors.NotCompiled(name, module);
    }
}
