using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Holds an entry point for a callback, until disposal or until nobody refers to it.</summary>
internal sealed class CallbackOwner : MemoryOwner
{
    private readonly CallbackPool pool;
    private readonly int index;

    public CallbackOwner(CallbackPool pool, int index, nint address)
        : base(address, 0)
    {
        this.pool = pool;
        this.index = index;
    }

    ~CallbackOwner() => Dispose();

    protected override string Name => "a callback";

    protected override void Release() => pool.Return(index);
}
