namespace Cffi.Backend.Native.Loading;

/// <summary>What the loader finds by name (ABI mode).</summary>
internal sealed class ExportedSymbols(LibraryHandle handle) : ILibrarySymbols
{
    public LibraryHandle Handle => handle;

    public nint Find(FunctionDeclaration function) => function.IsImplementedInCSharp
        ? throw new CffiUnsupportedException("CFFI5202", $"'{function.Name}' is implemented in C# (extern \"C#\"): C reaches it in a compiled module only (API mode); here, make a Callback")
        : handle.Find(function.SymbolName ?? function.Name);

    public nint Find(VariableDeclaration variable) => handle.Find(variable.SymbolName ?? variable.Name);
}
