using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi;

// Conversions from and to .NET values.
public sealed unsafe partial class CData
{
    /// <summary>A number to assign.</summary>
    public static implicit operator CData(bool value) => OfNumber(value);

    /// <summary>A character to assign.</summary>
    public static implicit operator CData(char value) => Deferred(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(sbyte value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(byte value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(short value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(ushort value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(int value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(uint value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(long value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(ulong value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(double value) => OfNumber(value);

    /// <summary>A number or an address to assign.</summary>
    public static implicit operator CData(nint value) => OfNumber(value);

    /// <summary>A number or an address to assign.</summary>
    public static implicit operator CData(nuint value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(float value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(Int128 value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(UInt128 value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(BigInteger value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(Half value) => OfNumber(value);

    /// <summary>A complex number to assign.</summary>
    public static implicit operator CData(Complex value) => OfNumber(value);

    /// <summary>Text to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(string? value) => value is null ? null : Deferred(value);

    /// <summary>Elements to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(Array? value) => value is null ? null : Deferred(value);

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, ulong right) => left + OfNumber(right);

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, double right) => left + OfNumber(right);

    /// <inheritdoc cref="op_Subtraction(CData, long)"/>
    public static CData operator -(CData left, ulong right) => Subtract(left, OfNumber(right));

    /// <inheritdoc cref="op_Subtraction(CData, long)"/>
    public static CData operator -(CData left, double right) => Subtract(left, OfNumber(right));

    /// <summary>The same as <c>left - right</c>.</summary>
    public static CData Subtract(CData left, long right) => Subtract(left, OfNumber(right));

    /// <summary>Converts a number, pointer or text to .NET.</summary>
    /// <inheritdoc cref="CValue.As{T}"/>
    public T As<T>() => AsValue().As<T>();

    /// <summary>A number as text; for other data the type and address, as in cffi.</summary>
    public override string ToString() => CDataText.Describe(this);

    /// <summary>A number with the natural C type of a .NET value.</summary>
    internal static CData OfNumber(in CValue value)
    {
        if (value.Kind is CValueKind.String or CValueKind.Array or CValueKind.Char)
        {
            return Deferred(value);
        }

        return OfNumber(value, NativeType.Of(InferredType.Of(value)));
    }

    /// <summary>A number of a C type.</summary>
    internal static CData OfNumber(in CValue value, NativeType type)
    {
        if (value is { Kind: CValueKind.Data, Reference: CData data } && ReferenceEquals(data.NativeType, type))
        {
            return data.Now();
        }

        Span<byte> number = type.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[type.Size];
        number.Clear();
        fixed (byte* memory = number)
        {
            // In this frame, or an array of the type's size that is pinned here.
            ScalarWriter.Write(type, value, memory);
            return Load(type, (nint)memory, null);
        }
    }

    /// <summary>Converts to a value: scalars lose their C type, other data stays data. A variable gives its current value.</summary>
    internal CValue AsValue() => HasDeferredValue ? DeferredValue
        : IsScalar && NativeType.Representation is not (Representation.BitInt or Representation.Half or Representation.Extended or Representation.Quadruple
            or Representation.ComplexHalf or Representation.ComplexFloat or Representation.ComplexExtended or Representation.ComplexQuadruple)
        ? ReadScalar()

        // A value without a .NET type stays data, so that it keeps its bits and its type as an argument of another call.
        : CValue.OfData(Now());

    /// <summary>The number of scalar data; a <c>long double</c> is rounded to <see cref="double"/>.</summary>
    internal CValue ReadScalar()
    {
        if (WordForm.Has(NativeType.Representation))
        {
            return ScalarReader.FromWord(NativeType, Low);
        }

        Span<byte> bytes = NativeType.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[NativeType.Size];
        fixed (byte* memory = bytes)
        {
            // In this frame, or an array of the type's size that is pinned here.
            CopyTo(memory);
            return ScalarReader.FromWide(NativeType, memory);
        }
    }

    /// <summary>The exact number of scalar data.</summary>
    internal ExactComplex ReadExact()
    {
        if (NativeType.NumberKind == NumberKind.Integer)
        {
            return ExactComplex.Of(ReadScalar());
        }

        // Every floating and complex type fits.
        byte* memory = stackalloc byte[MostOnStack];
        CopyTo(memory);
        return ExactComplex.Read(NativeType, memory);
    }

    private bool IsNaN => NativeType.NumberKind == NumberKind.Real && ReadExact().Real.IsNaN;

    private static CData Deferred(in CValue value) => new(NativeType.Of(CVoidType.Instance), 0, 0, new DeferredValue(value));
}
