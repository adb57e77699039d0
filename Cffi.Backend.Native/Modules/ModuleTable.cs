using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Modules;

/// <summary>The table of addresses of an open module, for <see cref="ModuleSymbols"/> and for generated bindings. It needs nothing of <c>Cffi.Modules</c>.</summary>
/// <remarks>
/// A function that C# implements has three pointers at its place:
/// <code>
/// 0: an entry point with C's own arguments    1: what reports that nothing implements it    2: an entry point that takes a block of addresses
/// </code>
/// </remarks>
// The table is constant data of the module. It is valid until the handle is closed, which each use checks.
internal sealed unsafe class ModuleTable(LibraryHandle handle, string symbol)
{
    private readonly nint* table = (nint*)handle.Find(symbol);

    /// <summary>The address at a place.</summary>
    public nint this[int place]
    {
        get
        {
            using var use = new LibraryUse(handle);
            return table[place];
        }
    }

    /// <summary>Lets C's calls of a function go to an entry point.</summary>
    /// <param name="place">The function's place.</param>
    /// <param name="entry">The entry point.</param>
    /// <param name="usesBlock">Whether the entry point takes a block of addresses.</param>
    public void Implement(int place, nint entry, bool usesBlock)
    {
        using var use = new LibraryUse(handle);
        nint* slots = Slots(place);
        Volatile.Write(ref slots[usesBlock ? 2 : 0], entry);
        Volatile.Write(ref slots[usesBlock ? 0 : 2], 0);
    }

    /// <summary>Lets calls of a function that nothing implements go to an entry point that is passed its name.</summary>
    public void ReportTo(int place, nint entry)
    {
        using var use = new LibraryUse(handle);
        Volatile.Write(ref Slots(place)[1], entry);
    }

    // The module's pointers, by construction of the stub; valid until it is closed.
    private nint* Slots(int place) => (nint*)table[place];
}
