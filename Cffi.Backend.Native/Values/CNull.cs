namespace Cffi;

/// <summary>What a literal <c>null</c> is as the only argument of a call: one null pointer.</summary>
/// <remarks>
/// There are no objects of it. Without it, C# takes <c>Call("f", null)</c> for a call with no list of arguments at all.
/// Among several arguments C# does not know which type a <c>null</c> has, and refuses it: pass <see cref="Ffi.Null"/>.
/// </remarks>
public sealed class CNull
{
    private CNull()
    {
    }
}
