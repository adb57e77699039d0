using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>The C# struct of a record, whose fields have the offsets of C's members on each of its targets.</summary>
/// <remarks>
/// The layout is sequential if that gives C's offsets; then pointers and <c>long</c> make the struct right on targets
/// of different sizes. Otherwise it has explicit offsets, if these are equal on the targets.
/// </remarks>
internal sealed class RecordShape
{
    private static readonly int[] Packs = [0, 1, 2, 4, 8];
    private readonly List<RecordDraft> drafts;
    private readonly RecordDraft?[] byTarget = new RecordDraft?[Target.All.Count];
    private readonly int pack;

    private RecordShape(List<RecordDraft> drafts, bool isExplicit, int pack, bool hasSize)
    {
        this.drafts = drafts;
        this.pack = pack;
        IsExplicit = isExplicit;
        HasSize = hasSize;
        foreach (RecordDraft draft in drafts)
        {
            byTarget[draft.Target.Index] = draft;
            Targets = Targets.With(draft.Target);
        }
    }

    /// <summary>Whether fields have offsets in the text.</summary>
    public bool IsExplicit { get; }

    /// <summary>Whether the struct's size is in the text.</summary>
    public bool HasSize { get; }

    /// <summary>The targets on which it is right.</summary>
    public TargetSet Targets { get; }

    /// <summary>The fields, with the offsets of the first target.</summary>
    public RecordDraft First => drafts[0];

    /// <summary>Whether the .NET runtime would pass it by value differently from C, or might do so.</summary>
    public bool IsHard { get; private set; }

    /// <summary>Whether C aligns it more than the .NET runtime. In that case only C memory is sufficiently aligned.</summary>
    public bool IsOverAligned { get; private set; }

    /// <summary>Whether no C# struct is right on all targets. In that case the struct has the size of the largest layout and computes the offsets.</summary>
    public bool IsPortable { get; private init; }

    /// <summary>The layout attribute of the struct; null for the default, sequential layout.</summary>
    public string? Attribute
    {
        get
        {
            if (!IsExplicit && pack == 0 && !HasSize)
            {
                return null;
            }

            string kind = IsExplicit ? "Explicit" : "Sequential";
            string packing = pack == 0 ? "" : FormattableString.Invariant($", Pack = {pack}");
            string size = HasSize ? FormattableString.Invariant($", Size = {First.Layout.Room.Size}") : "";
            return $"[{Namespaces.Services}StructLayout({Namespaces.Services}LayoutKind.{kind}{packing}{size})]";
        }
    }

