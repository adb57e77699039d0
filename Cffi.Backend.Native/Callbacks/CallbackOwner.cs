using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Holds an entry point for a callback, until it is disposed or until nothing refers to it.</summary>
internal sealed class CallbackOwner : MemoryOwner
{
    private readonly CallbackEntries entries;
    private readonly int index;
    private CallbackEnd end;
    private string? function;
    private bool isKept;

    public CallbackOwner(CallbackEntries entries, int index, nint address)
        : base(address, 0)
    {
        this.entries = entries;
        this.index = index;
    }

    ~CallbackOwner()
    {
        if (!isKept)
        {
            End(CallbackEnd.Collected, null);
        }
    }

    protected override string Name => "a callback";

    /// <summary>Keeps the entry point until <see cref="End"/>, even if nothing refers to it.</summary>
    public void Keep() => isKept = true;

    /// <summary>Ends the callback.</summary>
    /// <param name="why">Why C must not call any more.</param>
    /// <param name="by">The C function whose call ended it; null for none.</param>
    public void End(CallbackEnd why, string? by)
    {
        end = why;
        function = by;
        Dispose();
    }

    protected override void Release() => entries.Return(index, end, function);
}
