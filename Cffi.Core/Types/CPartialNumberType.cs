namespace Cffi.Types;

/// <summary>
/// An integer or floating type whose size and sign the compiler tells in API mode: <c>typedef int... T;</c>,
/// <c>typedef float... T;</c>. It is equal to itself only, and completed at most once.
/// </summary>
public sealed class CPartialNumberType : CType
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The typedef name, which is all that C knows of it.</param>
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

    /// <summary>The type that the compiler has told; null while it has not.</summary>
    public CPrimitiveType? Actual { get; private set; }

    /// <summary>Gives the type what the compiler tells of it.</summary>
    /// <exception cref="InvalidOperationException">It is known already, or is not of this kind.</exception>
    internal void Complete(CPrimitiveType actual)
    {
        if (Actual is not null || actual.IsFloating != IsFloating)
        {
            throw new InvalidOperationException($"{Name} cannot become {actual.Name}.");
        }

        Actual = actual;
    }

    /// <summary>Takes back what <see cref="Complete"/> gave, when the module that told it is refused.</summary>
    internal void Reset() => Actual = null;
}
