using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>What C calls for a C# method: an address that stays, so that a call that comes too late ends in an exception.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CEntry : IHasCallbackPolicy
{
    private bool isKept;
    private int starts;

    private protected CEntry()
    {
    }

    /// <summary>The address; valid as long as the process.</summary>
    public nint Address { get; private protected set; }

    /// <summary>What becomes of exceptions; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    internal CallbackPolicy? OnException { get; set; }

    CallbackPolicy IHasCallbackPolicy.Policy => OnException ?? CallbackExceptions.DefaultPolicy;

    /// <summary>How often it was started: tells a late holder that another one has it now.</summary>
    internal int Starts => Volatile.Read(ref starts);

    /// <summary>Whether it goes back when the call is over that it was lent to.</summary>
    /// <param name="start">Which start that was: C may have kept it and let go of it since.</param>
    internal bool EndsWithCall(int start) => !Volatile.Read(ref isKept) && Starts == start;

    /// <summary>C keeps it longer than the call that it was lent to.</summary>
    internal void Keep() => Volatile.Write(ref isKept, true);

    /// <summary>Lets go of the method: what C calls from now on throws.</summary>
    /// <param name="end">Why.</param>
    /// <param name="function">The C function whose call that was; null for none.</param>
    internal abstract void Return(CallbackEnd end, string? function);

    private protected void CountStart()
    {
        Volatile.Write(ref starts, starts + 1);
        Volatile.Write(ref isKept, false);
        OnException = null;
    }
}
