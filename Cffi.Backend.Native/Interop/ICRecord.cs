using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>A generated struct, which knows C's layout of its record.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICRecord
{
    /// <summary>Compares the struct with C's layout.</summary>
    /// <param name="comparison">Gets the layout of the struct in .NET, and C's layout.</param>
    static abstract void Compare(CLayoutComparison comparison);
}
