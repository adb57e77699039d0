using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>A C record or enum with its C# name.</summary>
internal abstract class NamedType<TType, TDeclaration>(TypeNames names, string? wanted)
    where TType : CType
    where TDeclaration : Declaration
{
    private string? name;

    /// <summary>The name before conflicts are resolved: of a typedef, of the tag, or of the member that has the type.</summary>
    public string Wanted => wanted ?? names.PlaceOf(Versions.First) ?? "unnamed";

    /// <summary>The name in C# text.</summary>
    public string Name => name ??= IsPointer ? names.PointerName(Wanted) : names.Name(Wanted);

    /// <summary>Whether the C# type represents a pointer to it.</summary>
    protected virtual bool IsPointer => false;

    /// <summary>The version of each target.</summary>
    public Versions<TType> Versions { get; } = new();

    /// <summary>The most complete declaration; null if there is none.</summary>
    public TDeclaration? Declaration { get; set; }
}
