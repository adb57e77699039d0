namespace Cffi.Generator.Emission.Functions;

/// <summary>How generated code comes to a symbol.</summary>
internal enum SymbolKind
{
    /// <summary>Its address is looked up once.</summary>
    Address,

    /// <summary>The run time makes the calls.</summary>
    ThroughRunTime,

    /// <summary>A C function tells the address, at each use, for the calling thread.</summary>
    Located,

    /// <summary>The loader tells the address, at each use, for the calling thread.</summary>
    OfThread,
}
