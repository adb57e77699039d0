using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Numbers;

namespace Cffi.Backend.Native.Values;

/// <summary>A C type on this machine: representation, size and parts, which are looked up once.</summary>
/// <remarks>One object per C type; any thread. The size of a record is read on demand, because the record may be completed later.</remarks>
internal sealed class NativeType
{
    private static readonly ConditionalWeakTable<CType, NativeType> Known = [];
    private NativeType? item;
    private long size;
    private int alignment;

    private NativeType(CType type)
    {
        Type = type;
        Representation = RepresentationOf(type);
        NumberKind = NumberKindOf(Representation);
        IsPointerToVaList = type.Unqualified is CPointerType { Item.Unqualified: CVaListType };
    }

    public CType Type { get; }

    public Representation Representation { get; }

    /// <summary>The size in bytes.</summary>
    /// <exception cref="LayoutException">The type has no size yet.</exception>
    public long Size
    {
        get
        {
            MeasureOnce();
            return size;
        }
    }

    /// <summary>The alignment in bytes.</summary>
    /// <inheritdoc cref="Size"/>
    public int Alignment
    {
        get
        {
            MeasureOnce();
            return alignment;
        }
    }

    /// <summary>Whether a value is a single number or pointer.</summary>
    public bool IsScalar => Representation is not (Representation.None or Representation.Array or Representation.Record);

    /// <summary>Whether a scalar is too large to be stored inside a <see cref="CData"/>.</summary>
    public bool IsLargeScalar => IsScalar && !WordForm.Has(Representation) && Size > CData.InlineSize;

    /// <summary>The kind of numbers of the type.</summary>
    public NumberKind NumberKind { get; }

