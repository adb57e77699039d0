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

    /// <summary>The address of a variable, for the calling thread.</summary>
    /// <exception cref="CffiException">The library does not have it.</exception>
    nint Find(VariableDeclaration variable);
}
