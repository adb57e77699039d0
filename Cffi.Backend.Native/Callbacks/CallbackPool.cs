using System.Collections.Concurrent;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The entry points that return in the same registers: compiled ones, of a bounded number.</summary>
/// <remarks>
/// For systems that allow no executable memory, and for the entries of a compiled module.
/// A free entry point goes to the end of the queue, so that a late call by C finds it unused for as long
/// as possible. Any thread.
/// </remarks>
internal sealed class CallbackPool : CallbackEntries
{
    private readonly CallbackBody?[] bodies;
    private readonly ConcurrentQueue<int> free;
    private readonly Func<int, nint> addressOf;
    private readonly Lock collecting = new();
    private long returns;

    /// <summary>Makes a pool with all entry points free.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="addressOf">The address of each.</param>
    public CallbackPool(int count, Func<int, nint> addressOf)
    {
        bodies = new CallbackBody?[count];
        free = new ConcurrentQueue<int>(Enumerable.Range(0, count));
        this.addressOf = addressOf;
    }

    public static CallbackPool General { get; } = new(GeneralSlots.Count, GeneralSlots.AddressOf);

    public static CallbackPool Mixed { get; } = new(MixedSlots.Count, MixedSlots.AddressOf);

    public static CallbackPool GeneralPair { get; } = new(GeneralPairSlots.Count, GeneralPairSlots.AddressOf);

    public static CallbackPool FloatingPair { get; } = new(FloatingPairSlots.Count, FloatingPairSlots.AddressOf);

    /// <summary>The number of free entry points.</summary>
    public int FreeCount => free.Count;

    /// <summary>The body of an entry point. If the callback was disposed, this body reports the misuse.</summary>
    // C can call only entry points that were rented, so there is a body.
    public CallbackBody BodyOf(int index) => Volatile.Read(ref bodies[index])!;

    public override CallbackOwner Rent(CallbackBody body)
    {
        if (!free.TryDequeue(out int index) && !TryReclaim(out index))
        {
            throw CallbackErrors.NoEntry(bodies.Length, body.Signature);
        }

        Volatile.Write(ref bodies[index], body);
        return new CallbackOwner(this, index, addressOf(index));
    }

    // Finalizers return the entry points of callbacks that nothing refers to. Other threads can take them before this one
    // does, so all are in use only if a collection returned none.
    private bool TryReclaim(out int index)
    {
        lock (collecting)
        {
            while (true)
            {
                long before = Interlocked.Read(ref returns);
                if (free.TryDequeue(out index))
                {
                    return true;
                }

                GC.Collect();
                GC.WaitForPendingFinalizers();
                if (free.TryDequeue(out index))
                {
                    return true;
                }

                if (Interlocked.Read(ref returns) == before)
                {
                    return false;
                }
            }
        }
    }

    public override void Return(int index, CallbackEnd end, string? function)
    {
        Volatile.Write(ref bodies[index], new DisposedBody(BodyOf(index).Signature.WithoutTypes, end, function));
        free.Enqueue(index);
        Interlocked.Increment(ref returns);
    }
}
