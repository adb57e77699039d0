namespace Cffi.Generator.Emission.Functions;

/// <summary>The way in which generated code gets a symbol.</summary>
internal enum SymbolKind
{
    /// <summary>Its address is looked up once.</summary>
    Address,

    /// <summary>The run time makes the calls.</summary>
    ThroughRunTime,

    /// <summary>A C function returns the address, at each use, for the calling thread.</summary>
    Located,

    /// <summary>The loader gives the address, at each use, for the calling thread.</summary>
    OfThread,
}
