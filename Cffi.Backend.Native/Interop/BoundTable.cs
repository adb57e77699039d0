using System.Reflection;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The table of addresses of a compiled module (API mode).</summary>
/// <param name="assembly">The assembly of the bindings: the module lies beside it, or where packages have native libraries.</param>
/// <param name="name">The module's name.</param>
/// <param name="tableSymbol">The exported symbol of the table.</param>
/// <param name="functions">The places of functions in the table.</param>
/// <param name="variables">The places of functions that tell the address of a variable.</param>
internal sealed unsafe class BoundTable(
    Assembly assembly, string name, string tableSymbol, Dictionary<string, int> functions, Dictionary<string, int> variables) : BoundSource
{
    public override nint Find(string symbol)
    {
        // The table is the module's own constant data, and the module is never closed.
        nint* table = (nint*)Handle.Find(tableSymbol);
        if (functions.TryGetValue(symbol, out int place))
        {
            return table[place];
        }

        // The entry is a 'void *(void)' by construction, and as alive as the module.
        return variables.TryGetValue(symbol, out place)
            ? ((delegate* unmanaged[Cdecl]<nint>)table[place])()
            : throw LoadErrors.NoSymbol(symbol, name, null);
    }

    protected override LibraryHandle Open() => ModuleLocation.Open(assembly, name);

    // The description knows what the compiler completed.
    protected override Ffi Declare() => Load().Ffi;

    protected override CLibrary Open(Ffi declared) => Load();

    private CLibrary Load() => Ffi.LoadParts(ModuleLocation.Description(assembly, name, Handle.Path!), Handle.Path);
}
