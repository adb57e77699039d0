using System.ComponentModel;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>Owns an object that C must release, and releases it once: when you dispose the handle, when nothing refers to it, or through C's own function.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CHandle : SafeHandle
{
    private int isReleased;

    /// <summary>Makes a handle for the object at an address.</summary>
    protected CHandle(nint address)
        : base(0, ownsHandle: true) => SetHandle(address);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Returns the address for the function that releases the object. The handle does not release it afterwards.</summary>
    /// <exception cref="CffiDisposedException">The object has been released.</exception>
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

    /// <summary>Calls the C function that releases the object.</summary>
    protected abstract void Release();
}
