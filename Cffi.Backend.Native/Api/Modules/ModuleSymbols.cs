using Cffi.Backend.Native.Api.Descriptions;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Api.Modules;

/// <summary>The functions and variables of a compiled module, by its table of addresses.</summary>
internal sealed unsafe class ModuleSymbols : ILibrarySymbols
{
    private readonly string module;
    private readonly nint* table;
    private readonly ModulePlaces places;

    public ModuleSymbols(string module, LibraryHandle handle, ModulePlaces places)
    {
        this.module = module;
        this.places = places;
        Handle = handle;

        // The table is the module's own constant data: valid until the handle is closed, which each use checks.
        table = (nint*)handle.Find(places.TableSymbol);
    }

    public LibraryHandle Handle { get; }

    public nint Find(FunctionDeclaration function) => At(places.Functions, function.Name);

    public nint Find(VariableDeclaration variable)
    {
        // The stub is 'void *(void)' by construction, and as alive as the module.
        nint address = At(places.Variables, variable.Name);
        return ((delegate* unmanaged[Cdecl]<nint>)address)();
    }

    private nint At(IReadOnlyDictionary<string, int> kind, string name)
    {
        Handle.ThrowIfDisposed();
        return kind.TryGetValue(name, out int place) ? table[place] : throw BuildErrors.NotCompiled(name, module);
    }
}
