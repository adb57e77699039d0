using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The exported symbols of a library (ABI mode).</summary>
internal sealed class BoundExports(LibraryHandle handle) : IBoundSymbols
{
    /// <inheritdoc/>
    public nint Find(string symbol) => handle.Find(symbol);
}
