using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>A handle that is not released before this is disposed, or just a pointer.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CHeld : IDisposable
{
    private readonly CHandle? handle;

    internal CHeld(nint pointer) => Address = pointer;

    internal CHeld(CHandle handle)
    {
        bool isHeld = false;
        handle.DangerousAddRef(ref isHeld);
        this.handle = handle;
        Address = handle.DangerousGetHandle();
    }

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Lets the handle be released.</summary>
    public void Dispose() => handle?.DangerousRelease();
}
