namespace Cffi.Types;

/// <summary>An enumerated type. It is equal to itself only.</summary>
/// <remarks>Only who makes an enum gives it enumerators: a text that is read, or <see cref="Of"/>.</remarks>
public sealed class CEnumType : CType
{
    private static readonly IReadOnlyList<CEnumerator> NoEnumerators = [];
    private CType? declaredUnderlyingType;
    private Definition definition = new(RecordState.Incomplete, NoEnumerators, null, false);

    /// <summary>Makes an enum.</summary>
    /// <param name="tag">The tag; null for none.</param>
    /// <param name="enumerators">The enumerators in the order of declaration.</param>
    /// <param name="underlyingType">The underlying type (C23 6.7.2.2); null to let the target choose.</param>
    public static CEnumType Of(string? tag, IReadOnlyList<CEnumerator> enumerators, CType? underlyingType = null)
    {
        CommonErrors.ThrowIfNull(enumerators);
        var type = new CEnumType(tag);
        type.Complete([.. enumerators], underlyingType);
        return type;
    }

    /// <summary>Makes an enum that stays without enumerators.</summary>
    /// <param name="tag">The tag; null when the declaration has none.</param>
    public CEnumType(string? tag)
    {
        Tag = tag;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Enum;

    /// <summary>The tag; null when the declaration has none.</summary>
    public string? Tag { get; }

    /// <summary>The first typedef name given to this enum where it has no tag; else null.</summary>
    public string? TypedefName { get; private set; }

    /// <summary>How much is known.</summary>
    public RecordState State => definition.State;

    /// <summary>The enumerators in the order of declaration; empty while incomplete.</summary>
    public IReadOnlyList<CEnumerator> Enumerators => definition.Enumerators;

    /// <summary>The underlying type that the declaration fixes (C23 6.7.2.2); null where the target chooses.</summary>
    public CType? FixedUnderlyingType => definition.FixedUnderlyingType ?? declaredUnderlyingType;

    /// <summary>Whether the enum takes the smallest integer type that holds its values (GNU <c>packed</c>).</summary>
    public bool IsPacked => definition.IsPacked;

    /// <summary>Gives the enum its enumerators.</summary>
    /// <param name="enumerators">The enumerators in the order of declaration.</param>
    /// <param name="fixedUnderlyingType">The underlying type where the declaration names one.</param>
    /// <param name="isPartial">Whether the list ends in <c>...</c>.</param>
    /// <param name="isPacked">Whether the enum takes the smallest integer type that holds its values.</param>
    /// <exception cref="InvalidOperationException">The enum has its enumerators already.</exception>
    internal void Complete(IReadOnlyList<CEnumerator> enumerators, CType? fixedUnderlyingType = null, bool isPartial = false, bool isPacked = false)
    {
        if (State is RecordState.Complete or RecordState.Partial)
        {
            throw new InvalidOperationException($"{CName} is complete already.");
        }

        definition = new Definition(isPartial ? RecordState.Partial : RecordState.Complete, enumerators, fixedUnderlyingType, isPacked);
    }

    /// <summary>Fixes the underlying type before the enumerators are known, which makes the size known (C23 6.7.3.3p5).</summary>
    internal void FixUnderlyingType(CType type) => declaredUnderlyingType = type;

    /// <summary>What the compiler has told of a partial enum, complete; null where it has not.</summary>
    public CEnumType? Actual { get; private set; }

    /// <summary>Gives a partial enum what the compiler tells of it; null takes it back.</summary>
    internal void Resolve(CEnumType? actual) => Actual = actual;

    /// <summary>Names an enum without a tag after its first typedef.</summary>
    internal void NameByTypedef(string name)
    {
        if (Tag is null)
        {
            TypedefName ??= name;
        }
    }

    /// <summary>Undoes <see cref="Complete"/> when the declarations that completed the enum are refused as a whole.</summary>
    internal void Reset() => definition = new Definition(RecordState.Incomplete, NoEnumerators, null, false);

    // One object, so that a reader on another thread sees all parts of one state.
    private sealed record Definition(RecordState State, IReadOnlyList<CEnumerator> Enumerators, CType? FixedUnderlyingType, bool IsPacked);
}
