using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>Finds the C# form of any C type on a target.</summary>
internal sealed class FormTable
{
    /// <summary>What a number without a C# type of its own is in signatures.</summary>
    public const string AnyValue = "global::Cffi.CValue";

    private const string Interop = "global::Cffi.Interop.";
    private readonly Dictionary<(CType, Target), Form?> known = [];
    private readonly Dictionary<(string, long), InlineArrayType> arrays = [];
    private readonly Dictionary<string, FunctionPointerBinding> functionPointers = [];
    private readonly Dictionary<CFunctionType, FunctionPointerBinding> functionPointersByType = [];

    public FormTable(TypeNames names) => Names = names;

    /// <summary>The names of the types that get a C# type of their own.</summary>
    public TypeNames Names { get; }

    /// <summary>The arrays that are members, in the order in which they are first met.</summary>
    public List<InlineArrayType> Arrays { get; } = [];

    /// <summary>The types of function pointers, in the order in which they are first met.</summary>
    public List<FunctionPointerBinding> FunctionPointers { get; } = [];

    /// <summary>The form of a type of values; null where C# can't hold one (an incomplete record, a function, <c>void</c>).</summary>
    public Form? Of(CType type, Target target)
    {
        CType unqualified = type.Unqualified;
        if (!known.TryGetValue((unqualified, target), out Form? form))
        {
            form = Make(unqualified, target);
            known[(unqualified, target)] = form;
        }

        return form;
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

    /// <summary>Whether no target knows members of a record: then the C# type of that name stands for a pointer to it.</summary>
    /// <remarks>Asked before the record's fields are known, which may point to it.</remarks>
    public static bool IsOpaque(RecordBinding record) => !record.Versions.Targets.Any(target => HasRoom(record.Versions.On(target)!, target));

    /// <summary>The type of an array inside a struct.</summary>
    public InlineArrayType Array(string element, long length)
    {
        if (!arrays.TryGetValue((element, length), out InlineArrayType? type))
        {
            type = new InlineArrayType(Names.Name(FormattableString.Invariant($"{Identifier(element)}_array{length}")), element, length);
            arrays.Add((element, length), type);
            Arrays.Add(type);
        }

        return type;
    }

    /// <summary>Bytes that no C# type stands for.</summary>
    public Form Bytes(long size, Target target) =>
        OfArray(CPrimitiveType.Of(CPrimitiveKind.UChar).ArrayOf(size), target)! with { Public = AnyValue, IsHard = true, Element = null };

    /// <summary>The type of a pointer to a function.</summary>
    public FunctionPointerBinding PointerTo(CFunctionType function, Target target)
    {
        if (functionPointersByType.TryGetValue(function, out FunctionPointerBinding? binding))
        {
            return binding;
        }

        // On another target it is another object, of the same text and name; two on one target are two types.
        string wanted = Names.TypedefOf(function) ?? Names.PlaceOf(function) ?? "function";
        string key = wanted + " " + function.CName;
        if (!functionPointers.TryGetValue(key, out binding) || binding.Versions.On(target) is not null)
        {
            binding = new FunctionPointerBinding(Names.Name(wanted));
            functionPointers[key] = binding;
            FunctionPointers.Add(binding);
        }

        binding.Versions.Set(target, function);
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

    // Only the size is known of it, not which of C's types it is: then C# has one type for it where platforms agree on that.
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
            ? Form.Plain(binding.Name) with { Room = shape.RoomOn(target), IsHard = shape.IsHard, IsPortable = shape.IsPortable }
            : null;
    }

    private Form? OfEnum(CEnumType type, Target target)
    {
        EnumBinding binding = Names.Of(type, target);
        if (EnumValues.UnderlyingType(binding, target) is not { } underlying)
        {
            return null;
        }

        return binding.IsEnum ? Form.Plain(binding.Name) with { Room = PrimitiveLayout.Of(underlying, target) } : ScalarForms.Of(underlying, target);
    }

    private Form OfPointer(CPointerType pointer, Target target)
    {
        Form form = pointer.Item.Unqualified switch
        {
            CVoidType => Form.Plain("nint"),
            CPrimitiveType { Primitive: CPrimitiveKind.Char } => Address(Interop + "CString"),
            CPrimitiveType { Primitive: CPrimitiveKind.WChar } => Address(Interop + "CWideString"),
            CFunctionType function => Address(PointerTo(function, target).Name),
            CRecordType record => IsOpaque(Names.Of(record, target)) ? Address(Names.Of(record, target).Name) : Pointer(Names.Of(record, target).Name),
            CType item when Of(item, target)?.Element is { } element => Pointer(element),
            _ => Form.Plain("nint"),
        };
        return form with { Room = new TypeLayout(target.PointerSize, target.PointerSize) };
    }

    private Form? OfArray(CArrayType array, Target target)
    {
        if (Of(array.Item, target) is not { } item || !array.Length.IsKnown || array.Length.Count is 0 or > int.MaxValue)
        {
            return null;
        }

        InlineArrayType type = Array(item.Field, array.Length.Count);
        return Form.Plain(type.Name) with { IsHard = item.IsHard, IsPortable = item.IsPortable, Room = new TypeLayout(item.Room.Size * array.Length.Count, item.Room.Alignment) };
    }

    private Form? OfComplex(CComplexType complex, Target target) => complex.Element.Primitive switch
    {
        CPrimitiveKind.Double => Form.Plain("global::System.Numerics.Complex") with { Room = LayoutEngine.Of(complex, target) },
        CPrimitiveKind.Float => Form.Plain(Interop + "CFloatComplex") with { Room = LayoutEngine.Of(complex, target) },
        _ => Bytes(complex, target),
    };

    // Numbers that C# has no type for: the run time converts them in calls, and in memory they are bytes.
    private Form? Bytes(CType type, Target target) => HasRoom(type, target) ? Bytes(LayoutEngine.Of(type, target).Size, target) : null;

    // Not where the record is not complete, or the target does not have the type.
    private static bool HasRoom(CType type, Target target)
    {
        try
        {
            return LayoutEngine.Of(type, target).Size >= 0;
        }
        catch (LayoutException)
        {
            return false;
        }
    }

    private static Form Address(string name) => new(name, name, "nint") { ToAbi = AddressOf, FromAbi = value => $"new {name}({value})" };

    // The struct behind the pointer may have this pointer as a member: as a type argument that would be a circle.
    private static Form Pointer(string element)
    {
        string name = $"{Interop}CPointer<{element}>";
        return new Form(name, "nint", "nint")
        {
            ToAbi = AddressOf, FromAbi = value => $"new {name}({value})", ToField = AddressOf, FromField = value => $"new {name}({value})", Element = name,
        };
    }

    private static string AddressOf(string value) => $"{value}.Address";

    private static string Identifier(string type)
    {
        string last = type.Substring(type.LastIndexOf('.') + 1).TrimStart('@');
        return last.EndsWith(">", StringComparison.Ordinal) ? "pointer" : last;
    }
}
