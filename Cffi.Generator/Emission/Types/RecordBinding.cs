using Cffi.Generator.Emission.Records;

namespace Cffi.Generator.Emission.Types;

/// <summary>A C struct or union as a C# struct: one with its fields, or one that represents a pointer to it.</summary>
internal sealed class RecordBinding(TypeNames names, string? wanted) : NamedType<CRecordType, RecordDeclaration>(names, wanted)
{
    /// <summary>The C# layout of its members; null if its members are not known or have no C# form.</summary>
    public RecordShape? Shape { get; set; }

    /// <inheritdoc/>
    protected override bool IsPointer => FormTable.IsOpaque(this);

    /// <summary>The forms of a pointer to it; null until they are used.</summary>
    public PointerForms? Pointer { get; set; }

    /// <summary>The forms of a pointer to what is not changed; null as long as they were not asked for.</summary>
    public PointerForms? ConstPointer { get; set; }

    /// <summary>The form on the target that was used last; null for none.</summary>
    public Form? Form { get; set; }

    /// <summary>Whether <see cref="Shape"/> has been decided.</summary>
    public bool IsShaped { get; set; }

    /// <summary>The members of its C# struct; null until they are used.</summary>
    public StructMembers? Members { get; set; }
}
