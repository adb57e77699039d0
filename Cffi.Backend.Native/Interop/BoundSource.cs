using Cffi.Backend.Native.Loading;

namespace Cffi.Interop;

/// <summary>The source of the functions and variables of generated bindings. It is opened at the first use.</summary>
internal abstract class BoundSource
{
    private readonly Lock opening = new();
    private LibraryHandle? handle;
    private Ffi? declarations;
    private CLibrary? library;

    /// <summary>The declarations at run time, for values that C# cannot pass.</summary>
    public Ffi Declarations
    {
        get
        {
            lock (opening)
            {
                return declarations ??= Declare();
            }
        }
    }

    /// <summary>The library at run time.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded.</exception>
    public CLibrary Library
    {
        get
        {
            lock (opening)
            {
                return library ??= Open(declarations ??= Declare());
            }
        }
    }

    /// <summary>The open library.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded.</exception>
    protected LibraryHandle Handle
    {
        get
        {
            lock (opening)
            {
                return handle ??= Open();
            }
        }
    }

    /// <summary>The address of a function or variable.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or does not have the symbol.</exception>
    public abstract nint Find(string symbol);

    /// <summary>The function that returns the address of a variable for the calling thread.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or has no function for that variable.</exception>
    public abstract nint FindLocator(string variable);

    protected abstract LibraryHandle Open();

    protected abstract Ffi Declare();

    protected abstract CLibrary Open(Ffi declared);
}
