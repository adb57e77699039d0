using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The library of generated bindings: opened when its first symbol is asked for, and never closed.</summary>
/// <remarks>For generated code. Any thread may use it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BoundLibrary
{
    private readonly string? name;
    private readonly Lock opening = new();
    private LibraryHandle? handle;

    /// <summary>Names a library, without opening it.</summary>
    /// <param name="name">As <see cref="Ffi.Dlopen"/> takes it; null for the process itself.</param>
    public BoundLibrary(string? name) => this.name = name;

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
    public nint Require(string symbol) => Handle().Find(symbol);

    private LibraryHandle Handle()
    {
        lock (opening)
        {
            return handle ??= LibraryHandle.Open(name, DlopenFlags.Default);
        }
    }
}
