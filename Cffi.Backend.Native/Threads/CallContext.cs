using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Threads;

/// <summary>What one thread carries from call to call.</summary>
/// <remarks>
/// Only its thread writes to it, but for <see cref="Await"/>. It has a list of the libraries that its calls run in, by depth, which
/// <see cref="ClosingLibraries"/> reads from other threads: its entries change in an order that those rely on (see there).
/// </remarks>
internal sealed unsafe class CallContext
{
    // errno is a variable of the thread, and its address does not change: reading it there costs no call.
    private static readonly delegate* unmanaged[Cdecl]<int*> LocateErrno = (delegate* unmanaged[Cdecl]<int*>)ProcessSymbols.FindErrno();

    private const int FirstLength = 32;

    [ThreadStatic]
    private static CallContext? current;

    // The library that the call at each depth runs in; 0 for none, or one that is never closed. The block is this object's until
    // it is finalized; where is the entry of the innermost call, and may be beyond the end where nobody writes.
    private int* libraries;
    private int* end;
    private int* where;
    private nint attention;
    private int awaitedDepth;
    private PendingException? pending;

    private CallContext() => SetList(FirstLength);

    ~CallContext() => NativeMemory.Free(libraries);

    /// <summary>The calling thread's context.</summary>
    public static CallContext Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Create();
    }

    /// <summary>Where C keeps this thread's <c>errno</c>; valid as long as the thread.</summary>
    public int* ErrnoAddress { get; } = LocateErrno();

    /// <summary>C's <c>errno</c> as the last call left it and the next call finds it.</summary>
    public int Errno { get; set; }

    /// <summary>How many calls into C are under way on this thread.</summary>
    public int Depth => (int)(where - libraries);

    /// <summary>
    /// Whether a call's return has more to do: to throw what a callback threw in it, since exceptions do not cross C frames, or
    /// to close a library that only waits for it.
    /// </summary>
    public bool NeedsAttention => attention != 0;

    /// <summary>Whether an exception waits for the call that callbacks run in now.</summary>
    public bool HasPending => pending is not null && pending.Depth >= Depth;

    /// <summary>The last exception that was reported and waits.</summary>
    public Exception? LastTold { get; set; }

    /// <summary>A call into a library that is never closed begins, or into one that nobody knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter() => where++;

    /// <summary>The call has returned; throws what callbacks threw in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        int* outer = where - 1;
        where = outer;
        AttendTo(outer);
    }

    /// <summary>A call into memory that may be closed begins; ends with <see cref="LeaveLibrary"/>.</summary>
    /// <exception cref="CffiDisposedException">It is closed.</exception>
    // In this order: either the thread that closes the library sees the entry, or this one sees that it is closed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterLibrary(MemoryOwner owner)
    {
        int* inner = where + 1;
        if (inner >= end)
        {
            inner = Lengthen();
        }

        Volatile.Write(ref *inner, owner.LibraryNumber);
        where = inner;
        if (owner.IsDisposed)
        {
            Refuse(owner);
        }
    }

    /// <summary>The call has returned; throws what callbacks threw in it.</summary>
    // The entry was inside of the list when the call began; a longer list may have taken its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeaveLibrary()
    {
        int* inner = where;
        Volatile.Write(ref *inner, 0);
        inner--;
        where = inner;
        AttendTo(inner);
    }

    /// <summary>The depth of the outermost call that runs in a library; 0 for none. Any thread that holds the gate.</summary>
    public int DepthOf(int library) => Math.Max(new ReadOnlySpan<int>(libraries, (int)(end - libraries)).IndexOf(library), 0);

    /// <summary>Lets the return of a call take care of libraries that wait to be closed. Any thread that holds the gate.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Await(int depth)
    {
        if (depth <= awaitedDepth)
        {
            return false;
        }

        SetAwaitedDepth(depth);
        return true;
    }

    /// <summary>The same, whatever was awaited before.</summary>
    public void SetAwaitedDepth(int depth)
    {
        awaitedDepth = depth;
        int next = Math.Max(depth, pending?.Depth ?? 0);
        attention = next == 0 ? 0 : (nint)(libraries + next);
    }

    /// <summary>Keeps what a callback threw until the call that it ran in returns.</summary>
    public void Keep(Exception exception)
    {
        if (HasPending)
        {
            pending!.Add(exception);
        }
        else
        {
            SetPending(new PendingException(exception, Depth, pending));
        }
    }

    /// <summary>Whether a callback has not been reported yet during the call that it runs in.</summary>
    public bool IsNews(string callback) => pending!.IsNews(callback);

    private void SetPending(PendingException? next)
    {
        lock (ClosingLibraries.Gate)
        {
            pending = next;
            SetAwaitedDepth(awaitedDepth);
        }
    }

    // Reads anew, after the entry is gone: see ClosingLibraries.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AttendTo(int* outer)
    {
        if (Volatile.Read(ref attention) > (nint)outer)
        {
            Attend();
        }
    }

    // Does what waited for the call that just returned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Attend()
    {
        if (awaitedDepth > Depth)
        {
            ClosingLibraries.CloseReturned(this);
        }

        if (pending is { } returned && returned.Depth > Depth)
        {
            SetPending(returned.Outer);
            if (Depth == 0)
            {
                LastTold = null;
            }

            returned.Throw();
        }
    }

    // The entry of the call that begins, in a longer list.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int* Lengthen()
    {
        lock (ClosingLibraries.Gate)
        {
            int* old = libraries;
            int length = (int)(end - old);
            int depth = Depth;
            SetList(2 * Math.Max(length, depth + 1));
            new ReadOnlySpan<int>(old, length).CopyTo(new Span<int>(libraries, length));
            where = libraries + depth;
            SetAwaitedDepth(awaitedDepth);
            NativeMemory.Free(old);
            return where + 1;
        }
    }

    private void SetList(int length)
    {
        libraries = (int*)NativeMemory.AllocZeroed((nuint)length, sizeof(int));
        end = libraries + length;
        where = libraries;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(MemoryOwner owner)
    {
        LeaveLibrary();
        owner.ThrowIfDisposed();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallContext Create()
    {
        var context = new CallContext();
        ClosingLibraries.Add(context);
        return current = context;
    }
}
