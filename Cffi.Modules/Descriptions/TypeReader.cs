namespace Cffi.Modules.Descriptions;

/// <summary>Reads types: each refers to earlier ones only.</summary>
internal sealed class TypeReader(ByteReader reader)
{
    private const int LargestBitInt = 1 << 16;
    private const int LargestVector = 1 << 16;
    private const int LargestAlignment = 1 << 28;
    private CType[] types = [];
    private int[] depths = [];

    /// <summary>The records and enums, in their order, without contents yet.</summary>
    public List<CType> Nominal { get; } = [];

    /// <summary>Reads all types.</summary>
    public void ReadAll()
    {
        types = new CType[reader.Count()];
        depths = new int[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = Read(i);
            if (depths[i] > DescriptionFormat.MostDepth)
            {
                throw new MalformedDescriptionException("a type is nested too deep");
            }

            if (types[i].Weight > TypeBounds.HeaviestType)
            {
                throw new MalformedDescriptionException("a type contains too many types");
            }
        }
    }

    /// <summary>Reads the index of a type.</summary>
    public CType Type() => types[Index(types.Length)];

    /// <summary>Reads a type of a required class.</summary>
    public T Type<T>()
        where T : CType => Type() as T ?? throw new MalformedDescriptionException($"a type is not a {typeof(T).Name}");

    /// <summary>A type or none: 0, or the index plus 1.</summary>
    public CType? OptionalType()
    {
        int index = reader.Number(types.Length, "the index of a type");
        return index == 0 ? null : types[index - 1];
    }

    /// <summary>A kind of number.</summary>
    public CPrimitiveType Primitive() => CPrimitiveType.Of((CPrimitiveKind)reader.Kind((int)CPrimitiveKind.Off, "kind of number"));

    /// <summary>An alignment in bytes, or 0.</summary>
    public int Alignment()
    {
        int alignment = reader.Number(LargestAlignment, "an alignment");
        return (alignment & (alignment - 1)) == 0 ? alignment : throw new MalformedDescriptionException($"an alignment is {alignment}");
    }

    private CType Read(int count)
    {
        switch ((TypeTag)reader.Kind((int)TypeTag.Aligned, "kind of type"))
        {
            case TypeTag.Void:
                return CVoidType.Instance;
            case TypeTag.Primitive:
                return Primitive();
            case TypeTag.Complex:
                return Complex(Primitive().Primitive);
            case TypeTag.VaList:
                return CVaListType.Instance;
            case TypeTag.BitInt:
                return CBitIntType.Of(reader.Number(LargestBitInt, "the width of a _BitInt"), reader.Flag());
            case TypeTag.Vector:
                return Vector(Primitive(), reader.Number(LargestVector, "the size of a vector"));
            case TypeTag.Record:
                return Record();
            case TypeTag.Enum:
                return Enum();
            case TypeTag.PartialNumber:
                return PartialNumber();
            case TypeTag.Pointer:
                return Part(count).PointerTo();
            case TypeTag.Array:
                return Array(Part(count));
            case TypeTag.Function:
                return Function(count);
            case TypeTag.Qualified:
                CType unqualified = Part(count);
                return unqualified.Qualified((CQualifiers)reader.Number((int)(CQualifiers.Const | CQualifiers.Volatile | CQualifiers.Restrict | CQualifiers.Atomic), "a set of qualifiers"));
            default:
                string name = reader.String();
                CType item = Part(count);
                return new CAlignedType(name, item, Math.Max(Alignment(), 1));
        }

        // Reads a part of the current type.
        CType Part(int next)
        {
            int index = Index(next);
            depths[next] = Math.Max(depths[next], depths[index] + 1);
            return types[index];
        }

        CFunctionType Function(int next)
        {
            var parameters = new CType[reader.Count()];
            CType result = Part(next);
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] = Part(next);
            }

            return CFunctionType.Of(result, parameters, reader.Flag(), (CCallingConvention)reader.Kind((int)CCallingConvention.VectorCall, "calling convention"));
        }
    }

    private int Index(int count)
    {
        long index = reader.Number();
        return index < count ? (int)index : throw new MalformedDescriptionException("a type refers to a later type");
    }

    private static CComplexType Complex(CPrimitiveKind element) => element switch
    {
        CPrimitiveKind.Float16 => CComplexType.Float16,
        CPrimitiveKind.Float => CComplexType.Float,
        CPrimitiveKind.Double => CComplexType.Double,
        CPrimitiveKind.LongDouble => CComplexType.LongDouble,
        CPrimitiveKind.Float128 => CComplexType.Float128,
        _ => throw new MalformedDescriptionException($"{element} has no complex type"),
    };

    private static CVectorType Vector(CPrimitiveType element, int size) => size > 0 && (size & (size - 1)) == 0
        ? CVectorType.Of(element, size)
        : throw new MalformedDescriptionException($"the size of a vector is {size}");

    private CRecordType Record()
    {
        bool isUnion = reader.Flag();
        string? tag = reader.OptionalString();
        string? typedefName = reader.OptionalString();
        var record = new CRecordType(isUnion, tag, isOpaque: reader.Flag());
        if (typedefName is not null)
        {
            record.NameByTypedef(typedefName);
        }

        if (reader.Flag())
        {
            record.MakeTransparent();
        }

        Nominal.Add(record);
        return record;
    }

    private CEnumType Enum()
    {
        var type = new CEnumType(reader.OptionalString());
        if (reader.OptionalString() is { } typedefName)
        {
            type.NameByTypedef(typedefName);
        }

        Nominal.Add(type);
        return type;
    }

    private CPartialNumberType PartialNumber()
    {
        var number = new CPartialNumberType(reader.String(), reader.Flag());
        int kind = reader.Number((int)CPrimitiveKind.Off + 1, "a kind of number");
        if (kind > 0)
        {
            var actual = CPrimitiveType.Of((CPrimitiveKind)(kind - 1));
            if (actual.IsFloating != number.IsFloating)
            {
                throw new MalformedDescriptionException($"'{number.Name}' cannot be '{actual.Name}'");
            }

            number.Complete(actual);
        }

        return number;
    }

    private CArrayType Array(CType item)
    {
        CArrayLengthKind kind = (CArrayLengthKind)reader.Kind((int)CArrayLengthKind.Variable, "kind of length");
        long count = reader.Number();
        return CArrayType.Of(item, kind switch
        {
            CArrayLengthKind.Known => CArrayLength.Known(count),
            CArrayLengthKind.Unspecified => CArrayLength.Unspecified,
            CArrayLengthKind.Partial => CArrayLength.Partial,
            _ => CArrayLength.Variable,
        });
    }
}
