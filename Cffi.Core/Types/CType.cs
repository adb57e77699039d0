namespace Cffi.Types;

/// <summary>
/// A C type. The set of kinds is closed: match the sealed children of this class in a <c>switch</c> expression.
/// </summary>
/// <remarks>
/// A type has no size: layout depends on a <see cref="Target"/> and is computed by the layout engine. Structural
/// types (pointers, arrays, functions, qualified types) are interned, so two equal ones are one object and
/// reference equality is type identity; records and enums are equal only to themselves. Types are immutable, except
/// that a record or enum is completed once; they may be used from any thread.
/// </remarks>
public abstract class CType
{
    /// <summary>Where <see cref="Weight"/> stops counting.</summary>
    internal const int HeaviestWeight = 1 << 28;

    private static int types;
    private readonly int hash = Interlocked.Increment(ref types);
    private CPointerType? pointer;
    private CQualifiedType?[]? qualified;
    private FunctionTypeTable? functionTypes;

    private protected CType(bool isImmortal = false, int depth = 0, int weight = 1)
    {
        IsImmortal = isImmortal;
        Depth = depth;
        Weight = Math.Min(weight, HeaviestWeight);
    }

    /// <summary>The kind of this type; for a qualified type, the kind of what is qualified.</summary>
    public abstract CTypeKind Kind { get; }

    /// <summary>This type as C text, such as <c>int(*)(const char *)</c>.</summary>
    public string CName => CTypePrinter.Print(this, "");

    /// <summary>This type without its top-level qualifiers.</summary>
    public virtual CType Unqualified => this;

    /// <summary>The top-level qualifiers of this type.</summary>
    public virtual CQualifiers Qualifiers => CQualifiers.None;

    /// <summary>Whether this type lives as long as the process: it is made of the language's own types only.</summary>
    internal bool IsImmortal { get; }

    /// <summary>How many derivations there are from the innermost type to this one: what walking it costs in stack.</summary>
    internal int Depth { get; }

    /// <summary>How many types this one is made of, each as often as it is written: what printing it costs.</summary>
    internal int Weight { get; }

    /// <summary>The function types that live as long as this type, which is one of their parts.</summary>
    internal FunctionTypeTable FunctionTypes => functionTypes ?? Interlocked.CompareExchange(ref functionTypes, new FunctionTypeTable(), null) ?? functionTypes;

    /// <summary>The pointer type whose target is this type.</summary>
    public CPointerType PointerTo() => pointer ?? Interlocked.CompareExchange(ref pointer, new CPointerType(this), null) ?? pointer;

    /// <summary>The array type with this element type and a known length, in elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public CArrayType ArrayOf(long length) => CArrayType.Of(this, CArrayLength.Known(length));

    /// <summary>This type with <paramref name="qualifiers"/> added to those it has.</summary>
    /// <remarks>
    /// Qualifying an array qualifies its elements (C11 6.7.3p9); qualifying a function type has no effect.
    /// </remarks>
    public CType Qualified(CQualifiers qualifiers)
    {
        if (qualifiers == CQualifiers.None || this is CFunctionType)
        {
            return this;
        }

        if (this is CAlignedType aligned)
        {
            return aligned.WithAdded(qualifiers);
        }

        if (this is CArrayType array)
        {
            return CArrayType.Of(array.Item.Qualified(qualifiers), array.Length);
        }

        CQualifiers all = qualifiers | Qualifiers;
        return all == Qualifiers ? this : Unqualified.Intern(all);
    }

    /// <summary>The C text of this type.</summary>
    public override string ToString() => CName;

    /// <summary>A hash of the type's identity: types are the keys of many tables, and this one costs nothing.</summary>
    public sealed override int GetHashCode() => hash;

    private CQualifiedType Intern(CQualifiers all)
    {
        CQualifiedType?[] table = qualified ?? Interlocked.CompareExchange(ref qualified, new CQualifiedType?[16], null) ?? qualified;
        ref CQualifiedType? slot = ref table[(int)all];
        return slot ?? Interlocked.CompareExchange(ref slot, new CQualifiedType(this, all), null) ?? slot;
    }
}
