namespace Cffi.Backend.Native.Dynamic;

/// <summary>The cache of one <c>library.name(...)</c> in dynamic code: the last function.</summary>
internal sealed class DynamicCallSite(string name)
{
    private Found? last;

    public string Name { get; } = name;

    /// <summary>The function with that name in a library.</summary>
    public CFunction FunctionOf(CLibrary library)
    {
        Found? found = last;
        if (found is not null && ReferenceEquals(found.Library, library) && found.Generation == library.Generation)
        {
            return found.Function;
        }

        // Read first, so that declarations in the meantime make this entry outdated, and not the reverse.
        int generation = library.Generation;
        CFunction function = library[Name];
        last = new Found(library, generation, function);
        return function;
    }

    // One object, so that another thread sees the function and the library together.
    private sealed record Found(CLibrary Library, int Generation, CFunction Function);
}
