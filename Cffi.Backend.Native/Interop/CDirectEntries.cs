using System.Collections.Concurrent;
using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>Entries that C calls directly: taken by a method, given back, taken by another one.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <typeparam name="TResult">What they return.</typeparam>
/// <typeparam name="TAbi">What C gets.</typeparam>
/// <remarks>
/// For generated code; any thread. The number of entries is the largest number in use at a time, and some more: the entry that was returned
/// back first is taken again, and not before <see cref="CEntries.Resting"/> others rest, so that a late call finds no other method.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CDirectEntries<TBody, TResult, TAbi> : CEntries<TBody, TResult>
    where TBody : Delegate
{
    private readonly ConcurrentQueue<CEntry<TBody, TAbi>> free = new();

    // Whatever C may have the address of stays, used or not.
    private readonly List<CEntry<TBody, TAbi>> all = [];
    private readonly string name;
    private readonly Func<TResult, TAbi> convert;
    private readonly Action<CEntry<TBody, TAbi>> connect;
    private int freeCount;

    /// <summary>Makes an empty set of entries.</summary>
    /// <param name="name">The name of the callbacks in reports.</param>
    /// <param name="convert">Makes a result what C gets; null where that is the same.</param>
    /// <param name="connect">Gives a new entry its address.</param>
    public CDirectEntries(string name, Func<TResult, TAbi>? convert, Action<CEntry<TBody, TAbi>> connect)
    {
        this.name = name;
        this.convert = convert ?? (Func<TResult, TAbi>)(object)new Func<TResult, TResult>(static value => value);
        this.connect = connect;
    }

    /// <summary>The number of entries, free or in use.</summary>
    internal override int Count
    {
        get
        {
            lock (all)
            {
                return all.Count;
            }
        }
    }

    private protected override CEntry Take(TBody body, CallbackOptions<TResult>? options)
    {
        TAbi error = default!;
        Func<Exception, TAbi>? handler = null;
        if (options is not null)
        {
            error = convert(options.ErrorValue);
            handler = options.OnError is { } onError ? exception => convert(onError(exception)) : null;
        }

        CEntry<TBody, TAbi> entry = Take();
        entry.Start(body, error, handler);
        return entry;
    }

    private CEntry<TBody, TAbi> Take()
    {
        if (Interlocked.Decrement(ref freeCount) >= CEntries.Resting && free.TryDequeue(out CEntry<TBody, TAbi>? entry))
        {
            return entry;
        }

        Interlocked.Increment(ref freeCount);
        entry = new CEntry<TBody, TAbi>(name, TakeBack);
        connect(entry);
        lock (all)
        {
            all.Add(entry);
        }

        return entry;
    }

    private void TakeBack(CEntry<TBody, TAbi> entry)
    {
        free.Enqueue(entry);
        Interlocked.Increment(ref freeCount);
    }
}