    /// <summary>The format of a floating type, and of the parts of a complex one.</summary>
    public FloatingFormat Format => Representation switch
    {
        Representation.Half or Representation.ComplexHalf => FloatingFormat.Half,
        Representation.Float or Representation.ComplexFloat => FloatingFormat.Single,
        Representation.Double or Representation.ComplexDouble => FloatingFormat.Double,
        Representation.Extended or Representation.ComplexExtended => FloatingFormat.Extended,
        Representation.Quadruple or Representation.ComplexQuadruple => FloatingFormat.Quadruple,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Whether an integer or character type is signed on this machine.</summary>
    public bool IsSigned => Representation switch
    {
        Representation.Int8 or Representation.Int16 or Representation.Int32 or Representation.Int64 or Representation.Int128 => true,
        Representation.Char => Target.Current.IsCharSigned,
        Representation.Utf32 => Type.Unqualified is CPrimitiveType primitive && PrimitiveLayout.IsSigned(primitive, Target.Current),
        Representation.BitInt => ((CBitIntType)Type.Unqualified).IsSigned,
        _ => false,
    };

    /// <summary>The width of an integer type in bits, including the sign.</summary>
    public int Bits => Type.Unqualified is CBitIntType precise ? precise.Width : (int)(8 * Size);

    public bool IsPointerToFunction => Representation == Representation.Pointer && Item.Type.Unqualified is CFunctionType;

    /// <summary>Whether C passes values of this type for a <c>va_list</c>.</summary>
    public bool IsPointerToVaList { get; }

    public bool IsText => Representation is Representation.Char or Representation.Utf16 or Representation.Utf32;

    /// <summary>The target type of a pointer, or the element type of an array.</summary>
    public NativeType Item => item ??= Of(Type.Unqualified switch
    {
        CPointerType pointer => pointer.Item,
        CArrayType array => array.Item,
        _ => throw new InvalidOperationException(),
    });

    /// <summary>The number of elements of an array type; -1 if it is not known.</summary>
    public long ArrayLength => Type.Unqualified is CArrayType { Length.IsKnown: true } array ? array.Length.Count : -1;

    /// <summary>The layout of a record.</summary>
    /// <exception cref="LayoutException">The record is incomplete.</exception>
    public RecordLayout Layout => LayoutEngine.OfRecord((CRecordType)Type.Unqualified, Target.Current);

    /// <summary>How <c>wchar_t</c> is kept.</summary>
    public static Representation WideCharacter => Target.Current.WCharSize == sizeof(char) ? Representation.Utf16 : Representation.Utf32;

    public static NativeType Of(CType type) => Known.GetValue(type, static type => new NativeType(type));

    // The alignment, which is never 0, is written last, so that a thread that sees it also sees the size.
    private void MeasureOnce()
    {
        if (Volatile.Read(ref alignment) == 0)
        {
            TypeLayout layout = LayoutEngine.Of(Type, Target.Current);
            size = layout.Size;
            Volatile.Write(ref alignment, layout.Alignment);
        }
    }

    private static Representation RepresentationOf(CType type) => type.Unqualified switch
    {
        CVoidType or CFunctionType => Representation.None,
        CPointerType => Representation.Pointer,
        CArrayType => Representation.Array,
        CRecordType => Representation.Record,
        CEnumType @enum => OfNumber(EnumUnderlyingType(@enum)),
        CComplexType complex => complex.Element.Primitive switch
        {
            CPrimitiveKind.Float16 => Representation.ComplexHalf,
            CPrimitiveKind.Float => Representation.ComplexFloat,
            CPrimitiveKind.Double => Representation.ComplexDouble,
            CPrimitiveKind.Float128 => Representation.ComplexQuadruple,
            _ => LongDouble switch
            {
                Representation.Double => Representation.ComplexDouble,
                Representation.Quadruple => Representation.ComplexQuadruple,
                _ => Representation.ComplexExtended,
            },
        },
        CPrimitiveType primitive => RepresentationOf(primitive),
        CBitIntType => Representation.BitInt,

        // Memory of a known size that no single .NET value represents.
        CVectorType or CVaListType => Representation.Record,
        CPartialNumberType partial => RepresentationOf(partial.Actual ?? throw LayoutErrors.Partial(partial)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static CPrimitiveType EnumUnderlyingType(CEnumType type) => EnumLayout.UnderlyingType(type, Target.Current);

    private static Representation RepresentationOf(CPrimitiveType type)
    {
        switch (type.Primitive)
        {
            case CPrimitiveKind.Bool:
                return Representation.Bool;
            case CPrimitiveKind.Char:
                return Representation.Char;
            case CPrimitiveKind.WChar:
                return WideCharacter;
            case CPrimitiveKind.Char16:
                return Representation.Utf16;
            case CPrimitiveKind.Char32:
                return Representation.Utf32;
            case CPrimitiveKind.Float:
                return Representation.Float;
            case CPrimitiveKind.Double:
                return Representation.Double;
            case CPrimitiveKind.LongDouble:
                return LongDouble;
            case CPrimitiveKind.Float16:
                return Representation.Half;
            case CPrimitiveKind.Float128:
                return Representation.Quadruple;
            case CPrimitiveKind.Int128:
                return Representation.Int128;
            case CPrimitiveKind.UInt128:
                return Representation.UInt128;
            default:
                return OfNumber(type);
        }
    }

    // An enum with a character type as its underlying type holds numbers, not text.
    private static Representation OfNumber(CPrimitiveType type)
    {
        bool signed = PrimitiveLayout.IsSigned(type, Target.Current);
        return type.Primitive == CPrimitiveKind.Bool ? Representation.Bool : PrimitiveLayout.Of(type, Target.Current).Size switch
        {
            1 => signed ? Representation.Int8 : Representation.UInt8,
            2 => signed ? Representation.Int16 : Representation.UInt16,
            4 => signed ? Representation.Int32 : Representation.UInt32,
            8 => signed ? Representation.Int64 : Representation.UInt64,
            _ => signed ? Representation.Int128 : Representation.UInt128,
        };
    }

    private static Representation LongDouble => Target.Current.LongDouble.Size == sizeof(double) ? Representation.Double
        : Target.Current.Calling is CallingStandard.Aapcs64 ? Representation.Quadruple
        : Representation.Extended;

    private static NumberKind NumberKindOf(Representation representation) => representation switch
    {
        Representation.None or Representation.Pointer or Representation.Array or Representation.Record => NumberKind.None,
        Representation.Half or Representation.Float or Representation.Double or Representation.Extended or Representation.Quadruple => NumberKind.Real,
        Representation.ComplexHalf or Representation.ComplexFloat or Representation.ComplexDouble
            or Representation.ComplexExtended or Representation.ComplexQuadruple => NumberKind.Complex,
        _ => NumberKind.Integer,
    };
}
