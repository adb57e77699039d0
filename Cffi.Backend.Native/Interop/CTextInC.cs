using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>Text where C can read it: in the caller's stack frame if it is short, else in memory that is freed after the call.</summary>
/// <remarks>For generated code. Valid until disposed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct CTextInC : IDisposable
{
    private readonly void* allocated;

    internal CTextInC(nint address, void* allocated)
    {
        Address = address;
        this.allocated = allocated;
    }

    /// <summary>The address for C; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Frees the memory of a text that was too long for the stack.</summary>
    public void Dispose()
    {
        if (allocated is not null)
        {
            NativeMemory.Free(allocated);
        }
    }
}
