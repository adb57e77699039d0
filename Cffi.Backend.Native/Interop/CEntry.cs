using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>The function that C calls for a C# method. Its address stays valid, so that a late call ends in an exception.</summary>
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

    /// <summary>The policy for exceptions; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    internal CallbackPolicy? OnException { get; set; }

    CallbackPolicy IHasCallbackPolicy.Policy => OnException ?? CallbackExceptions.DefaultPolicy;

    /// <summary>The number of starts, by which a late holder sees that another method uses the entry.</summary>
    internal int Starts => Volatile.Read(ref starts);

    /// <summary>Whether the entry is returned at the end of the call that it was lent to.</summary>
    /// <param name="start">The number of that start: C may have kept and released the entry since.</param>
    internal bool EndsWithCall(int start) => !Volatile.Read(ref isKept) && Starts == start;

    /// <summary>C keeps the entry longer than the call that it was lent to.</summary>
    internal void Keep() => Volatile.Write(ref isKept, true);

    /// <summary>Releases the method: a later call by C throws.</summary>
    /// <param name="end">Why.</param>
    /// <param name="function">The C function whose call ended it; null for none.</param>
    internal abstract void Return(CallbackEnd end, string? function);

    private protected void CountStart()
    {
        Volatile.Write(ref starts, starts + 1);
        Volatile.Write(ref isKept, false);
        OnException = null;
    }
}
