namespace Cffi.Types;

/// <summary>
/// One object per structural type, for as long as somebody uses it: entries are weak, so types over a record go
/// with the record.
/// </summary>
internal sealed class WeakInternTable<T>
    where T : class
{
    private const int FirstPruning = 256;
    private readonly Dictionary<int, List<WeakReference<T>>> buckets = [];
    private readonly object gate = new();
    private int count;
    private int pruneAt = FirstPruning;

    public T GetOrAdd<TKey>(int hash, TKey key, Func<T, TKey, bool> matches, Func<TKey, T> create)
    {
        lock (gate)
        {
            if (!buckets.TryGetValue(hash, out List<WeakReference<T>>? bucket))
            {
                buckets.Add(hash, bucket = new List<WeakReference<T>>(1));
            }

            foreach (WeakReference<T> entry in bucket)
            {
                if (entry.TryGetTarget(out T? candidate) && matches(candidate, key))
                {
                    return candidate;
                }
            }

            T created = create(key);
            bucket.Add(new WeakReference<T>(created));
            if (++count >= pruneAt)
            {
                Prune();
            }

            return created;
        }
    }

    // Doubling the next mark keeps the cost of pruning a constant per entry added.
    private void Prune()
    {
        count = 0;
        var empty = new List<int>();
        foreach (KeyValuePair<int, List<WeakReference<T>>> bucket in buckets)
        {
            bucket.Value.RemoveAll(static entry => !entry.TryGetTarget(out _));
            count += bucket.Value.Count;
            if (bucket.Value.Count == 0)
            {
                empty.Add(bucket.Key);
            }
        }

        foreach (int hash in empty)
        {
            buckets.Remove(hash);
        }

        pruneAt = Math.Max(FirstPruning, count * 2);
    }
}
