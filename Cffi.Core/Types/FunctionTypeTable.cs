namespace Cffi.Types;

/// <summary>One object per function type, for as long as this table lives. Any thread.</summary>
/// <remarks>The types are linked through themselves: a thousand declarations make a thousand types and nothing else.</remarks>
internal sealed class FunctionTypeTable
{
    private CFunctionType?[] buckets = new CFunctionType?[2];
    private int count;

    public CFunctionType GetOrAdd(in FunctionTypeKey key, bool isImmortal)
    {
        lock (this)
        {
            for (CFunctionType? candidate = buckets[key.Hash & (buckets.Length - 1)]; candidate is not null; candidate = candidate.Next)
            {
                if (candidate.Matches(key))
                {
                    return candidate;
                }
            }

            if (count == buckets.Length)
            {
                Grow();
            }

            CFunctionType created = CFunctionType.Make(key, isImmortal);
            Link(created);
            count++;
            return created;
        }
    }

    private void Link(CFunctionType type)
    {
        ref CFunctionType? bucket = ref buckets[type.Hash & (buckets.Length - 1)];
        type.Next = bucket;
        bucket = type;
    }

    private void Grow()
    {
        CFunctionType?[] old = buckets;
        buckets = new CFunctionType?[old.Length * 2];
        foreach (CFunctionType? first in old)
        {
            for (CFunctionType? type = first; type is not null;)
            {
                CFunctionType? next = type.Next;
                Link(type);
                type = next;
            }
        }
    }
}
