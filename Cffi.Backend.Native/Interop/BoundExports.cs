using Cffi.Backend.Native;
using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The exported symbols of a library (ABI mode).</summary>
/// <param name="name">As <see cref="Ffi.Dlopen"/> takes it; null for the process itself.</param>
/// <param name="text">The C declarations; null where nothing needs the run time.</param>
/// <param name="options">How the text is read; null for the usual way.</param>
internal sealed class BoundExports(string? name, string? text, CdefOptions? options) : BoundSource
{
    public override nint Find(string symbol) => Handle.Find(symbol);

    // C says that errno is a macro (C11 7.5p2); of other variables the loader itself tells the place.
    public override nint FindLocator(string variable) =>
        variable == "errno" ? ProcessSymbols.FindErrno() : throw LoadErrors.NoSymbol(variable, Handle.LibraryName, null);

    protected override LibraryHandle Open() => LibraryHandle.Open(name, DlopenFlags.Default);

    protected override Ffi Declare()
    {
        var declared = new Ffi();
        declared.Cdef(text ?? "", options);
        return declared;
    }

    protected override CLibrary Open(Ffi declared) => declared.Dlopen(name);
}
