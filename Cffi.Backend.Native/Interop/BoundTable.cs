using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The table of addresses of a compiled module (API mode).</summary>
internal sealed unsafe class BoundTable : IBoundSymbols
{
    private readonly LibraryHandle handle;
    private readonly nint* table;
    private readonly Dictionary<string, int> functions;
    private readonly Dictionary<string, int> variables;

    public BoundTable(LibraryHandle handle, string tableSymbol, Dictionary<string, int> functions, Dictionary<string, int> variables)
    {
        this.handle = handle;
        this.functions = functions;
        this.variables = variables;

        // The table is the module's own constant data, and the module is never closed.
        table = (nint*)handle.Find(tableSymbol);
    }

    /// <inheritdoc/>
    public nint Find(string symbol)
    {
        if (functions.TryGetValue(symbol, out int place))
        {
            return table[place];
        }

        // The entry is a 'void *(void)' by construction, and as alive as the module.
        return variables.TryGetValue(symbol, out place)
            ? ((delegate* unmanaged[Cdecl]<nint>)table[place])()
            : throw Cffi.Backend.Native.LoadErrors.NoSymbol(symbol, handle.LibraryName, null);
    }
}
