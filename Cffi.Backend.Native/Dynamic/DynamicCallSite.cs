namespace Cffi.Backend.Native.Dynamic;

/// <summary>What one <c>library.name(...)</c> in dynamic code remembers: the function it found last.</summary>
internal sealed class DynamicCallSite(string name)
{
    private Found? last;

    public string Name { get; } = name;

    /// <summary>The function of that name in a library.</summary>
    public CFunction FunctionOf(CLibrary library)
    {
        Found? found = last;
        if (found is not null && ReferenceEquals(found.Library, library) && found.Generation == library.Generation)
        {
            return found.Function;
        }

        // Asked for first: what a text declares meanwhile makes this entry old, not the other way round.
        int generation = library.Generation;
        CFunction function = library[Name];
        last = new Found(library, generation, function);
        return function;
    }

    // One object, so that another thread sees function and library together.
    private sealed record Found(CLibrary Library, int Generation, CFunction Function);
}
