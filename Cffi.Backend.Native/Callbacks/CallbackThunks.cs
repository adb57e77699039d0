using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Executors;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The thunks of all callbacks: a few bytes of machine code each, without a bound on their number.</summary>
/// <remarks>
/// An ended callback keeps its thunk, which reports late calls, until <see cref="MostEnded"/> others have ended after it. Any thread.
/// </remarks>
internal sealed unsafe class CallbackThunks : CallbackEntries
{
    /// <summary>The number of ended callbacks whose addresses are not used again.</summary>
    public const int MostEnded = 1 << 14;

    private readonly nint entry;
    private readonly nint generalEntry;
    private readonly Lock growing = new();
    private readonly ConcurrentQueue<int> ended = new();
    private CallbackBody?[][] bodies = [];
    private nint[] memory = [];
    private int endedCount;
    private int used;

    private CallbackThunks(nint entry, nint generalEntry)
    {
        this.entry = entry;
        this.generalEntry = generalEntry;
    }

    /// <summary>The thunks of this process; null if the system allows no executable memory.</summary>
    public static CallbackThunks? Instance { get; } = TryCreate();

    /// <summary>The number of callbacks that have not ended.</summary>
    public int LiveCount => Volatile.Read(ref used) - EndedCount;

    /// <summary>The number of thunks that report late calls.</summary>
    public int EndedCount => Volatile.Read(ref endedCount);

    public override CallbackOwner Rent(CallbackBody body)
    {
        int index = Take(body.Signature);
        (int pair, int place) = Math.DivRem(index, ThunkMemory.Count);
        Volatile.Write(ref bodies[pair][place], body);
        ThunkMemory.SetEntry(memory[pair], place, body.Signature.UsesGeneralRegistersOnly ? generalEntry : entry);
        return new CallbackOwner(this, index, ThunkMemory.AddressOf(memory[pair], place));
    }

    public override void Return(int index, CallbackEnd end, string? function)
    {
        ref CallbackBody? body = ref bodies[index / ThunkMemory.Count][index % ThunkMemory.Count];
        Volatile.Write(ref body, new DisposedBody(body!.Signature.WithoutTypes, end, function));
        ended.Enqueue(index);
        Interlocked.Increment(ref endedCount);
    }

    private int Take(CallbackSignature signature)
    {
        if (Volatile.Read(ref endedCount) > MostEnded && TryReuse(out int index))
        {
            return index;
        }

        lock (growing)
        {
            if (used < memory.Length * ThunkMemory.Count || TryGrow())
            {
                return used++;
            }
        }

        return TryReuse(out index) ? index : throw CallbackErrors.NoEntry(used, signature);
    }

    private bool TryReuse(out int index)
    {
        if (!ended.TryDequeue(out index))
        {
            return false;
        }

        Interlocked.Decrement(ref endedCount);
        return true;
    }

    // The arrays are replaced, so that readers need no lock.
    private bool TryGrow()
    {
        nint added = ThunkMemory.TryCreate(CallExecutor.Current.ThunkCode, memory.Length * ThunkMemory.Count);
        if (added == 0)
        {
            return false;
        }

        Volatile.Write(ref bodies, [.. bodies, new CallbackBody?[ThunkMemory.Count]]);
        Volatile.Write(ref memory, [.. memory, added]);
        return true;
    }

    private static CallbackThunks? TryCreate()
    {
        CallExecutor executor = CallExecutor.Current;
        var enter = (nint)(delegate* unmanaged[Cdecl]<nint, UpcallFrame*, void>)&Enter;
        nint entry = ThunkMemory.TryCreateEntry(executor.EntryCode, enter);
        nint generalEntry = entry == 0 || executor.GeneralEntryCode.IsEmpty ? entry : ThunkMemory.TryCreateEntry(executor.GeneralEntryCode, enter);
        return entry == 0 || generalEntry == 0 ? null : new CallbackThunks(entry, generalEntry);
    }

    // Only the thunk of a callback calls this, so there is a body.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Enter(nint index, UpcallFrame* frame) =>
        Volatile.Read(ref Instance!.bodies[(int)((uint)index / ThunkMemory.Count)][(int)((uint)index % ThunkMemory.Count)])!.Enter(frame);
}
