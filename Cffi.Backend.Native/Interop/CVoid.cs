using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>The result of a callback that returns nothing.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CVoid;
