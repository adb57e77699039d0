using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>A record or enum of C with its name in C#.</summary>
internal abstract class NamedType<TType, TDeclaration>(TypeNames names, string? wanted)
    where TType : CType
    where TDeclaration : Declaration
{
    private string? name;

    /// <summary>The name before it is made free of others: of a typedef, the tag, or after the member that has it.</summary>
    public string Wanted => wanted ?? names.PlaceOf(Versions.First) ?? "unnamed";

    /// <summary>The name as it is written.</summary>
    public string Name => name ??= IsPointer ? names.PointerName(Wanted) : names.Name(Wanted);

    /// <summary>Whether the C# type stands for a pointer to it.</summary>
    protected virtual bool IsPointer => false;

    /// <summary>What each target reads.</summary>
    public Versions<TType> Versions { get; } = new();

    /// <summary>The declaration that says most of it; null where there is none.</summary>
    public TDeclaration? Declaration { get; set; }
}
