namespace Cffi.Layout;

/// <summary>Layouts of records, computed or told by a compiler, for as long as the records live.</summary>
/// <remarks>
/// A record can lose its definition (when the declaration text that completes it is refused) and get another one.
/// An entry therefore remembers the definition that it was computed from and counts only while that one holds.
/// </remarks>
internal static class RecordLayoutCache
{
    public static RecordLayout? Find(CRecordType record, Target target) =>
        record.Layouts is { } layouts
        && Volatile.Read(ref layouts[target.Index]) is { } entry
        && ReferenceEquals(entry.Members, record.Members)
        && ReferenceEquals(entry.Rules, record.LayoutRules)
        && (record.IsComplete || entry.IsGiven)
            ? entry.Layout
            : null;

    /// <summary>The layout that a compiler has told; null where there is none, or it is a computed one.</summary>
    public static RecordLayout? Given(CRecordType record, Target target) =>
        record.Layouts is { } layouts
        && Volatile.Read(ref layouts[target.Index]) is { IsGiven: true } entry
        && ReferenceEquals(entry.Members, record.Members)
        && ReferenceEquals(entry.Rules, record.LayoutRules)
            ? entry.Layout
            : null;

    /// <summary>Keeps a layout that a compiler has told, of a partial record too.</summary>
    public static void Give(CRecordType record, Target target, RecordLayout layout) =>
        Volatile.Write(ref record.GetOrMakeLayouts()[target.Index], new Entry(record.Members, record.LayoutRules, layout, IsGiven: true));

    /// <summary>Drops a layout: one that was given, or was computed from such.</summary>
    public static void Forget(CRecordType record, Target target)
    {
        if (record.Layouts is { } layouts)
        {
            Volatile.Write(ref layouts[target.Index], null);
        }
    }

    /// <summary>Computes a layout; those of all records among the members are in the cache already.</summary>
    public static RecordLayout Add(CRecordType record, Target target)
    {
        switch (record.State)
        {
            case RecordState.Complete:
                break;
            case RecordState.Partial:
                throw LayoutErrors.Partial(record);
            case RecordState.Opaque:
                throw LayoutErrors.Opaque(record);
            default:
                throw LayoutErrors.Incomplete(record);
        }

        IReadOnlyList<CMember> members = record.Members;
        RecordLayoutRules rules = record.LayoutRules;
        RecordLayout layout = target.UsesMicrosoftLayout && rules.UsesMicrosoftBitFields != false
            ? MicrosoftRecordLayout.Compute(record, target)
            : GnuRecordLayout.Compute(record, target);
        Volatile.Write(ref record.GetOrMakeLayouts()[target.Index], new Entry(members, rules, layout, IsGiven: false));
        return layout;
    }

    /// <summary>A layout, with the definition that it is of.</summary>
    internal sealed record Entry(IReadOnlyList<CMember> Members, RecordLayoutRules Rules, RecordLayout Layout, bool IsGiven);
}
