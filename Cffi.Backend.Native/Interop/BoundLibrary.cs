using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The library of generated bindings: opened when its first symbol is asked for, and never closed.</summary>
/// <remarks>For generated code. Any thread may use it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BoundLibrary
{
    private readonly Lazy<IBoundSymbols> symbols;

    /// <summary>Names a library, without opening it.</summary>
    /// <param name="name">As <see cref="Ffi.Dlopen"/> takes it; null for the process itself.</param>
    public BoundLibrary(string? name)
        : this(() => new BoundExports(LibraryHandle.Open(name, DlopenFlags.Default)))
    {
    }

    private BoundLibrary(Func<IBoundSymbols> open)
    {
        // A failure is not kept: the next call looks again.
        symbols = new Lazy<IBoundSymbols>(open, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Names a module that was compiled with the bindings, without opening it.</summary>
    /// <param name="assembly">The assembly of the bindings: the module lies beside it, or where packages have native libraries.</param>
    /// <param name="name">The module's name.</param>
    /// <param name="tableSymbol">The exported symbol of its table of addresses.</param>
    /// <param name="functions">The places of functions in the table.</param>
    /// <param name="variables">The places of functions that tell the address of a variable.</param>
    public static BoundLibrary OfModule(Assembly assembly, string name, string tableSymbol, Dictionary<string, int> functions, Dictionary<string, int> variables) =>
        new(() => new BoundTable(ModuleLocation.Open(assembly, name), tableSymbol, functions, variables));

    /// <summary>The address of a symbol; 0 where the library or the symbol is missing, which <see cref="Require"/> explains.</summary>
    public nint Find(string symbol)
    {
        try
        {
            return Require(symbol);
        }
        catch (LibraryLoadException)
        {
            // Thrown again by the call that needs the symbol: a type initializer must not fail.
            return 0;
        }
    }

    /// <summary>The address of a symbol.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or does not have the symbol.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Require(string symbol) => symbols.Value.Find(symbol);
}
