namespace Cffi.Backend.Native.Loading;

/// <summary>Where the functions and variables of a library are.</summary>
internal interface ILibrarySymbols
{
    /// <summary>The open library.</summary>
    LibraryHandle Handle { get; }

    /// <summary>The open library that has what a declaration names.</summary>
    LibraryHandle HandleOf(Declaration declaration) => Handle;

    /// <summary>The address of a function.</summary>
    /// <exception cref="CffiException">The library does not have it.</exception>
    nint Find(FunctionDeclaration function);

    /// <summary>A compiled stub that takes a block of addresses and calls the function with the values there; 0 where there is none.</summary>
    nint FindBlockStub(FunctionDeclaration function);

    /// <summary>The address of a variable, for the calling thread.</summary>
    /// <exception cref="CffiException">The library does not have it.</exception>
    nint Find(VariableDeclaration variable);

    /// <summary>A C function that tells where a variable is, for the calling thread; 0 where the variable stays at its place.</summary>
    nint FindLocator(VariableDeclaration variable);
}
