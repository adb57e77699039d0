using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>Finds the C# form of any C type on a target.</summary>
internal sealed class FormTable
{
    /// <summary>The type in signatures of a number without a C# type.</summary>
    public const string AnyValue = $"{Namespaces.Root}CValue";

    private static readonly PointerForms Untyped = PointerForms.Address(Namespaces.Interop + "CAddress");
    private static readonly PointerForms Text = PointerForms.Address(Namespaces.Interop + "CString");
    private static readonly PointerForms WideText = PointerForms.Address(Namespaces.Interop + "CWideString");
    private readonly Dictionary<CType, TypeForms> known = [];
    private readonly Dictionary<(string, bool), PointerForms> pointers = [];
    private readonly Dictionary<(string, long), InlineArrayType> arrays = [];
    private readonly Dictionary<string, FunctionPointerBinding> functionPointers = [];
    private readonly Dictionary<CFunctionType, FunctionPointerBinding> functionPointersByType = [];

    public FormTable(TypeNames names) => Names = names;

    /// <summary>The names of the types that become C# types.</summary>
    public TypeNames Names { get; }

    /// <summary>The arrays that are members, in the order of their first use.</summary>
    public List<InlineArrayType> Arrays { get; } = [];

    /// <summary>The types of function pointers, in the order of their first use.</summary>
    public List<FunctionPointerBinding> FunctionPointers { get; } = [];

    /// <summary>The form of a type of values; null if C# cannot hold a value of it (an incomplete record, a function, <c>void</c>).</summary>
    public Form? Of(CType type, Target target)
    {
        CType unqualified = type.Unqualified;
        TypeForms forms = FormsOf(unqualified);
        if (!forms.IsKnown(target))
        {
            if (Names.OnlyReading is { } targets && unqualified is CPointerType pointer && NamedPointer(pointer, targets) is { } named)
            {
                forms.Set(targets, named);
            }
            else
            {
                forms.Set(target, Make(unqualified, target));
            }
        }

        return forms.On(target);
    }

    /// <summary>Whether C# code for a type of values is known to be the same on some targets.</summary>
    /// <remarks>Forms add types, in the order of their use. This adds only those of pointers that have a single form.</remarks>
    public bool AreAlike(CType unqualified, TargetSet targets)
    {
        TypeForms forms = FormsOf(unqualified);
        if (unqualified is CPointerType && Names.OnlyReading is not null)
        {
            Of(unqualified, targets.First);
        }

        return forms.AreAlikeOn(targets);
    }

    private TypeForms FormsOf(CType unqualified)
    {
        if (!known.TryGetValue(unqualified, out TypeForms? forms))
        {
            known.Add(unqualified, forms = new TypeForms());
        }

        return forms;
    }

    /// <summary>The shape of a record; null for one that C# can only point to.</summary>
    public RecordShape? ShapeOf(RecordBinding record)
    {
        if (!record.IsShaped)
        {
            record.IsShaped = true;
            record.Shape = RecordShape.Find(record, this);
        }

        return record.Shape;
    }

