namespace Cffi.Modules.Descriptions;

/// <summary>All that is needed to use a compiled module without a parser and a compiler.</summary>
internal sealed class ModuleDescription
{
    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>The platform that it was compiled for.</summary>
    public required Target Target { get; init; }

    /// <summary>The file name of the library, which lies beside the description.</summary>
    public required string LibraryFile { get; init; }

    /// <summary>The length of the library in bytes.</summary>
    public required long LibraryLength { get; init; }

    /// <summary>The checksum of the library.</summary>
    public required ulong LibraryChecksum { get; init; }

    /// <summary>Where the library has what the declarations name.</summary>
    public required ModulePlaces Places { get; init; }

    /// <summary>The declarations, complete; in their order.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }
}
