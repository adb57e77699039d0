namespace Cffi;

/// <summary>What a debugger shows of a <see cref="CLibrary"/>. It looks up no symbol.</summary>
internal sealed class CLibraryView(CLibrary library)
{
    public string Name { get; } = library.Name;

    public string? Path { get; } = library.Path;

    public bool IsDisposed { get; } = library.IsDisposed;

    public Declaration[] Declarations { get; } = [.. library.Ffi.Declarations.All];
}
