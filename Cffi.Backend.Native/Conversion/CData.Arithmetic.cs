using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;

namespace Cffi;

// Comparison, and arithmetic of pointers and numbers as in C.
public sealed unsafe partial class CData : IEquatable<CData>
{
    /// <summary>
    /// Whether two numbers or two addresses are equal; variables are compared by their current values. Nothing is rounded, NaN equals
    /// nothing (IEEE 754), and a null reference equals a null pointer.
    /// </summary>
    public static bool operator ==(CData? left, CData? right) => AreSame(left, right, isNaNEqual: false);

    /// <summary>Whether two pointers or numbers differ.</summary>
    /// <inheritdoc cref="op_Equality"/>
    public static bool operator !=(CData? left, CData? right) => !AreSame(left, right, isNaNEqual: false);

    /// <summary>Whether the first number is less, or the first pointer's address lower; false if one is NaN.</summary>
    /// <exception cref="CffiTypeException">The operands are neither two real numbers nor two pointers or arrays.</exception>
    public static bool operator <(CData left, CData right) => Order(left, right) < 0;

    /// <summary>Whether the first number is greater, or the first pointer's address higher; false if one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(CData left, CData right) => Order(left, right) > 0;

    /// <summary>Whether the first number is not greater, or the first pointer's address not higher; false if one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(CData left, CData right) => Order(left, right) <= 0;

    /// <summary>Whether the first number is not less, or the first pointer's address not lower; false if one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(CData left, CData right) => Order(left, right) >= 0;

    /// <summary>The pointer plus a number of elements, or the sum of two numbers.</summary>
    /// <exception cref="CffiTypeException">The operands are neither two numbers nor a pointer and an integer.</exception>
    public static CData operator +(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return NumberArithmetic.Add(left, right);
    }

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, long right) => Add(left, right);

    /// <summary>The pointer minus a number of elements, or the difference of two numbers.</summary>
    /// <exception cref="CffiTypeException">The operands are neither two numbers nor a pointer and an integer.</exception>
    public static CData operator -(CData left, long right) => Subtract(left, right);

    /// <summary>The distance between two pointers of one type, in elements, or the difference of two integers.</summary>
    /// <exception cref="CffiTypeException">
    /// The types differ, the distance is not a multiple of the element's size, or a number is not an integer; convert it first.
    /// </exception>
    /// <exception cref="CffiRangeException">The difference does not fit a <see cref="long"/>.</exception>
    public static long operator -(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return NumberArithmetic.Distance(left, right);
    }

    /// <summary>The same as <c>left + right</c>.</summary>
    public static CData Add(CData left, long right)
    {
        CommonErrors.ThrowIfNull(left);
        return left.IsPointerOrArray ? PointerArithmetic.Offset(left, right) : left + OfNumber(right);
    }

    /// <summary>Compares two numbers, or the addresses of two pointers: less than zero if the first is lower. NaN is lower than all numbers.</summary>
    /// <exception cref="CffiTypeException">The operands are neither two real numbers nor two pointers or arrays.</exception>
    public static int Compare(CData left, CData right) => Order(left, right) ?? right.IsNaN.CompareTo(left.IsNaN);

    /// <summary>The same as <c>==</c>, but suitable for hash tables: NaN equals NaN, and a variable equals only itself, whatever its value.</summary>
    public bool Equals(CData? other) => other is not null && (IsVariable || other.IsVariable)
        ? form == other.form && word == other.word && ReferenceEquals(owner, other.owner) && ReferenceEquals(NativeType, other.NativeType)
        : AreSame(this, other, isNaNEqual: true);

    /// <inheritdoc cref="Equals(CData)"/>
    /// <remarks>A null reference equals a null pointer, in the way that <c>null</c> equals a nullable value without a value.</remarks>
    public override bool Equals(object? obj) => obj is null or CData && Equals(obj as CData);

    /// <inheritdoc/>
    public override int GetHashCode() => IsVariable ? HashCode.Combine(word, NativeType) : NumberComparison.HashOf(AsValue());

    private static bool AreSame(CData? left, CData? right, bool isNaNEqual) =>
        NumberComparison.AreEqual(left, right, isNaNEqual);

    private static int? Order(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return left.IsPointerOrArray || right.IsPointerOrArray
            ? PointerArithmetic.Compare(left, right)
            : NumberComparison.Order(left.AsValue(), right.AsValue());
    }

    private static CData Subtract(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        return NumberArithmetic.Subtract(left, right);
    }
}
