namespace Cffi.Types;

/// <summary>
/// An integer or floating type whose size and signedness the compiler gives in API mode: <c>typedef int... T;</c>,
/// <c>typedef float... T;</c>. It equals only itself, and is completed at most once.
/// </summary>
public sealed class CPartialNumberType : CType
{
    /// <summary>Makes the type.</summary>
    /// <param name="name">The typedef name.</param>
    /// <param name="isFloating">True for a floating type, false for an integer type.</param>
    public CPartialNumberType(string name, bool isFloating)
    {
        Name = name;
        IsFloating = isFloating;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.PartialNumber;

    /// <summary>The typedef name.</summary>
    public string Name { get; }

    /// <summary>Whether this is a floating type.</summary>
    public bool IsFloating { get; }

    /// <summary>The type that the compiler gave; null as long as it gave none.</summary>
    public CPrimitiveType? Actual { get; private set; }

    /// <summary>Sets the type that the compiler gave.</summary>
    /// <exception cref="InvalidOperationException">The type is already known, or <paramref name="actual"/> is of the other kind.</exception>
    internal void Complete(CPrimitiveType actual)
    {
        if (Actual is not null || actual.IsFloating != IsFloating)
        {
            throw new InvalidOperationException($"{Name} cannot become {actual.Name}.");
        }

        Actual = actual;
    }

    /// <summary>Takes back what <see cref="Complete"/> set, if the module that gave it is refused.</summary>
    internal void Reset() => Actual = null;
}
