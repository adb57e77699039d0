using System.Collections.Concurrent;
using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>The entries for function pointers of one type: taken by a method, given back, taken by another one.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <remarks>
/// For generated code; any thread. There are as many as are in use at one time, and some more: the one that was given
/// back first is taken again, and not before <see cref="Resting"/> others rest, so that a late call finds no other method.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CEntries<TBody>
    where TBody : Delegate
{
    internal const int Resting = 64;
    private readonly ConcurrentQueue<CEntry<TBody>> free = new();
    private readonly List<CEntry<TBody>> all = [];
    private readonly Func<CEntries<TBody>, CEntry<TBody>> make;
    private int freeCount;

    /// <summary>Makes none yet.</summary>
    /// <param name="name">What reports call the callbacks.</param>
    /// <param name="make">Makes an entry.</param>
    public CEntries(string name, Func<CEntries<TBody>, CEntry<TBody>> make)
    {
        Name = name;
        this.make = make;
    }

    internal string Name { get; }

    /// <summary>How many there are, in use or not.</summary>
    internal int Count
    {
        get
        {
            lock (all)
            {
                return all.Count;
            }
        }
    }

    /// <summary>Lets C call a method until the entry is returned.</summary>
    public CEntry Start(TBody body)
    {
        CommonErrors.ThrowIfNull(body);
        CEntry<TBody> entry = Take();
        entry.Start(body);
        return entry;
    }

    /// <summary>Lets C call a method for as long as one call.</summary>
    /// <param name="body">The method; null for a null pointer.</param>
    /// <param name="function">The C function that is called.</param>
    public CLent Lend(TBody? body, string function) => body is null ? default : new CLent(Start(body), function);

    internal void TakeBack(CEntry<TBody> entry)
    {
        free.Enqueue(entry);
        Interlocked.Increment(ref freeCount);
    }

    private CEntry<TBody> Take()
    {
        if (Interlocked.Decrement(ref freeCount) >= Resting && free.TryDequeue(out CEntry<TBody>? entry))
        {
            return entry;
        }

        Interlocked.Increment(ref freeCount);
        entry = make(this);
        lock (all)
        {
            all.Add(entry);
        }

        return entry;
    }
}
