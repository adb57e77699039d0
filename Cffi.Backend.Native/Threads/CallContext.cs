using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Threads;

/// <summary>The state of one thread across calls.</summary>
/// <remarks>
/// Only its thread writes to it, except in <see cref="Await"/>. It has a list of the libraries in which its calls run, by depth, which
/// <see cref="ClosingLibraries"/> reads from other threads. Its entries change in an order on which that class relies (see there).
/// </remarks>
internal sealed unsafe class CallContext
{
    // errno is a variable of the thread, and its address does not change, so reading it needs no call.
    private static readonly delegate* unmanaged[Cdecl]<int*> LocateErrno = (delegate* unmanaged[Cdecl]<int*>)ProcessSymbols.FindErrno();

    private const int FirstLength = 32;

    [ThreadStatic]
    private static CallContext? current;

    // The library in which the call at each depth runs; 0 for none, or for a library that is never closed. The block belongs to this object until
    // it is finalized. 'where' is the entry of the innermost call, and may be beyond the end if nothing writes there.
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

    /// <summary>The address of this thread's <c>errno</c>; valid as long as the thread.</summary>
    public int* ErrnoAddress { get; } = LocateErrno();

    /// <summary>C's <c>errno</c> after the last call, and at the start of the next call.</summary>
    public int Errno { get; set; }

    /// <summary>The same for Windows' last error; 0 on other systems.</summary>
    public int LastError { get; set; }

    /// <summary>The number of running calls into C on this thread.</summary>
    public int Depth => (int)(where - libraries);

    /// <summary>
    /// Whether the return of a call has further work: to throw the exception of a callback, because exceptions cannot cross C frames, or
    /// to close a library that waits for it.
    /// </summary>
    public bool NeedsAttention => attention != 0;

    /// <summary>Whether an exception waits for the current call in which callbacks run.</summary>
    public bool HasPending => pending is not null && pending.Depth >= Depth;

    /// <summary>The last reported exception that waits.</summary>
    public Exception? LastReported { get; set; }

    /// <summary>Begins a call into a library that is never closed, or that is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter() => where++;

    /// <summary>Ends the call; throws the exception of its callbacks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        int* outer = where - 1;
        where = outer;
        AttendTo(outer);
    }

    /// <summary>Begins a call into a library that can be closed; ends with <see cref="LeaveLibrary"/>.</summary>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    // The order matters: either the thread that closes the library sees the entry, or this thread sees that the library is closed.
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

    /// <summary>Ends the call; throws the exception of its callbacks.</summary>
    // The entry was in the list when the call began; a longer list may have replaced the list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeaveLibrary()
    {
        int* inner = where;
        Volatile.Write(ref *inner, 0);
        inner--;
        where = inner;
        AttendTo(inner);
    }

    /// <summary>The depth of the outermost call that runs in a library; 0 for none. For any thread that holds the gate.</summary>
    public int DepthOf(int library) => Math.Max(new ReadOnlySpan<int>(libraries, (int)(end - libraries)).IndexOf(library), 0);

    /// <summary>Makes the return of a call close the libraries that wait for it. For any thread that holds the gate.</summary>
    /// <returns>Whether this is a change.</returns>
    public bool Await(int depth)
    {
        if (depth <= awaitedDepth)
        {
            return false;
        }

        SetAwaitedDepth(depth);
        return true;
    }

    /// <summary>The same, regardless of the earlier state.</summary>
    public void SetAwaitedDepth(int depth)
    {
        awaitedDepth = depth;
        int next = Math.Max(depth, pending?.Depth ?? 0);
        attention = next == 0 ? 0 : (nint)(libraries + next);
    }

    /// <summary>Keeps the exception of a callback until the call in which it ran returns.</summary>
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

    // Reads again after the entry is removed; see ClosingLibraries.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AttendTo(int* outer)
    {
        if (Volatile.Read(ref attention) > (nint)outer)
        {
            Attend();
        }
    }

    // Does the work that waited for the call that has returned.
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
                LastReported = null;
            }

            returned.Throw();
        }
    }

    // The entry of the new call, in a longer list.
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
