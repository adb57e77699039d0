using System.Numerics;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>C's explicit conversions (C11 6.5.4, 6.3.1).</summary>
internal static class CastConversion
{
    public static CData To(NativeType type, in CValue value)
    {
        if (type is { Representation: Representation.Array, ArrayLength: >= 0 })
        {
            return OfArray(type, value);
        }

        if (!type.IsScalar)
        {
            throw CommonErrors.WrongOperation(type.Type, "cast to", type.Representation == Representation.Array ? "write the number of elements" : null);
        }

        if (value.Reference is CData { HasDeferredValue: false, IsScalar: false } data
            && data.NativeType.Representation is Representation.Pointer or Representation.Array)
        {
            return OfAddress(type, value, data);
        }

        return type.Representation switch
        {
            Representation.Pointer when value is { Kind: CValueKind.Data, Reference: null } => CData.OfPointer(type, 0, null),
            Representation.Pointer => CData.OfPointer(type, unchecked((nint)(long)Wrap(ToInteger(value, type), 8 * nint.Size, isSigned: true)), null),
            Representation.Bool => CData.OfNumber(value.As<bool>(), type),
            _ => type.NumberKind == NumberKind.Integer ? Integer(type, ToInteger(value, type)) : Floating(type, value),
        };
    }

    // C has no such cast. It is a view of the memory behind the pointer, with bounds.
    private static CData OfArray(NativeType type, in CValue value)
    {
        CData? data = value.Reference as CData;
        nint address = data is { HasDeferredValue: false, NativeType.Representation: Representation.Pointer or Representation.Array } ? data.Address
            : value.Kind is CValueKind.NativeInt or CValueKind.NativeUInt ? (nint)value.Bits
            : value is { Kind: CValueKind.Data, Reference: null } ? 0
            : throw ConversionErrors.NotAssignable(value, type.Type, "cast a pointer or an address");
        return address == 0 ? throw UsageErrors.NullPointer(type.Type, "see an array behind")
            : CData.OfView(type, data is null ? address : data.Accessible(address, type.Size), data?.Owner);
    }

    private static CData OfAddress(NativeType type, in CValue value, CData data) => type.Representation switch
    {
        Representation.Pointer => CData.OfPointer(type, data.Address, data.Owner),
        Representation.Bool => CData.OfNumber(!data.IsNull, type),
        _ => Integer(RequireInteger(type, value), data.Address),
    };

    private static NativeType RequireInteger(NativeType type, in CValue value) =>
        type.NumberKind == NumberKind.Integer ? type : throw ConversionErrors.NotAssignable(value, type.Type);

    // The name of an enumerator takes precedence over a character.
    private static BigInteger ToInteger(in CValue value, NativeType type)
    {
        if (value is { Kind: CValueKind.String, Reference: string text })
        {
            return type.Type.Unqualified is CEnumType @enum ? EnumText.Parse(@enum, text)
                : text.Length == 1 ? text[0]
                : throw ConversionErrors.NotAssignable(value, type.Type);
        }

        if (value is { Kind: CValueKind.Data, Reference: null })
        {
            return BigInteger.Zero;
        }

        // The cast drops the imaginary part and the fraction (C11 6.3.1.7p2, 6.3.1.4p1).
        NumberKind kind = ValueConversion.NumberKindOf(value);
        return kind == NumberKind.Integer ? ValueConversion.ToBigInteger(value, type.Type.CName)
            : kind != NumberKind.None && ExactComplex.Of(value).Real is { IsFinite: true } number ? number.Truncated()
            : throw ConversionErrors.NotAssignable(value, type.Type);
    }

    // A number that is too large becomes an infinity, as in compilers; C leaves it undefined (6.3.1.5p1).
    private static unsafe CData Floating(NativeType type, in CValue value)
    {
        if (ValueConversion.NumberKindOf(value) == NumberKind.None)
        {
            throw ConversionErrors.NotAssignable(value, type.Type);
        }

        // Two words for each part are enough for every format.
        byte* number = stackalloc byte[4 * sizeof(long)];
        new Span<byte>(number, 4 * sizeof(long)).Clear();
        var exact = ExactComplex.Of(value);
        _ = type.Format.Write(exact.Real, number);
        if (type.NumberKind == NumberKind.Complex)
        {
            _ = type.Format.Write(exact.Imaginary, number + (type.Size / 2));
        }

        return CData.Load(type, (nint)number, null);
    }

    private static CData Integer(NativeType type, BigInteger number)
    {
        bool isSigned = type.IsSigned && type.Representation != Representation.Char;
        BigInteger wrapped = Wrap(number, type.Bits, isSigned);
        return !WordForm.Has(type.Representation) ? CData.OfNumber(wrapped, type)
            : CData.OfWord(type, isSigned ? (long)wrapped : unchecked((long)(ulong)wrapped));
    }

    // Modulo two to the width (C11 6.3.1.3p2), also for signed types, as in all compilers.
    public static BigInteger Wrap(BigInteger number, int bits, bool isSigned)
    {
        BigInteger low = number & ((BigInteger.One << bits) - 1);
        return isSigned && !(low >> (bits - 1)).IsZero ? low - (BigInteger.One << bits) : low;
    }
}
