using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;
using Cffi.Modules.Stubs;

namespace Cffi.Backend.Native.Modules;

/// <summary>The functions and variables of a compiled module, by its table of addresses.</summary>
internal sealed unsafe class ModuleSymbols : ILibrarySymbols
{
    private readonly string module;
    private readonly ModuleTable table;
    private readonly ModuleIndexes indexes;
    private readonly Dictionary<CFunctionType, CallbackPool> entries = [];

    public ModuleSymbols(string module, LibraryHandle handle, ModuleIndexes indexes)
    {
        this.module = module;
        this.indexes = indexes;
        Handle = handle;
        table = new ModuleTable(handle, indexes.TableSymbol);
    }

    public LibraryHandle Handle { get; }

    /// <summary>The module of an included declaration; null for the module's own declarations.</summary>
    public required Func<Declaration, ModuleSymbols?> Included { get; init; }

    public LibraryHandle HandleOf(Declaration declaration) => Included(declaration)?.Handle ?? Handle;

    public nint Find(FunctionDeclaration function) => Included(function) is { } other ? other.Find(function) : At(indexes.Functions, function.Name);

    public nint FindBlockStub(FunctionDeclaration function) => Included(function) is { } other ? other.FindBlockStub(function)
        : indexes.BlockStubs.TryGetValue(function.Name, out int index) ? table[index] : 0;

    public nint Find(VariableDeclaration variable) => LocatedVariable.Locate(FindLocator(variable), HandleOf(variable));

    // The stub is 'void *(void)' by construction.
    public nint FindLocator(VariableDeclaration variable) => Included(variable) is { } other ? other.FindLocator(variable) : At(indexes.Variables, variable.Name);

    /// <summary>Whether the module has functions that C# implements.</summary>
    public bool HasExterns => indexes.Externs.Count > 0;

    /// <summary>Connects C's calls of a function with an entry point. Does nothing if the module is closed or has no such function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="entry">The entry point.</param>
    /// <param name="usesBlock">Whether the entry point takes a block of addresses.</param>
    public void Implement(string name, nint entry, bool usesBlock)
    {
        if (!indexes.Externs.TryGetValue(name, out int index))
        {
            return;
        }

        try
        {
            table.Implement(index, entry, usesBlock);
        }
        catch (CffiDisposedException)
        {
            // Nothing calls it.
        }
    }

    /// <summary>The module's entries for callbacks of a function type; null if it has none.</summary>
    public CallbackPool? FindEntries(CFunctionType type)
    {
        lock (entries)
        {
            // The entries are in the memory of the module.
            if (Handle.IsDisposed)
            {
                return null;
            }

            if (!entries.TryGetValue(type, out CallbackPool? pool)
                && indexes.Callbacks.TryGetValue(type, out int index) && table[index] is not 0 and var found)
            {
                pool = CompiledEntries.Connect((nint*)found, CallbackStub.EntryCount, this);
                entries.Add(type, pool);
            }

            return pool;
        }
    }

    /// <summary>Connects the calls of functions without an implementation with an entry point that gets their name.</summary>
    public void ReportTo(nint entry)
    {
        foreach (int index in indexes.Externs.Values)
        {
            table.ReportTo(index, entry);
        }
    }

    private nint At(IReadOnlyDictionary<string, int> kind, string name)
    {
        Handle.ThrowIfDisposed();
        return kind.TryGetValue(name, out int index) ? table[index] : throw BuildErrors.NotCompiled(name, module);
    }
}
