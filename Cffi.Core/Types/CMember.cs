namespace Cffi.Types;

/// <summary>A member of a struct or union, as declared (C11 6.7.2.1). Its offset is a matter of layout.</summary>
public sealed class CMember
{
    /// <summary>Makes a member.</summary>
    /// <param name="name">The name; null for an anonymous member or an unnamed bit-field.</param>
    /// <param name="type">The type.</param>
    /// <param name="bitWidth">The width in bits of a bit-field; null for other members.</param>
    public CMember(string? name, CType type, int? bitWidth = null)
    {
        Name = name;
        Type = type;
        BitWidth = bitWidth;
    }

    /// <summary>The name; null for an anonymous structure or union and for an unnamed bit-field.</summary>
    public string? Name { get; }

    /// <summary>The type, with its qualifiers.</summary>
    public CType Type { get; }

    /// <summary>The width in bits of a bit-field (0 ends the storage unit); null for other members.</summary>
    public int? BitWidth { get; }

    /// <summary>The alignment in bytes that <c>_Alignas</c> or an attribute requests; 0 for none.</summary>
    public int RequestedAlignment { get; init; }

    /// <summary>Whether the member itself is packed (GNU <c>__attribute__((packed))</c> on the member).</summary>
    public bool IsPacked { get; init; }

    /// <summary>The <c>[[cffi::...]]</c> and <c>deprecated</c> attributes of the member.</summary>
    public IReadOnlyList<CAttribute> Attributes { get; init; } = [];

    /// <summary>A name or null for each parameter of the function that the member points to; empty where the declaration gives none.</summary>
    public IReadOnlyList<string?> ParameterNames { get; init; } = [];

    /// <summary>The C comment before or after the member, without its markers; null if there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether this is an unnamed struct or union, whose members are members of the record that contains it.</summary>
    public bool IsAnonymousRecord => Name is null && BitWidth is null;

    /// <summary>The member as C text, without its attributes.</summary>
    public override string ToString() => CTypePrinter.Print(Type, Name ?? "") + (BitWidth is { } width ? FormattableString.Invariant($" : {width}") : "");
}
