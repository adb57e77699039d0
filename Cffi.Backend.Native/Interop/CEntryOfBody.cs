using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>An entry for methods of one type.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <remarks>For generated code. Any thread may call and return it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CEntry<TBody> : CEntry
    where TBody : Delegate
{
    private readonly CEntries<TBody> entries;
    // C's side of it, which must not be collected: C may call at any time.
    private Delegate? native;
    private TBody? body;
    private LateCall late;

    /// <summary>Makes an entry; one that nothing uses yet.</summary>
    /// <param name="entries">Those that it belongs to.</param>
    protected CEntry(CEntries<TBody> entries) => this.entries = entries;

    /// <summary>The method that C means.</summary>
    /// <exception cref="CffiDisposedException">C calls too late.</exception>
    protected TBody Method
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => body ?? throw TooLate();
    }

    /// <summary>Says what C calls.</summary>
    /// <param name="run">What runs when C calls.</param>
    /// <param name="address">Its address for C, valid as long as the delegate.</param>
    protected void Connect(Delegate run, nint address)
    {
        native = run;
        Address = address;
    }

    /// <summary>C calls: whether the method may run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool CanRun() => CallbackFailures.CanRun(CallContext.Current, this);

    /// <summary>Keeps what the method threw.</summary>
    protected void Failed(Exception exception)
    {
        bool tell = body is not null || late.IsNews();
        CallbackFailures.Handle(exception, entries.Name, ((IHasCallbackPolicy)this).Policy, CallContext.Current, tell);
        GC.KeepAlive(native);
    }

    internal void Start(TBody method)
    {
        CountStart();
        Volatile.Write(ref body, method);
    }

    internal sealed override void Return(CallbackEnd why, string? by)
    {
        late = new LateCall(why, by);
        Volatile.Write(ref body, null);
        entries.TakeBack(this);
    }

    private CffiDisposedException TooLate() => late.Error($"a callback '{entries.Name}'");
}
