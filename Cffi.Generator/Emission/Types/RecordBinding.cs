using Cffi.Generator.Emission.Records;

namespace Cffi.Generator.Emission.Types;

/// <summary>A struct or union of C as a struct of C#: one with its fields, or one that stands for a pointer to it.</summary>
internal sealed class RecordBinding(TypeNames names, string? wanted) : NamedType<CRecordType, RecordDeclaration>(names, wanted)
{
    /// <summary>Where its members lie in C#; null for a record whose members are not known, or have no C# form.</summary>
    public RecordShape? Shape { get; set; }

    /// <inheritdoc/>
    protected override bool IsPointer => FormTable.IsOpaque(this);

    /// <summary>The forms of a pointer to it; null as long as they were not asked for.</summary>
    public PointerForms? Pointer { get; set; }

    /// <summary>The forms of a pointer to what is not changed; null as long as they were not asked for.</summary>
    public PointerForms? ConstPointer { get; set; }

    /// <summary>The form on the target that was asked for last; null as long as none was.</summary>
    public Form? Form { get; set; }

    /// <summary>Whether <see cref="Shape"/> has been decided.</summary>
    public bool IsShaped { get; set; }

    /// <summary>What its C# struct has; null as long as that was not asked for.</summary>
    public StructMembers? Members { get; set; }
}
