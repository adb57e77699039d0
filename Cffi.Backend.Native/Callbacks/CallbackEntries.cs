namespace Cffi.Backend.Native.Callbacks;

/// <summary>The addresses that C calls, and their bodies. Any thread.</summary>
internal abstract class CallbackEntries
{
    /// <summary>Assigns an address to a body.</summary>
    /// <exception cref="CffiUnsupportedException">All addresses are in use.</exception>
    public abstract CallbackOwner Rent(CallbackBody body);

    /// <summary>Ends a callback: C gets zero from its address, and the exception names the reason, until another callback gets it.</summary>
    /// <param name="index">The number of the address.</param>
    /// <param name="end">The reason why C must not call it any more.</param>
    /// <param name="function">The C function whose call ended it; null for none.</param>
    public abstract void Return(int index, CallbackEnd end, string? function);
}
