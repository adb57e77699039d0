using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Modules;

/// <summary>The table of addresses of an open module, for <see cref="ModuleSymbols"/> and for generated bindings. It does not use <c>Cffi.Modules</c>.</summary>
/// <remarks>
/// A function that C# implements has three pointers, in an array whose address is at its index:
/// <code>
/// 0: an entry point with C's own arguments    1: a function that reports that nothing implements it    2: an entry point that takes a block of addresses
/// </code>
/// </remarks>
// The table is constant data of the module. It is valid until the handle is closed, which each use checks.
internal sealed unsafe class ModuleTable(LibraryHandle handle, string symbol)
{
    private readonly nint* table = (nint*)handle.Find(symbol);

    /// <summary>The address at an index.</summary>
    public nint this[int index]
    {
        get
        {
            using var use = new LibraryUse(handle);
            return table[index];
        }
    }

    /// <summary>Directs C's calls of a function to an entry point.</summary>
    /// <param name="index">The function's index.</param>
    /// <param name="entry">The entry point.</param>
    /// <param name="usesBlock">Whether the entry point takes a block of addresses.</param>
    public void Implement(int index, nint entry, bool usesBlock)
    {
        using var use = new LibraryUse(handle);
        nint* slots = Slots(index);
        Volatile.Write(ref slots[usesBlock ? 2 : 0], entry);
        Volatile.Write(ref slots[usesBlock ? 0 : 2], 0);
    }

    /// <summary>Directs calls of a function that nothing implements to an entry point that takes its name.</summary>
    public void ReportTo(int index, nint entry)
    {
        using var use = new LibraryUse(handle);
        Volatile.Write(ref Slots(index)[1], entry);
    }

    // The module's pointers, by construction of the stub; valid until it is closed.
    private nint* Slots(int index) => (nint*)table[index];
}
