namespace Cffi.Platforms;

/// <summary>The room that a type takes on one target.</summary>
/// <param name="Size">In bytes (<c>sizeof</c>).</param>
/// <param name="Alignment">In bytes (<c>_Alignof</c>): what a member of the type is aligned to.</param>
public readonly record struct TypeLayout(long Size, int Alignment);
