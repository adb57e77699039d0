namespace Cffi.Modules.Descriptions;

/// <summary>
/// Writes types: each once, after the types that it is derived from. Records and enums are written by name, and their contents after all
/// types, because they can refer to each other in circles.
/// </summary>
internal sealed class TypeWriter(StringTable strings, Target target)
{
    private readonly Dictionary<CType, int> indexes = [];
    private readonly List<CType> nominal = [];
    private readonly ByteWriter types = new(strings);

    /// <summary>The index of a type. The type and its parts are written if they are not written yet.</summary>
    public int Add(CType type)
    {
        var chain = new Stack<CType>();
        for (CType? part = type; part is not null && !indexes.ContainsKey(part); part = PartOf(part))
        {
            chain.Push(part);
        }

        foreach (CType part in chain)
        {
            Write(part);
        }

        return indexes[type];
    }

    /// <summary>Writes all types, and the contents of records and enums.</summary>
    public void WriteTo(ByteWriter writer)
    {
        // Contents lead to further types, and these to further contents.
        var contents = new ContentWriter(new ByteWriter(strings), this, target);
        for (int i = 0; i < nominal.Count; i++)
        {
            contents.Write(nominal[i]);
        }

        writer.Number(indexes.Count);
        writer.Raw(types.ToArray());
        writer.Raw(contents.ToArray());
    }

    // The part that a type is derived from, except for functions, which have several parts.
    private static CType? PartOf(CType type) => type switch
    {
        CQualifiedType qualified => qualified.Unqualified,
        CAlignedType aligned => ReferenceEquals(aligned, aligned.Root) ? aligned.Item : aligned.Root,
        CPointerType pointer => pointer.Item,
        CArrayType array => array.Item,
        _ => null,
    };

    private void Write(CType type)
    {
        int[] parts = type is CFunctionType function ? [Add(function.Result), .. function.Parameters.Select(Add)] : PartOf(type) is { } part ? [indexes[part]] : [];
        switch (type)
        {
            case CVoidType:
                Tag(TypeTag.Void);
                break;
            case CPrimitiveType primitive:
                Tag(TypeTag.Primitive);
                types.Byte((byte)primitive.Primitive);
                break;
            case CComplexType complex:
                Tag(TypeTag.Complex);
                types.Byte((byte)complex.Element.Primitive);
                break;
            case CVaListType:
                Tag(TypeTag.VaList);
                break;
            case CBitIntType bits:
                Tag(TypeTag.BitInt);
                types.Number(bits.Width);
                types.Flag(bits.IsSigned);
                break;
            case CVectorType vector:
                Tag(TypeTag.Vector);
                types.Byte((byte)vector.Element.Primitive);
                types.Number(vector.Size);
                break;
            case CRecordType record:
                Tag(TypeTag.Record);
                types.Flag(record.IsUnion);
                types.OptionalString(record.Tag);
                types.OptionalString(record.TypedefName);
                types.Flag(record.IsOpaque);
                types.Flag(record.IsTransparent);
                nominal.Add(record);
                break;
            case CEnumType @enum:
                Tag(TypeTag.Enum);
                types.OptionalString(@enum.Tag);
                types.OptionalString(@enum.TypedefName);
                nominal.Add(@enum);
                break;
            case CPartialNumberType number:
                Tag(TypeTag.PartialNumber);
                types.String(number.Name);
                types.Flag(number.IsFloating);
                types.Number(number.Actual is { } actual ? (int)actual.Primitive + 1 : 0);
                break;
            case CPointerType:
                Tag(TypeTag.Pointer);
                types.Number(parts[0]);
                break;
            case CArrayType array:
                Tag(TypeTag.Array);
                types.Number(parts[0]);
                types.Byte((byte)array.Length.Kind);
                types.Number(array.Length.Count);
                break;
            case CFunctionType function_:
                Tag(TypeTag.Function);
                types.Number(parts.Length - 1);
                foreach (int index in parts)
                {
                    types.Number(index);
                }

                types.Flag(function_.IsVariadic);
                types.Byte((byte)function_.Convention);
                break;
            case CQualifiedType qualified:
                Tag(TypeTag.Qualified);
                types.Number(parts[0]);
                types.Byte((byte)qualified.Qualifiers);
                break;
            case CAlignedType aligned when ReferenceEquals(aligned, aligned.Root):
                Tag(TypeTag.Aligned);
                types.String(aligned.Name);
                types.Number(parts[0]);
                types.Number(aligned.Alignment);
                break;
            case CAlignedType aligned:
                Tag(TypeTag.Qualified);
                types.Number(parts[0]);
                types.Byte((byte)aligned.AddedQualifiers);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }

        indexes.Add(type, indexes.Count);
    }

    private void Tag(TypeTag tag) => types.Byte((byte)tag);
}
