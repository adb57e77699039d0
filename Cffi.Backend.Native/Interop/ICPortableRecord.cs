using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>A generated struct with the size of the largest layout of a record; C's record may be smaller on this platform.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICPortableRecord
{
    /// <summary>The size of C's record on this platform, in bytes.</summary>
    int NativeSize { get; }
}
