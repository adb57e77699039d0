namespace Cffi.Types;

/// <summary>A complex type: two values of a real floating type, the real part first (C11 6.2.5p11, p13).</summary>
public sealed class CComplexType : CType
{
    private CComplexType(CPrimitiveKind element)
        : base(isImmortal: true)
    {
        Element = CPrimitiveType.Of(element);
    }

    /// <summary><c>_Float16 _Complex</c>.</summary>
    public static CComplexType Float16 { get; } = new(CPrimitiveKind.Float16);

    /// <summary><c>_Float128 _Complex</c>.</summary>
    public static CComplexType Float128 { get; } = new(CPrimitiveKind.Float128);

    /// <summary><c>float _Complex</c>.</summary>
    public static CComplexType Float { get; } = new(CPrimitiveKind.Float);

    /// <summary><c>double _Complex</c>.</summary>
    public static CComplexType Double { get; } = new(CPrimitiveKind.Double);

    /// <summary><c>long double _Complex</c>.</summary>
    public static CComplexType LongDouble { get; } = new(CPrimitiveKind.LongDouble);

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Complex;

    /// <summary>The type of the real and of the imaginary part.</summary>
    public CPrimitiveType Element { get; }
}
