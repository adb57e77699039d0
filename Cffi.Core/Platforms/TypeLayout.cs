namespace Cffi.Platforms;

/// <summary>The size and alignment of a type on one target.</summary>
/// <param name="Size">In bytes (<c>sizeof</c>).</param>
/// <param name="Alignment">In bytes (<c>_Alignof</c>): the alignment of a member of this type.</param>
public readonly record struct TypeLayout(long Size, int Alignment);
