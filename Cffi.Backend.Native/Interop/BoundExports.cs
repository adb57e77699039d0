using Cffi.Backend.Native;
using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The exported symbols of a library (ABI mode).</summary>
/// <param name="name">The name, as for <see cref="Ffi.Dlopen(string?, DlopenFlags)"/>; null for the process itself.</param>
/// <param name="text">The C declarations; null if nothing needs the run time.</param>
/// <param name="options">The options for the text; null for the defaults.</param>
internal sealed class BoundExports(string? name, string? text, CdefOptions? options) : BoundSource
{
    public override nint Find(string symbol) => Handle.Find(symbol);

    public override nint FindLocator(string variable) =>
        ExportedSymbols.FindLocator(variable) is not 0 and var locator ? locator : throw LoadErrors.NoSymbol(variable, Handle.LibraryName, null);

    public override string ToString() => name ?? "<process>";

    protected override LibraryHandle Open() => LibraryHandle.Open(name, DlopenFlags.Default);

    protected override Ffi Declare()
    {
        var declared = new Ffi();
        declared.Cdef(text ?? "", options);
        return declared;
    }

    // The same library, not opened twice.
    protected override CLibrary Open(Ffi declared) => new(declared, new ExportedSymbols(Handle));
}
