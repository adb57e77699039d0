using Cffi.Backend.Native.Numbers;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Compares values independently of their C or .NET types: 3 of a <c>short</c> equals 3 of a <c>long</c> and 3.0.</summary>
/// <remarks>
/// Nothing is rounded. A pointer is compared with a number by its address (which is signed, so that
/// <c>MAP_FAILED</c> is -1), and a null pointer is 0.
/// </remarks>
internal static class NumberComparison
{
    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">A value.</param>
    /// <param name="isNaNEqual">Whether NaN equals NaN: in <c>Equals</c>, not in <c>==</c>.</param>
    public static bool AreEqual(in CValue left, in CValue right, bool isNaNEqual)
    {
        if (left.IsSmallInteger && right.IsSmallInteger)
        {
            return left.Bits == right.Bits && (left.Bits >= 0 || left.IsUnsigned == right.IsUnsigned);
        }

        NumberKind leftKind = ValueConversion.NumberKindOf(left), rightKind = ValueConversion.NumberKindOf(right);
        if (leftKind != NumberKind.None && rightKind != NumberKind.None)
        {
            return ExactComplex.AreEqual(ExactComplex.Of(left), ExactComplex.Of(right), isNaNEqual);
        }

        bool isLeftAddress = TryGetAddress(left, out long leftAddress), isRightAddress = TryGetAddress(right, out long rightAddress);
        if (isLeftAddress || isRightAddress)
        {
            return isLeftAddress && isRightAddress ? leftAddress == rightAddress
                : isLeftAddress ? IsAddress(right, rightKind, leftAddress)
                : IsAddress(left, leftKind, rightAddress);
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            CValueKind.None => true,
            CValueKind.String => (string)left.Reference! == (string)right.Reference!,
            CValueKind.Array => ReferenceEquals(left.Reference, right.Reference),
            _ => false,
        };
    }

    /// <summary>Less than zero if the left number is less; null if one is NaN.</summary>
    /// <exception cref="CffiTypeException">One of them is not a real number.</exception>
    public static int? Order(in CValue left, in CValue right) => ExactNumber.Order(Real(left), Real(right));

    /// <summary>The same for values that are <see cref="AreEqual">equal</see>.</summary>
    public static int HashOf(in CValue value)
    {
        if (value.IsSmallInteger && (value.Bits >= 0 || !value.IsUnsigned))
        {
            return value.Bits.GetHashCode();
        }

        return ValueConversion.NumberKindOf(value) != NumberKind.None ? ExactComplex.Of(value).Hash()
            : TryGetAddress(value, out long address) ? address.GetHashCode()
            : value.Reference?.GetHashCode() ?? 0;
    }

    private static ExactNumber Real(in CValue value) => ValueConversion.NumberKindOf(value) is NumberKind.Integer or NumberKind.Real
        ? ExactComplex.Of(value).Real
        : throw ConversionErrors.NoOrder(value);

    private static bool IsAddress(in CValue value, NumberKind kind, long address) =>
        kind != NumberKind.None && AreEqual(value, address, isNaNEqual: false);

    private static bool TryGetAddress(in CValue value, out long address)
    {
        address = 0;
        if (value.Kind != CValueKind.Data || value.Reference is CData { IsScalar: true })
        {
            return false;
        }

        address = value.Reference is CData data ? data.Address : 0;
        return true;
    }
}
