namespace Cffi;

/// <summary>The type of a literal <c>null</c> as the only argument of a call: one null pointer.</summary>
/// <remarks>
/// It has no instances. Without it, C# would compile <c>Call("f", null)</c> as a call without arguments.
/// Among several arguments C# cannot infer the type of <c>null</c> and refuses it; pass <see cref="Ffi.Null"/>.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("NULL")]
public sealed class CNull
{
    private CNull()
    {
    }
}
