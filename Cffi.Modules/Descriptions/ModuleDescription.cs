namespace Cffi.Modules.Descriptions;

/// <summary>The content of a module description: a program can use the module without a parser and a compiler.</summary>
internal sealed class ModuleDescription
{
    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>The platform that the module was compiled for.</summary>
    public required Target Target { get; init; }

    /// <summary>The file name of the library, which is in the folder of the description.</summary>
    public required string LibraryFile { get; init; }

    /// <summary>The length of the library in bytes.</summary>
    public required long LibraryLength { get; init; }

    /// <summary>The checksum of the library.</summary>
    public required ulong LibraryChecksum { get; init; }

    /// <summary>The indexes of the declared functions and variables in the library's table.</summary>
    public required ModuleIndexes Indexes { get; init; }

    /// <summary>The complete declarations, in their order.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }
}
