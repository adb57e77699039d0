namespace Cffi;

/// <summary>Computes sizes, alignments, offsets and bit positions. Pure; results are cached; any thread.</summary>
public static class LayoutEngine
{
    /// <summary>The room that a type takes on a target.</summary>
    /// <exception cref="LayoutException">The type is incomplete, partial, a function, or too large.</exception>
    public static TypeLayout Of(CType type, Target target) => type.Unqualified switch
    {
        CPrimitiveType primitive => PrimitiveLayout.Of(primitive, target),
        CPointerType => new TypeLayout(target.PointerSize, target.PointerSize),
        _ => throw new LayoutException("CFFI4001", type, $"{type.CName} has no size."),
    };
}
