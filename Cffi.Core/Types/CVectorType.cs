namespace Cffi.Types;

/// <summary>A vector of numbers (GNU <c>vector_size</c>): laid out, and passed in registers of its own.</summary>
public sealed class CVectorType : CType
{
    private static readonly WeakInternTable<CVectorType> Interned = new();

    private CVectorType(CPrimitiveType element, int size)
    {
        Element = element;
        Size = size;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Vector;

    /// <summary>The type of the elements.</summary>
    public CPrimitiveType Element { get; }

    /// <summary>The size in bytes, as the attribute gives it: a power of two.</summary>
    public int Size { get; }

    /// <summary>The vector type with this element type and size in bytes.</summary>
    public static CVectorType Of(CPrimitiveType element, int size) => Interned.GetOrAdd(
        (element.GetHashCode() * 397) ^ size,
        (element, size),
        static (candidate, key) => ReferenceEquals(candidate.Element, key.element) && candidate.Size == key.size,
        static key => new CVectorType(key.element, key.size));
}
