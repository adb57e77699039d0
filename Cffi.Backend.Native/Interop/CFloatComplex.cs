using System.Numerics;

namespace Cffi.Interop;

/// <summary><c>float _Complex</c>: two floats, the real part first (C11 6.2.5p13).</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part.</param>
public readonly record struct CFloatComplex(float Real, float Imaginary)
{
    /// <summary>The same number with more digits.</summary>
    public static implicit operator Complex(CFloatComplex value) => new(value.Real, value.Imaginary);

    /// <summary>The nearest number with fewer digits.</summary>
    public static explicit operator CFloatComplex(Complex value) => new((float)value.Real, (float)value.Imaginary);
}