    /// <summary>The struct for as many targets as can share one; null if no target has the members of the record.</summary>
    public static RecordShape? Find(RecordBinding record, FormTable forms)
    {
        var drafts = new List<RecordDraft>(Target.All.Count);
        foreach (Target target in record.Versions.Targets)
        {
            if (RecordDraft.Of(record.Versions.On(target)!, target, forms, drafts.Count > 0 ? drafts[drafts.Count - 1] : null) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        if (drafts.Count == 0)
        {
            return null;
        }

        // The first target decides the layout.
        RecordDraft first = drafts[0];
        List<RecordDraft> alike = drafts.TrueForAll(draft => draft.HasFieldsOf(first)) ? drafts : drafts.FindAll(draft => draft.HasFieldsOf(first));
        RecordShape shape = AsEmpty(alike) ?? InSequence(alike) ?? AsUnion(alike) ?? ByOffsets(alike.FindAll(draft => draft.HasPlacesOf(first)));
        if (shape.drafts.Count < drafts.Count || drafts.Exists(static draft => draft.Slots.Exists(static slot => slot.Form.IsPortable)))
        {
            return new RecordShape(drafts, isExplicit: false, pack: 0, hasSize: false) { IsPortable = true, IsHard = true };
        }

        shape.IsOverAligned = shape.drafts.Exists(draft => draft.Layout.Room.Alignment > shape.RoomOn(draft.Target).Alignment);
        shape.IsHard |= shape.IsOverAligned || shape.First.Slots.Exists(static slot => slot.Form.IsHard) || PassingRules.AreUncertain(shape);
        return shape;
    }

    /// <summary>Whether the struct is right on a target.</summary>
    public bool Has(Target target) => Targets.Has(target);

    /// <summary>The draft for a target for which <see cref="Has"/> is true.</summary>
    public RecordDraft On(Target target) => byTarget[target.Index]!;

    /// <summary>The size and alignment that the .NET runtime gives the struct.</summary>
    public TypeLayout RoomOn(Target target)
    {
        RecordDraft draft = On(target);
        return new TypeLayout(draft.Layout.Room.Size, IsPortable ? 8 : ManagedAlignment(draft, pack));
    }

    // GNU C has records without bytes; .NET gives every struct one.
    private static RecordShape? AsEmpty(List<RecordDraft> drafts) => drafts[0].Layout.Room.Size > 0
        ? null
        : new RecordShape(drafts.FindAll(static draft => draft.Layout.Room.Size == 0), isExplicit: false, pack: 0, hasSize: false) { IsHard = true };

    private static RecordShape? InSequence(List<RecordDraft> drafts)
    {
        foreach (int pack in Packs)
        {
            if (drafts.TrueForAll(draft => !draft.Record.IsUnion && IsSequential(draft, pack, out long size) && size == draft.Layout.Room.Size))
            {
                return new RecordShape(drafts, isExplicit: false, pack, hasSize: false);
            }
        }

        // The size can be larger than the fields need: alignment attributes, unnamed bit-fields, a flexible array.
        bool isSizeCommon = drafts.TrueForAll(draft => draft.Layout.Room.Size == drafts[0].Layout.Room.Size);
        foreach (int pack in isSizeCommon ? Packs : [])
        {
            if (drafts.TrueForAll(draft => !draft.Record.IsUnion && IsSequential(draft, pack, out long size) && size <= draft.Layout.Room.Size))
            {
                return new RecordShape(drafts, isExplicit: false, pack, hasSize: true);
            }
        }

        return null;
    }

    private static RecordShape? AsUnion(List<RecordDraft> drafts)
    {
        bool areUnions = drafts.TrueForAll(static draft => draft.Record.IsUnion && draft.Slots.TrueForAll(static slot => slot.Offset == 0));
        foreach (int pack in areUnions ? Packs : [])
        {
            if (drafts.TrueForAll(draft => ByteArithmetic.AlignUp(draft.Slots.Max(static slot => slot.Form.Room.Size), ManagedAlignment(draft, pack)) == draft.Layout.Room.Size
                && ManagedAlignment(draft, pack) <= draft.Layout.Room.Alignment))
            {
                return new RecordShape(drafts, isExplicit: true, pack, hasSize: false);
            }
        }

        return null;
    }

    private static RecordShape ByOffsets(List<RecordDraft> drafts)
    {
        int alignment = drafts.Min(static draft => draft.Layout.Room.Alignment);
        bool needsPack = drafts.Exists(draft => ManagedAlignment(draft, 0) > alignment || draft.Slots.Exists(slot => slot.Offset % slot.Form.Room.Alignment != 0));
        return new RecordShape(drafts, isExplicit: true, needsPack ? Math.Min(alignment, 8) : 0, hasSize: true);
    }

    private static bool IsSequential(RecordDraft draft, int pack, out long size)
    {
        long at = 0;
        foreach (Slot slot in draft.Slots)
        {
            at = ByteArithmetic.AlignUp(at, Limited(slot.Form.Room.Alignment, pack));
            if (at != slot.Offset)
            {
                size = 0;
                return false;
            }

            at += slot.Form.Room.Size;
        }

        int alignment = ManagedAlignment(draft, pack);
        size = ByteArithmetic.AlignUp(at, alignment);
        return alignment <= draft.Layout.Room.Alignment;
    }

    private static int ManagedAlignment(RecordDraft draft, int pack) => draft.Slots.Count == 0 ? 1 : Limited(draft.FieldAlignment, pack);

    private static int Limited(int alignment, int pack) => pack == 0 ? alignment : Math.Min(alignment, pack);
}
