using System.Numerics;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;

namespace Cffi;

// Values of any .NET object, out of and into C data, and comparison.
public readonly partial struct CValue : IEquatable<CValue>
{
    /// <summary>
    /// C data; null is the null pointer. A number or pointer gives its current value, even if the data is a variable, whose
    /// value may change; an array or record stays a view.
    /// </summary>
    public static implicit operator CValue(CData? value) => value is null ? Null : value.AsValue();

    /// <summary>The number behind a .NET enum value.</summary>
    public static implicit operator CValue(Enum? value) => value is null ? Null : From(Convert.ChangeType(value, value.GetTypeCode(), null));

    /// <summary>
    /// Whether two values are the same number, whatever their kinds, the same address, or the same text. Nothing is
    /// rounded; NaN equals nothing (IEEE 754); a null pointer equals 0, another pointer equals its address.
    /// </summary>
    public static bool operator ==(CValue left, CValue right) => NumberComparison.AreEqual(left, right, isNaNEqual: false);

    /// <summary>Whether two values differ.</summary>
    /// <inheritdoc cref="op_Equality"/>
    public static bool operator !=(CValue left, CValue right) => !(left == right);

    /// <summary>Converts any object for which an implicit conversion exists.</summary>
    /// <exception cref="CffiTypeException">The object's type has no conversion.</exception>
    public static CValue From(object? value) => value switch
    {
        null => Null,
        CValue itself => itself,
        CData data => data,
        string text => text,
        bool truth => truth,
        char unit => unit,
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => number,
        nint number => number,
        nuint number => number,
        float number => number,
        double number => number,
        Int128 number => number,
        UInt128 number => number,
        BigInteger number => number,
        Half number => number,
        Complex number => number,
        Enum number => number,
        Array array => array,
        CVaList list => list,
        _ => throw UsageErrors.NoValueFor(value.GetType()),
    };

    /// <summary>Converts to a .NET type.</summary>
    /// <typeparam name="T">
    /// <see cref="bool"/>, <see cref="char"/>, any number type, an enum, <see cref="string"/> (of text behind a
    /// <c>char *</c> too), <see cref="CData"/>, <see cref="CValue"/> or <see cref="object"/>.
    /// </typeparam>
    /// <exception cref="CffiRangeException">The number does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="CffiTypeException">This kind of value cannot be converted to that type; a fraction is never truncated.</exception>
    public T As<T>() => ValueConversion.To<T>(this);

    /// <summary>The same as <c>==</c>, but NaN equals NaN, so that it is found in a hash table.</summary>
    public bool Equals(CValue other) => NumberComparison.AreEqual(this, other, isNaNEqual: true);

    /// <inheritdoc cref="Equals(CValue)"/>
    /// <remarks>A null reference equals a null pointer, in the way that <c>null</c> equals a nullable value without a value.</remarks>
    public override bool Equals(object? obj) => obj is null ? Kind == CValueKind.Data && Equals(Null) : obj is CValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => NumberComparison.HashOf(this);
}
