namespace Cffi.Types;

// The computed layouts of a record live as long as the record.
public sealed partial class CRecordType
{
    private RecordLayoutCache.Entry?[]? layouts;

    /// <summary>The layouts of <see cref="RecordLayoutCache"/>, by target; null if there are none.</summary>
    internal RecordLayoutCache.Entry?[]? Layouts => Volatile.Read(ref layouts);

    /// <summary>The field in which <see cref="RecordLayoutCache"/> keeps layouts, by target.</summary>
    internal RecordLayoutCache.Entry?[] GetOrMakeLayouts() =>
        Layouts ?? Interlocked.CompareExchange(ref layouts, new RecordLayoutCache.Entry?[Target.All.Count], null) ?? layouts;
}
