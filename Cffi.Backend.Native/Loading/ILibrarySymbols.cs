namespace Cffi.Backend.Native.Loading;

/// <summary>The addresses of the functions and variables of a library.</summary>
internal interface ILibrarySymbols
{
    /// <summary>The open library.</summary>
    LibraryHandle Handle { get; }

    /// <summary>The open library that contains the symbol of a declaration.</summary>
    LibraryHandle HandleOf(Declaration declaration) => Handle;

    /// <summary>The address of a function.</summary>
    /// <exception cref="CffiException">The library does not have the symbol.</exception>
    nint Find(FunctionDeclaration function);

    /// <summary>A compiled stub that takes a block of addresses and calls the function with the values there; 0 if there is none.</summary>
    nint FindBlockStub(FunctionDeclaration function);

    /// <summary>The address of a variable, for the calling thread.</summary>
    /// <exception cref="CffiException">The library does not have the symbol.</exception>
    nint Find(VariableDeclaration variable);

    /// <summary>A C function that returns the address of a variable for the calling thread; 0 if the address never changes.</summary>
    nint FindLocator(VariableDeclaration variable);
}
