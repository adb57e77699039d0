namespace Cffi.Tests.Fuzz;

/// <summary>How the library of a batch of signatures is declared and loaded.</summary>
public enum SignatureMode
{
    /// <summary>Compiled by the test and opened.</summary>
    Abi,

    /// <summary>Compiled and checked in API mode.</summary>
    Api,

    /// <summary>In API mode with all records partial: those by value are passed by compiled stubs.</summary>
    ApiPartial,
}
