using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>A generated struct, which knows the layout that C gives its record.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICRecord
{
    /// <summary>Compares the struct with C's layout.</summary>
    /// <param name="comparison">Is told what the struct is like in .NET, and what it should be.</param>
    static abstract void Compare(CLayoutComparison comparison);
}
