namespace Cffi.Tests.Fuzz;

/// <summary>How the library of a batch of signatures is declared and loaded.</summary>
public enum SignatureMode
{
    /// <summary>ABI mode: the test compiles the library and opens it.</summary>
    Abi,

    /// <summary>API mode: Cffi compiles and checks the library.</summary>
    Api,

    /// <summary>API mode with all records partial: compiled stubs pass records by value.</summary>
    ApiPartial,
}
