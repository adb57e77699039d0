namespace Cffi.Interop;

/// <summary>Where generated bindings find their functions and variables.</summary>
internal interface IBoundSymbols
{
    /// <summary>The address of a function or variable.</summary>
    /// <exception cref="LibraryLoadException">There is none of that name.</exception>
    nint Find(string symbol);
}
