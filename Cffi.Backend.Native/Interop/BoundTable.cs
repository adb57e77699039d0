using System.Reflection;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Modules;

namespace Cffi.Interop;

/// <summary>The table of addresses of a compiled module (API mode).</summary>
/// <param name="assembly">The assembly of the bindings. The module is beside it, or in the folder for native libraries of packages.</param>
/// <param name="name">The module's name.</param>
/// <param name="tableSymbol">The exported symbol of the table.</param>
/// <param name="functions">The indexes of functions in the table.</param>
/// <param name="variables">The indexes of functions that return the address of a variable.</param>
/// <param name="externs">The functions that C# implements.</param>
internal sealed class BoundTable(
    Assembly assembly, string name, string tableSymbol, Dictionary<string, int> functions, Dictionary<string, int> variables, CExtern[] externs) : BoundSource
{
    private ModuleTable? table;

    // If the run time receives C's arguments, the callbacks belong to the library, which is kept alive for them.
    private Lazy<CLibrary>? implementing;

    public override nint Find(string symbol) => At(functions, symbol);

    public override nint FindLocator(string variable) => At(variables, variable);

    public override string ToString() => name;

    // This comes before any function that could call C#.
    protected override LibraryHandle Open()
    {
        LibraryHandle handle = ModuleLocation.Open(assembly, name);
        table = new ModuleTable(handle, tableSymbol);
        implementing = new Lazy<CLibrary>(() => Load(handle));
        foreach (CExtern one in externs)
        {
            one.Connect(table, implementing);
        }

        return handle;
    }

    protected override Ffi Declare() => Load(Handle).Ffi;

    protected override CLibrary Open(Ffi declared) => Load(Handle);

    // The description has the declarations that the compiler completed.
    private CLibrary Load(LibraryHandle handle) => Ffi.LoadParts(ModuleLocation.Description(assembly, name, handle.Path!), handle.Path);

    private nint At(Dictionary<string, int> places, string symbol)
    {
        LibraryHandle library = Handle;
        return places.TryGetValue(symbol, out int place) ? table![place] : throw LoadErrors.NoSymbol(symbol, library.LibraryName, null);
    }
}
