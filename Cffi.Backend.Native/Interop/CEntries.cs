using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>The entries for function pointers of one type.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CEntries
{
    internal const int Resting = 64;

    private protected CEntries()
    {
    }

    /// <summary>How many there are, in use or not, of those that stay; 0 where the run time has them.</summary>
    internal virtual int Count => 0;
}
