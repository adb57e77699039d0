using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>A generated struct that has room for a record on any platform; C may give it fewer bytes here.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICPortableRecord
{
    /// <summary>The size that C gives it here, in bytes.</summary>
    int NativeSize { get; }
}
