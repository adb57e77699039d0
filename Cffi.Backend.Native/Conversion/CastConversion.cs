using System.Numerics;
using Cffi.Backend.Native.Memory;

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
            throw UsageErrors.WrongOperation(type.Type, "cast to", type.Representation == Representation.Array ? "say how many elements there are" : null);
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
            Representation.Bool => CData.OfNumber(IsTrue(value), type),
            Representation.Float or Representation.Double or Representation.Extended or Representation.Quadruple
                or Representation.ComplexFloat or Representation.ComplexDouble or Representation.ComplexExtended => CData.OfNumber(value, type),
            _ => Integer(type, ToInteger(value, type)),
        };
    }

    // C has no such cast; it is a view of what the pointer points to, with bounds.
    private static CData OfArray(NativeType type, in CValue value)
    {
        CData? data = value.Reference as CData;
        nint address = data is { HasDeferredValue: false, NativeType.Representation: Representation.Pointer or Representation.Array } ? data.Address
            : value.Kind is CValueKind.NativeInt or CValueKind.NativeUInt ? (nint)value.Bits
            : value is { Kind: CValueKind.Data, Reference: null } ? 0
            : throw UsageErrors.NotAssignable(value, type.Type, "cast a pointer or an address");
        return address == 0 ? throw UsageErrors.NullPointer(type.Type, "see an array behind")
            : CData.OfView(type, data is null ? address : data.Accessible(address, type.Size), data?.Owner);
    }

    private static CData OfAddress(NativeType type, in CValue value, CData data) => type.Representation switch
    {
        Representation.Pointer => CData.OfPointer(type, data.Address, data.Owner),
        Representation.Bool => CData.OfNumber(!data.IsNull, type),
        _ => Integer(RequireInteger(type, value), data.Address),
    };

    private static NativeType RequireInteger(NativeType type, in CValue value) => type.Representation
        is Representation.Float or Representation.Double or Representation.Extended or Representation.Quadruple
        or Representation.ComplexDouble or Representation.ComplexExtended or Representation.ComplexFloat
        ? throw UsageErrors.NotAssignable(value, type.Type)
        : type;

    // Any value other than zero is true (C11 6.3.1.2), a fraction and a pointer too.
    private static bool IsTrue(in CValue value) => value.Kind is CValueKind.Single or CValueKind.Double ? value.Floating != 0 : value.As<bool>();

    private static BigInteger ToInteger(in CValue value, NativeType type) => value.Kind switch
    {
        CValueKind.Single or CValueKind.Double => double.IsFinite(value.Floating)
            ? new BigInteger(value.Floating)
            : throw UsageErrors.NotAssignable(value, type.Type),
        CValueKind.String when ((string)value.Reference!).Length == 1 => ((string)value.Reference!)[0],
        CValueKind.String when type.Type.Unqualified is CEnumType @enum => EnumText.Parse(@enum, (string)value.Reference!),
        CValueKind.String or CValueKind.Array or CValueKind.Complex or CValueKind.None => throw UsageErrors.NotAssignable(value, type.Type),
        CValueKind.Data when value.Reference is CData { IsScalar: true } data => ToInteger(data.ReadScalar(), type),
        CValueKind.Data when value.Reference is null => 0,
        CValueKind.Data => throw UsageErrors.NotAssignable(value, type.Type),
        _ => ValueConversion.ToBigInteger(value, type.Type.CName),
    };

    private static CData Integer(NativeType type, BigInteger number)
    {
        bool isSigned = IsSigned(type.Representation);
        BigInteger wrapped = Wrap(number, (int)(8 * type.Size), isSigned);
        return type.Representation switch
        {
            Representation.Int128 => CData.OfNumber((Int128)wrapped, type),
            Representation.UInt128 => CData.OfNumber((UInt128)wrapped, type),
            _ => CData.OfWord(type, isSigned ? (long)wrapped : unchecked((long)(ulong)wrapped)),
        };
    }

    private static bool IsSigned(Representation representation) => representation
        is Representation.Int8 or Representation.Int16 or Representation.Int32 or Representation.Int64 or Representation.Int128;

    // Modulo two to the width (C11 6.3.1.3p2); for signed types too, as all compilers do.
    private static BigInteger Wrap(BigInteger number, int bits, bool isSigned)
    {
        BigInteger low = number & ((BigInteger.One << bits) - 1);
        return isSigned && !(low >> (bits - 1)).IsZero ? low - (BigInteger.One << bits) : low;
    }
}
