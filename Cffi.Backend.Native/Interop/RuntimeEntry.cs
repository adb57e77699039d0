using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>An entry whose arguments the run time receives.</summary>
internal sealed class RuntimeEntry : CEntry
{
    private readonly CallbackOwner owner;

    public RuntimeEntry(CallbackOwner owner)
    {
        this.owner = owner;
        Address = owner.Address;
    }

    internal override void Return(CallbackEnd end, string? function) => owner.End(end, function);
}
