using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Memory;

/// <summary>A C type as this machine keeps it: representation, size and parts, looked up once.</summary>
/// <remarks>One object per C type; any thread. A record's size is asked for when needed: it may be completed later.</remarks>
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
    }

    public CType Type { get; }

    public Representation Representation { get; }

    /// <summary>The size in bytes.</summary>
    /// <exception cref="LayoutException">The type has no size, or not yet.</exception>
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

    /// <summary>Whether a value is one number or pointer.</summary>
    public bool IsScalar => Representation is not (Representation.None or Representation.Array or Representation.Record);

    public bool IsPointerToFunction => Representation == Representation.Pointer && Item.Type.Unqualified is CFunctionType;

    public bool IsText => Representation is Representation.Char or Representation.Utf16 or Representation.Utf32;

    /// <summary>What a pointer points to, or an array is made of.</summary>
    public NativeType Item => item ??= Of(Type.Unqualified switch
    {
        CPointerType pointer => pointer.Item,
        CArrayType array => array.Item,
        _ => throw new InvalidOperationException(),
    });

    /// <summary>The number of elements of an array type; -1 where the type does not say.</summary>
    public long ArrayLength => Type.Unqualified is CArrayType { Length.IsKnown: true } array ? array.Length.Count : -1;

    /// <summary>The layout of a record.</summary>
    /// <exception cref="LayoutException">The record is incomplete.</exception>
    public RecordLayout Layout => LayoutEngine.OfRecord((CRecordType)Type.Unqualified, HostTarget.Current);

    public static NativeType Of(CType type) => Known.GetValue(type, static type => new NativeType(type));

    // The alignment, which is never 0, is written last: who sees it sees the size too, on any thread.
    private void MeasureOnce()
    {
        if (Volatile.Read(ref alignment) == 0)
        {
            TypeLayout room = LayoutEngine.Of(Type, HostTarget.Current);
            size = room.Size;
            Volatile.Write(ref alignment, room.Alignment);
        }
    }

    private static Representation RepresentationOf(CType type) => type.Unqualified switch
    {
        CVoidType or CFunctionType => Representation.None,
        CPointerType => Representation.Pointer,
        CArrayType => Representation.Array,
        CRecordType => Representation.Record,
        CEnumType => RepresentationOf(EnumUnderlyingType((CEnumType)type.Unqualified)),
        CComplexType complex => complex.Element.Primitive switch
        {
            CPrimitiveKind.Float16 or CPrimitiveKind.Float128 => Representation.Record,
            CPrimitiveKind.Float => Representation.ComplexFloat,
            CPrimitiveKind.Double => Representation.ComplexDouble,
            _ => HostTarget.Current.LongDouble.Size == sizeof(double) ? Representation.ComplexDouble : Representation.ComplexExtended,
        },
        CPrimitiveType { Primitive: CPrimitiveKind.Float16 or CPrimitiveKind.Float128 } => Representation.Record,
        CPrimitiveType primitive => RepresentationOf(primitive),

        // Memory of a known size, of which no single .NET value can be made.
        CVectorType or CBitIntType or CVaListType => Representation.Record,
        CPartialNumberType partial => RepresentationOf(partial.Actual ?? throw LayoutErrors.Partial(partial)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static CPrimitiveType EnumUnderlyingType(CEnumType type) => EnumLayout.UnderlyingType(type, HostTarget.Current);

    private static Representation RepresentationOf(CPrimitiveType type)
    {
        switch (type.Primitive)
        {
            case CPrimitiveKind.Bool:
                return Representation.Bool;
            case CPrimitiveKind.Char:
                return Representation.Char;
            case CPrimitiveKind.WChar:
                return HostTarget.Current.WCharSize == 2 ? Representation.Utf16 : Representation.Utf32;
            case CPrimitiveKind.Char16:
                return Representation.Utf16;
            case CPrimitiveKind.Char32:
                return Representation.Utf32;
            case CPrimitiveKind.Float:
                return Representation.Float;
            case CPrimitiveKind.Double:
                return Representation.Double;
            case CPrimitiveKind.LongDouble:
                return HostTarget.Current.LongDouble.Size == sizeof(double) ? Representation.Double
                    : HostTarget.Current.Calling is CallingStandard.Aapcs64 ? Representation.Quadruple
                    : Representation.Extended;
            case CPrimitiveKind.Int128:
                return Representation.Int128;
            case CPrimitiveKind.UInt128:
                return Representation.UInt128;
            default:
                bool signed = PrimitiveLayout.IsSigned(type, HostTarget.Current);
                return PrimitiveLayout.Of(type, HostTarget.Current).Size switch
                {
                    1 => signed ? Representation.Int8 : Representation.UInt8,
                    2 => signed ? Representation.Int16 : Representation.UInt16,
                    4 => signed ? Representation.Int32 : Representation.UInt32,
                    _ => signed ? Representation.Int64 : Representation.UInt64,
                };
        }
    }
}
