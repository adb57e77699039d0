using System.Numerics;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The exact value of a number of any type. Real numbers have no imaginary part.</summary>
internal readonly struct ExactComplex(ExactNumber real, ExactNumber imaginary)
{
    public ExactNumber Real { get; } = real;

    public ExactNumber Imaginary { get; } = imaginary;

    public bool IsZero => Real.IsZero && Imaginary.IsZero;

    /// <summary>The number of a value, which must be a number.</summary>
    public static ExactComplex Of(in CValue value) => value.Kind switch
    {
        CValueKind.Single or CValueKind.Double => new ExactComplex(ExactNumber.Of(value.Floating), default),
        CValueKind.Complex => Of((Complex)value.Reference!),
        CValueKind.Data => ((CData)value.Reference!).ReadExact(),
        _ => new ExactComplex(ExactNumber.Of(ValueConversion.ToBigInteger(value, "number")), default),
    };

    /// <summary>The number of a floating or complex type at an address.</summary>
    // The caller has checked that the type's size in bytes is readable at source.
    public static unsafe ExactComplex Read(NativeType type, byte* source) => type.NumberKind == NumberKind.Complex
        ? new ExactComplex(type.Format.Read(source), type.Format.Read(source + (type.Size / 2)))
        : new ExactComplex(type.Format.Read(source), default);

    public static bool AreEqual(in ExactComplex left, in ExactComplex right, bool isNaNEqual) =>
        ExactNumber.AreEqual(left.Real, right.Real, isNaNEqual) && ExactNumber.AreEqual(left.Imaginary, right.Imaginary, isNaNEqual);

    /// <summary>Equal numbers have the same hash code.</summary>
    public int Hash() => Imaginary.IsZero ? Real.Hash() : HashCode.Combine(Real.Hash(), Imaginary.Hash());

    private static ExactComplex Of(Complex number) => new(ExactNumber.Of(number.Real), ExactNumber.Of(number.Imaginary));
}
