using System.ComponentModel;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>Keeps what C has to release, and releases it once: when it is disposed, when nothing refers to it, or by C's own function.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CHandle : SafeHandle
{
    private int isReleased;

    /// <summary>Keeps what is at an address.</summary>
    protected CHandle(nint address)
        : base(0, ownsHandle: true) => SetHandle(address);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Gives the address to the function that releases it; nothing releases it afterwards.</summary>
    /// <exception cref="CffiDisposedException">It has been released.</exception>
    public nint Take()
    {
        if (IsClosed || Interlocked.Exchange(ref isReleased, 1) != 0)
        {
            throw UsageErrors.Disposed($"a handle '{GetType().Name}'");
        }

        SetHandleAsInvalid();
        return handle;
    }

    /// <inheritdoc/>
    protected sealed override bool ReleaseHandle()
    {
        if (Interlocked.Exchange(ref isReleased, 1) == 0)
        {
            Release();
        }

        return true;
    }

    /// <summary>Calls the function that releases it.</summary>
    protected abstract void Release();
}
