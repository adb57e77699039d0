namespace Cffi.Types;

// The layouts that were computed for a record live as long as the record.
public sealed partial class CRecordType
{
    private RecordLayoutCache.Entry?[]? layouts;

    /// <summary>What <see cref="RecordLayoutCache"/> keeps, by target; null as long as that is nothing.</summary>
    internal RecordLayoutCache.Entry?[]? Layouts => Volatile.Read(ref layouts);

    /// <summary>Where <see cref="RecordLayoutCache"/> keeps layouts, by target.</summary>
    internal RecordLayoutCache.Entry?[] GetOrMakeLayouts() =>
        Layouts ?? Interlocked.CompareExchange(ref layouts, new RecordLayoutCache.Entry?[Target.All.Count], null) ?? layouts;
}
