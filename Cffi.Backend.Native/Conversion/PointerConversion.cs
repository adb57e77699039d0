using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts values to pointers.</summary>
/// <remarks>
/// As in C11 6.5.16.1p1, with two extensions: qualifiers of the target may be dropped, and the character types may be
/// exchanged for one another (6.5p7 lets them alias anything).
/// </remarks>
internal static class PointerConversion
{
    /// <summary>The address of a value for a pointer type; strings and arrays have no address.</summary>
    /// <exception cref="CffiTypeException">The value is not a pointer, or points to another type.</exception>
    /// <exception cref="CffiDisposedException">The memory was freed.</exception>
    public static nint ToAddress(NativeType type, in CValue value)
    {
        if (type.IsPointerToVaList && value.Reference is not CData { HasDeferredValue: false, IsNull: false, NativeType.IsPointerToVaList: true })
        {
            throw ConversionErrors.NoList(value);
        }

        switch (value.Kind)
        {
            case CValueKind.Data when value.Reference is null:
                return 0;
            case CValueKind.Data when value.Reference is CData { HasDeferredValue: false } data:
                return ToAddress(type, data);
            case CValueKind.NativeInt or CValueKind.NativeUInt:
                return (nint)value.Bits;
            case CValueKind.String when !TextEncoder.IsTextUnit(type.Item.Representation) && type.Item.Representation != Representation.None:
                throw ConversionErrors.NotAssignable(value, type.Type, TextHint(type.Item));
            case CValueKind.String or CValueKind.Array:
                throw ConversionErrors.NotAssignable(value, type.Type, "only a call makes temporary memory for it; allocate with New and keep the result");
            default:
                throw ConversionErrors.NotAssignable(value, type.Type, value.IsSmallInteger ? "use Cast, or Ffi.Null for the null pointer" : null);
        }
    }

    // Numbers are not text in C, even if they have the same size.
    private static string TextHint(NativeType item) => item.Representation switch
    {
        Representation.Int16 or Representation.UInt16 => "declare 'char16_t *' for text; for 16-bit numbers pass a char[] that ends in a NUL",
        Representation.Int32 or Representation.UInt32 => "declare 'char32_t *' or 'wchar_t *' for text; for numbers pass an array of numbers",
        Representation.Pointer => "pass an array of strings if C only reads, or allocate with New",
        _ => "only pointers to character types take text",
    };

    private static nint ToAddress(NativeType type, CData data)
    {
        data.Owner?.ThrowIfDisposed();
        NativeType source = data.NativeType;
        bool matches = source.Representation switch
        {
            Representation.Pointer => ReferenceEquals(source, type) || AreCompatible(type.Item.Type, source.Item.Type),
            Representation.Array => AreCompatible(type.Item.Type, source.Item.Type),
            _ => false,
        };
        return matches ? data.Address : throw ConversionErrors.NotAssignable(data, type.Type, Hint(type, source));
    }

    private static string? Hint(NativeType type, NativeType source) => source.Representation switch
    {
        Representation.Record when ReferenceEquals(source.Type.Unqualified, type.Item.Type.Unqualified) => "use AddressOf",
        Representation.Pointer or Representation.Array => $"use Cast(\"{type.Type.CName}\", ...) to convert it",
        _ => null,
    };

    private static bool AreCompatible(CType wanted, CType given)
    {
        wanted = wanted.Unqualified;
        given = given.Unqualified;
        if (ReferenceEquals(wanted, given) || wanted is CVoidType || given is CVoidType)
        {
            return true;
        }

        return (wanted, given) switch
        {
            (CPrimitiveType or CEnumType, CPrimitiveType or CEnumType) => AreCompatibleScalars(wanted, given),
            (CPointerType w, CPointerType g) => AreSame(w.Item, g.Item),
            (CArrayType w, CArrayType g) => AreSame(w.Item, g.Item) && (!w.Length.IsKnown || !g.Length.IsKnown || w.Length == g.Length),
            (CFunctionType w, CFunctionType g) => AreSameFunctions(w, g),
            _ => false,
        };
    }

    // After a second star nothing is converted (C11 6.7.6.1p2), but names of the same type are compatible.
    private static bool AreSame(CType wanted, CType given)
    {
        wanted = wanted.Unqualified;
        given = given.Unqualified;
        return ReferenceEquals(wanted, given)
            || (wanted is not CVoidType && given is not CVoidType && AreCompatible(wanted, given));
    }

    private static bool AreSameFunctions(CFunctionType wanted, CFunctionType given)
    {
        if (wanted.Parameters.Count != given.Parameters.Count || wanted.IsVariadic != given.IsVariadic || !AreSame(wanted.Result, given.Result))
        {
            return false;
        }

        for (int i = 0; i < wanted.Parameters.Count; i++)
        {
            if (!AreSame(wanted.Parameters[i], given.Parameters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreCompatibleScalars(CType wanted, CType given)
    {
        Representation w = NativeType.Of(wanted).Representation;
        Representation g = NativeType.Of(given).Representation;
        return w == g || (IsByte(w) && IsByte(g));
    }

    private static bool IsByte(Representation representation) =>
        representation is Representation.Char or Representation.Int8 or Representation.UInt8;
}
