using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>The C# fields of a record, with their offsets on one target.</summary>
internal sealed class RecordDraft
{
    private static readonly int[] UnitSizes = [1, 2, 4, 8];

    private RecordDraft(Target target, CRecordType record, RecordLayout layout)
    {
        Target = target;
        Record = record;
        Layout = layout;
        Slots = new List<Slot>(layout.Fields.Count);
    }

    public Target Target { get; }

    public CRecordType Record { get; }

    /// <summary>C's layout of the record.</summary>
    public RecordLayout Layout { get; }

    /// <summary>The fields in the order of declaration, without those of size 0.</summary>
    public List<Slot> Slots { get; }

    /// <summary>The flexible array member at the end of the record; null if there is none.</summary>
    public FieldLayout? FlexibleArray { get; private set; }

    /// <summary>The largest alignment of the fields; 1 if there are none.</summary>
    public int FieldAlignment { get; private set; } = 1;

    /// <summary>The draft of a record; null if the target has no layout for it, or if the record is too large for .NET.</summary>
    /// <param name="record">The record.</param>
    /// <param name="target">The target.</param>
    /// <param name="forms">The forms of the members.</param>
    /// <param name="like">The draft on another target, which is probably the same; null for none.</param>
    public static RecordDraft? Of(CRecordType record, Target target, FormTable forms, RecordDraft? like)
    {
        if (LayoutOf(record, target) is not { } layout)
        {
            return null;
        }

        var draft = new RecordDraft(target, record, layout);
        draft.AddSlots(forms, like);
        foreach (Slot slot in draft.Slots)
        {
            draft.FieldAlignment = Math.Max(draft.FieldAlignment, slot.Form.Room.Alignment);
        }

        return draft;
    }

    /// <summary>Whether another target can share the struct, as far as the fields are concerned.</summary>
    public bool HasFieldsOf(RecordDraft other)
    {
        if (Slots.Count != other.Slots.Count)
        {
            return false;
        }

        for (int i = 0; i < Slots.Count; i++)
        {
            if (!Slots[i].IsLike(other.Slots[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the fields have the offsets of another target, in a struct of the same size.</summary>
    public bool HasPlacesOf(RecordDraft other)
    {
        if (Layout.Room.Size != other.Layout.Room.Size || Slots.Count != other.Slots.Count)
        {
            return false;
        }

        for (int i = 0; i < Slots.Count; i++)
        {
            if (Slots[i].Offset != other.Slots[i].Offset)
            {
                return false;
            }
        }

        return true;
    }

    private static RecordLayout? LayoutOf(CRecordType record, Target target)
    {
        if (record.State is RecordState.Incomplete or RecordState.Opaque)
        {
            return RecordLayoutCache.Find(record, target);
        }

        try
        {
            // The largest size of a .NET struct.
            RecordLayout layout = LayoutEngine.OfRecord(record, target);
            return layout.Room.Size <= int.MaxValue ? layout : null;
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    private void AddSlots(FormTable forms, RecordDraft? like)
    {
        List<FieldLayout>? run = null;
        for (int i = 0; i < Layout.Fields.Count; i++)
        {
            FieldLayout field = Layout.Fields[i];
            if (field.Member.BitWidth is not null)
            {
                if (field.Member is { BitWidth: > 0, Name: not null })
                {
                    (run ??= []).Add(field);
                }

                if (Record.IsUnion)
                {
                    CloseRun(run, Layout.Room.Size, forms);
                }

                continue;
            }

            CloseRun(run, field.Offset, forms);
            AddMember(field, isLast: i == Layout.Fields.Count - 1, forms, like);
        }

        CloseRun(run, Layout.Room.Size, forms);
        if (Slots.Count == 0 && Layout.Room.Size > 0)
        {
            // Only unnamed bit-fields or zero-length arrays: .NET gives no size to a struct without fields.
            Slots.Add(new Slot(forms.Bytes(Layout.Room.Size, Target), 0, 0));
        }
    }

    private void AddMember(FieldLayout field, bool isLast, FormTable forms, RecordDraft? like)
    {
        // GNU C's zero-length array is the predecessor of C99's flexible array.
        if (field.Member is { Name: not null, Type.Unqualified: CArrayType array } && (!array.Length.IsKnown || (array.Length.Count == 0 && isLast && !Record.IsUnion)))
        {
            FlexibleArray = field;
            return;
        }

        long size = LayoutEngine.Of(field.Member.Type, Target).Size;
        if (size > 0)
        {
            // An atomic type can be larger than its base type.
            Form form = forms.Of(field.Member.Type, Target) is { } own && own.Room.Size == size ? own : forms.Bytes(size, Target);
            Slot? known = like is not null && Slots.Count < like.Slots.Count ? like.Slots[Slots.Count] : null;
            bool isSame = known is not null && ReferenceEquals(known.Form, form) && known.Offset == field.Offset && ReferenceEquals(known.Member, field.Member);
            Slots.Add(isSame ? known! : new Slot(form, field.Offset, Slots.Count) { Member = field.Member });
        }
    }

    // One integer that covers the run, if there is space for one, or only its bytes:
    //
    //   byte    4        3        2        1        0
    //           ........ ........ ......bb bbbbbbbb bbbaaaaa      uint (or three bytes, if the next member starts at 3)
    private void CloseRun(List<FieldLayout>? run, long end, FormTable forms)
    {
        if (run is { Count: > 0 })
        {
            AddRun(run, end, forms);
            run.Clear();
        }
    }

    private void AddRun(List<FieldLayout> run, long end, FormTable forms)
    {
        long start = run.Min(static field => field.Offset);
        long stop = run.Max(static field => field.Offset + field.StorageSize);
        int unit = UnitSizes.FirstOrDefault(size => start % size == 0 && start + size >= stop && start + size <= end);
        Form form = unit == 0 ? forms.Bytes(stop - start, Target)
            : Form.Plain(ScalarForms.Integer(unit, isSigned: false)) with { Room = new TypeLayout(unit, unit == 8 ? Target.Int64Alignment : unit) };
        Slots.Add(new Slot(form, start, Slots.Count) { BitFields = [.. run.Select(field => Bits(field, start, forms))] });
    }

    // A bit-field of an enum has the signedness of the enum, which compilers choose differently.
    private BitMember Bits(FieldLayout field, long start, FormTable forms)
    {
        CType type = field.Member.Type.Unqualified;
        CPrimitiveType number = type is CEnumType @enum ? EnumLayout.UnderlyingType(@enum, Target) : (CPrimitiveType)type;
        return new BitMember(field.Member, forms.Of(type, Target)!, ((field.Offset - start) * 8) + field.BitOffset, PrimitiveLayout.IsSigned(number, Target));
    }
}
