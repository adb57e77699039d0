using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>An entry for methods of one type, which C calls directly.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <typeparam name="TAbi">What C gets as the result.</typeparam>
/// <remarks>For generated code. Any thread may call and return it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CEntry<TBody, TAbi> : CEntry
    where TBody : Delegate
{
    private readonly string name;
    private readonly Action<CEntry<TBody, TAbi>> takeBack;
    // The delegate for C, which must not be collected, because C may call at any time.
    private Delegate? native;
    private TBody? body;
    private LateCall late;
    private TAbi error = default!;
    private Func<Exception, TAbi>? onError;

    internal CEntry(string name, Action<CEntry<TBody, TAbi>> takeBack)
    {
        this.name = name;
        this.takeBack = takeBack;
    }

    /// <summary>The method that C calls.</summary>
    /// <exception cref="CffiDisposedException">C calls too late.</exception>
    public TBody Method
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => body ?? throw TooLate();
    }

    /// <summary>What C gets where the method does not run.</summary>
    public TAbi Error => error;

    /// <summary>Sets the function that C calls.</summary>
    /// <param name="run">The method that runs when C calls.</param>
    /// <param name="address">Its address for C, valid as long as the delegate.</param>
    public void Connect(Delegate run, nint address)
    {
        native = run;
        Address = address;
    }

    /// <summary>C calls: notes its <c>errno</c>, and says whether the method may run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Begin() => CCallScope.Begin(this);

    /// <summary>Deals with what the method threw.</summary>
    /// <returns>What C gets.</returns>
    public TAbi Failed(Exception exception)
    {
        // If nothing can catch the exception, one line is enough for all calls.
        bool tell = body is not null || late.IsNews();
        TAbi result = error;
        if (onError is { } handler)
        {
            try
            {
                return handler(exception);
            }
            catch (Exception second)
            {
                exception = CallbackFailures.Both(exception, second);
            }
        }

        CallbackFailures.Handle(exception, name, ((IHasCallbackPolicy)this).Policy, CallContext.Current, tell);
        GC.KeepAlive(native);
        return result;
    }

    internal void Start(TBody method, TAbi errorValue, Func<Exception, TAbi>? handler)
    {
        CountStart();
        error = errorValue;
        onError = handler;
        Volatile.Write(ref body, method);
    }

    internal override void Return(CallbackEnd why, string? by)
    {
        late = new LateCall(why, by);
        onError = null;
        Volatile.Write(ref body, null);
        takeBack(this);
    }

    private CffiDisposedException TooLate() => late.Error($"a callback '{name}'");
}
