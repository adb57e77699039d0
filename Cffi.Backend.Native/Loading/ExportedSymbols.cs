using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Loading;

/// <summary>The symbols that the loader finds by name (ABI mode).</summary>
internal sealed class ExportedSymbols(LibraryHandle handle) : ILibrarySymbols
{
    public LibraryHandle Handle => handle;

    public nint Find(FunctionDeclaration function) => function.IsImplementedInCSharp
        ? throw new CffiUnsupportedException("CFFI5202", $"'{function.Name}' is implemented in C# (extern \"C#\"), and C can call it in a compiled module only (API mode); make a Callback instead")
        : handle.Find(function.SymbolName ?? function.Name);

    public nint FindBlockStub(FunctionDeclaration function) => 0;

    // On other systems the symbol is not the address, but data from which the compiler's code computes it.
    public nint Find(VariableDeclaration variable) => variable.IsThreadLocal && !OperatingSystem.IsLinux()
        ? throw LoadErrors.UnsupportedThreadLocal(variable.Name)
        : handle.Find(variable.SymbolName ?? variable.Name);

    public nint FindLocator(VariableDeclaration variable) => FindLocator(variable.SymbolName ?? variable.Name);

    /// <summary>The C function that returns a variable's address for the calling thread; 0 if the loader finds the address.</summary>
    // errno is a macro (C11 7.5p2); no library exports it as a variable.
    public static nint FindLocator(string symbol) => symbol == "errno" ? ProcessSymbols.FindErrno() : 0;
}