    /// <summary>Whether no target knows members of a record. In that case the C# type with that name represents a pointer to it.</summary>
    /// <remarks>This is read before the record's fields are known, because these can point to the record.</remarks>
    public static bool IsOpaque(RecordBinding record)
    {
        foreach (Target target in record.Versions.Targets)
        {
            if (HasRoom(record.Versions.On(target)!, target))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type of an array inside a struct.</summary>
    public InlineArrayType Array(string element, long length, bool isText = false)
    {
        string kind = isText ? "char" : element;
        if (!arrays.TryGetValue((kind, length), out InlineArrayType? type))
        {
            type = new InlineArrayType(Names.Name(FormattableString.Invariant($"{Identifier(kind)}_array{length}")), element, length, isText);
            arrays.Add((kind, length), type);
            Arrays.Add(type);
        }

        return type;
    }

    /// <summary>Bytes without a C# type.</summary>
    public Form Bytes(long size, Target target) =>
        OfArray(CPrimitiveType.Of(CPrimitiveKind.UChar).ArrayOf(size), target)! with { Public = AnyValue, IsHard = true, Element = null };

    /// <summary>The type of a pointer to a function.</summary>
    public FunctionPointerBinding PointerTo(CFunctionType function, Target target) => PointerTo(function, default(TargetSet).With(target));

    private FunctionPointerBinding PointerTo(CFunctionType function, TargetSet targets)
    {
        if (functionPointersByType.TryGetValue(function, out FunctionPointerBinding? binding))
        {
            binding.Versions.Set(targets, function);
            return binding;
        }

        // On another target it is a different object with the same text and name; two objects on one target are two types.
        string wanted = Names.TypedefOf(function) ?? Names.PlaceOf(function) ?? "function";
        string key = wanted + " " + function.CName;
        if (!functionPointers.TryGetValue(key, out binding) || binding.Versions.On(targets.First) is not null)
        {
            binding = new FunctionPointerBinding(Names.PointerName(wanted));
            functionPointers[key] = binding;
            FunctionPointers.Add(binding);
        }

        binding.Versions.Set(targets, function);
        return functionPointersByType[function] = binding;
    }

    private Form? Make(CType type, Target target) => type switch
    {
        CPrimitiveType primitive => ScalarForms.Of(primitive, target) ?? Bytes(type, target),
        CComplexType complex => OfComplex(complex, target),
        CPointerType pointer => OfPointer(pointer, target),
        CEnumType @enum => OfEnum(@enum, target),
        CRecordType record => OfRecord(record, target),
        CArrayType array => OfArray(array, target),
        CVectorType or CBitIntType or CVaListType => Bytes(type, target),
        CPartialNumberType { Actual: { } actual } => OfTold(actual, target),
        CVoidType or CFunctionType or CPartialNumberType => null,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    // Only its size is known, not which of C's types it is. C# then has one type for it if the platforms agree on the size.
    private Form? OfTold(CPrimitiveType actual, Target target)
    {
        TypeLayout room = PrimitiveLayout.Of(actual, target);
        return actual.IsInteger && room.Size <= 8
            ? Form.Plain(ScalarForms.Integer(room.Size, PrimitiveLayout.IsSigned(actual, target))) with { Room = room }
            : Of(actual, target);
    }

    private Form? OfRecord(CRecordType record, Target target)
    {
        RecordBinding binding = Names.Of(record, target);
        return ShapeOf(binding) is { } shape && shape.Has(target)
            ? OfShape(binding, shape, shape.RoomOn(target))
            : null;
    }

    // If size and alignment are the same on several targets, which is usual, they share the form.
    private static Form OfShape(RecordBinding binding, RecordShape shape, TypeLayout room) => binding.Form is { } last && last.Room == room
        ? last
        : binding.Form = Form.Plain(binding.Name) with { Room = room, IsHard = shape.IsHard, IsPortable = shape.IsPortable };

    private Form? OfEnum(CEnumType type, Target target)
    {
        EnumBinding binding = Names.Of(type, target);
        if (EnumValues.UnderlyingType(binding, target) is not { } underlying)
        {
            return null;
        }

        return binding.IsEnum ? Form.Plain(binding.Name) with { IsEnum = true, Room = PrimitiveLayout.Of(underlying, target) } : ScalarForms.Of(underlying, target);
    }

    private Form OfPointer(CPointerType pointer, Target target)
    {
        PointerForms forms = NamedPointer(pointer, default(TargetSet).With(target)) ?? (Of(pointer.Item, target)?.Element is { } element ? OfElement(element, IsConst(pointer)) : Untyped);
        return forms.On(target);
    }

    // The forms that do not depend on the target's version of the item.
    private PointerForms? NamedPointer(CPointerType pointer, TargetSet targets) => pointer.Item.Unqualified switch
    {
        CVoidType => Untyped,
        CPrimitiveType { Primitive: CPrimitiveKind.Char } => Text,

        // Const bytes are text, as in SQLite; the type also gives access to the bytes.
        CPrimitiveType { Primitive: CPrimitiveKind.UChar } when IsConst(pointer) => Text,
        CPrimitiveType { Primitive: CPrimitiveKind.WChar } => WideText,
        CFunctionType function => PointerTo(function, targets).Forms,
        CRecordType record => OfRecordPointer(Names.Of(record, targets.First), IsConst(pointer)),
        _ => null,
    };

    private static bool IsConst(CPointerType pointer) => (pointer.Item.Qualifiers & CQualifiers.Const) != 0;

    private static PointerForms OfRecordPointer(RecordBinding record, bool isConst) =>
        IsOpaque(record) ? record.Pointer ??= PointerForms.Address(record.Name)
        : isConst ? record.ConstPointer ??= PointerForms.To(record.Name, isConst: true)
        : record.Pointer ??= PointerForms.To(record.Name, isConst: false);

    private PointerForms OfElement(string element, bool isConst)
    {
        if (!pointers.TryGetValue((element, isConst), out PointerForms? forms))
        {
            pointers.Add((element, isConst), forms = PointerForms.To(element, isConst));
        }

        return forms;
    }

    private Form? OfArray(CArrayType array, Target target)
    {
        if (Of(array.Item, target) is not { } item || !array.Length.IsKnown || array.Length.Count is 0 or > int.MaxValue)
        {
            return null;
        }

        InlineArrayType type = Array(item.Field, array.Length.Count, array.Item.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.Char });
        return Form.Plain(type.Name) with { IsHard = item.IsHard, IsPortable = item.IsPortable, Room = new TypeLayout(item.Room.Size * array.Length.Count, item.Room.Alignment) };
    }

    private Form? OfComplex(CComplexType complex, Target target) => complex.Element.Primitive switch
    {
        CPrimitiveKind.Double => Form.Plain("global::System.Numerics.Complex") with { Room = LayoutEngine.Of(complex, target) },
        CPrimitiveKind.Float => Form.Plain(Namespaces.Interop + "CFloatComplex") with { Room = LayoutEngine.Of(complex, target) },
        _ => Bytes(complex, target),
    };

    // Numbers without a C# type: the run time converts them in calls, and in memory they are bytes.
    private Form? Bytes(CType type, Target target) => HasRoom(type, target) ? Bytes(LayoutEngine.Of(type, target).Size, target) : null;

    // This fails if the record is incomplete, the target does not have the type, or the record is too large for a .NET struct.
    private static bool HasRoom(CType type, Target target)
    {
        if (type is CRecordType { State: RecordState.Incomplete or RecordState.Opaque } record)
        {
            return RecordLayoutCache.Find(record, target) is not null;
        }

        try
        {
            return LayoutEngine.Of(type, target).Size <= int.MaxValue;
        }
        catch (LayoutException)
        {
            return false;
        }
    }

    private static string Identifier(string type)
    {
        string last = type.Substring(type.LastIndexOf('.') + 1).TrimStart('@');
        return last.EndsWith(">", StringComparison.Ordinal) ? "pointer" : last;
    }
}
