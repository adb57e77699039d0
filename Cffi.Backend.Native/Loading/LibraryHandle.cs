using System.Collections.Concurrent;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Loading;

/// <summary>An open library: the owner of its functions and variables.</summary>
/// <remarks>
/// Closed by disposal, not by the collector, which does not see function pointers that C holds. It stays loaded until the
/// calls that run in it have returned.
/// </remarks>
internal sealed class LibraryHandle : ClosableLibrary
{
    private readonly nint handle;
    private readonly bool ownsHandle;
    private readonly Lazy<LibraryHandle?> companion;
    private ConcurrentDictionary<string, ThreadSymbol>? threadSymbols;

    private LibraryHandle(string name, string? path, nint handle, bool ownsHandle = true, bool isByName = true)
    {
        LibraryName = name;
        Path = path;
        this.handle = handle;
        this.ownsHandle = ownsHandle;
        companion = new Lazy<LibraryHandle?>(() => isByName ? OpenCompanion(name) : null);
    }

    /// <summary>The user's name for the library.</summary>
    public string LibraryName { get; }

    /// <summary>The name or path that the loader got; null for the process itself and for a handle that was open already.</summary>
    public string? Path { get; }

    protected override string Name => $"library '{LibraryName}'";

    /// <summary>Opens a library by its short name, file name or path.</summary>
    /// <exception cref="LibraryLoadException">No candidate could be loaded.</exception>
    public static LibraryHandle Open(string? name, DlopenFlags flags)
    {
        if (name is null)
        {
            return OpenProcess(flags);
        }

        CheckName(name);
        var attempts = new List<LoadAttempt>();
        return LibraryResolution.OfProcess.Ask(new LibraryRequest(name, flags, null), attempts) is { } location
            ? OpenAt(location, name, flags, attempts)
            : OpenFirst(LibrarySearch.Current.Candidates(name), name, flags, attempts);
    }

    /// <summary>Opens the library that the program's resolver gave.</summary>
    /// <param name="location">The answer of the resolver.</param>
    /// <param name="name">The user's name for the library.</param>
    /// <param name="flags">How to load it.</param>
    /// <param name="attempts">What was tried so far.</param>
    /// <exception cref="LibraryLoadException">The library cannot be loaded.</exception>
    public static LibraryHandle OpenAt(LibraryLocation location, string name, DlopenFlags flags, List<LoadAttempt> attempts)
    {
        if (location.Path is null)
        {
            return new LibraryHandle(name, null, location.Handle, location.OwnsHandle);
        }

        CheckName(location.Path);
        return OpenFirst([location.Path], name, flags, attempts);
    }

    /// <summary>A library that is open already.</summary>
    /// <param name="handle">The handle of the system's loader.</param>
    /// <param name="name">The name for messages.</param>
    /// <param name="ownsHandle">Whether disposal closes the handle.</param>
    /// <exception cref="CffiNullPointerException">The handle is null.</exception>
    public static LibraryHandle Of(nint handle, string name, bool ownsHandle) =>
        handle == 0 ? throw LoadErrors.NullHandle(name) : new LibraryHandle(name, null, handle, ownsHandle, isByName: false);

    private static void CheckName(string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw LoadErrors.CannotLoad(name.Replace("\0", "\\0", StringComparison.Ordinal), [new LoadAttempt(name, "a C name ends at the first NUL")]);
        }
    }

    private static LibraryHandle OpenFirst(IReadOnlyList<string> candidates, string name, DlopenFlags flags, List<LoadAttempt> attempts)
    {
        foreach (string candidate in candidates)
        {
            if (SystemLoader.Current.TryOpen(candidate, flags, out nint handle, out string failure))
            {
                return new LibraryHandle(name, candidate, handle);
            }

            attempts.Add(new LoadAttempt(candidate, failure));
            if (LibraryPlatform.Of(FileContents.ReadIfPossible(candidate)) is { } platform && !BinaryPlatform.IsFor(platform, Target.Current))
            {
                throw LoadErrors.OtherPlatform(candidate, platform, attempts);
            }
        }

        throw LoadErrors.CannotLoad(name, attempts);
    }

    /// <summary>Opens a compiled module, by its path.</summary>
    /// <exception cref="LibraryLoadException">The loader refuses the library; the exception has its message.</exception>
    public static LibraryHandle OpenModule(string name, string path) => SystemLoader.Current.TryOpen(path, DlopenFlags.Default, out nint handle, out string failure)
        ? new LibraryHandle(name, path, handle)
        : throw LoadErrors.CannotLoad(name, [new LoadAttempt(path, failure)]);

    /// <summary>The address of a symbol.</summary>
    /// <exception cref="LibraryLoadException">The library does not have the symbol.</exception>
    public nint Find(string symbol)
    {
        using var use = new LibraryUse(this);
        return TryFind(symbol, out nint address) || companion.Value?.TryFind(symbol, out address) == true
            ? address
            : throw LoadErrors.NoSymbol(symbol, LibraryName, NearestName.Find(symbol, SystemLoader.Current.Exports(handle, Path)));
    }

    /// <summary>A thread-local variable, which is closed with the library.</summary>
    public ThreadSymbol OfThread(string symbol) =>
        LazyInitializer.EnsureInitialized(ref threadSymbols).GetOrAdd(symbol, static (symbol, library) => new ThreadSymbol(library, symbol), this);

    protected override void Release()
    {
        foreach (ThreadSymbol symbol in threadSymbols?.Values ?? [])
        {
            symbol.Dispose();
        }

        ClosingLibraries.Close(this);
    }

    /// <inheritdoc/>
    public override void Unload()
    {
        if (ownsHandle)
        {
            SystemLoader.Current.Release(handle);
        }

        if (companion.IsValueCreated)
        {
            companion.Value?.Dispose();
        }
    }

    // Without a near name, the message only says that the symbol is missing.
    private static LibraryHandle? OpenCompanion(string name)
    {
        try
        {
            return LibrarySearch.Current.Companion(name) is { } other ? Open(other, DlopenFlags.Default) : null;
        }
        catch (LibraryLoadException)
        {
            return null;
        }
    }

    private bool TryFind(string symbol, out nint address) => SystemLoader.Current.TryFind(handle, symbol, out address);

    private static LibraryHandle OpenProcess(DlopenFlags flags) => SystemLoader.Current.TryOpen(null, flags, out nint handle, out string failure)
        ? new LibraryHandle("<process>", null, handle)
        : throw LoadErrors.CannotLoad("<process>", [new LoadAttempt("<process>", failure)]);
}
