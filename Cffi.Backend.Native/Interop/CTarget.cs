using System.ComponentModel;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>The platform on which generated code runs.</summary>
/// <remarks>For generated code. The values are constants for the just-in-time compiler, so code for other platforms costs nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CTarget
{
    /// <summary>The index of the platform in <see cref="Target.All"/>.</summary>
    public static readonly int Index = HostTarget.Index;

    /// <summary>Selects the value for this platform from one value per platform, in the order of <see cref="Target.All"/>.</summary>
    /// <exception cref="CffiUnsupportedException">The bindings were generated before this platform was known.</exception>
    public static T Choose<T>(params ReadOnlySpan<T> values) => Choose(Index, values);

    internal static T Choose<T>(int index, ReadOnlySpan<T> values) => (uint)index < (uint)values.Length ? values[index] : throw InteropErrors.GeneratedBefore();

    /// <summary>Whether this platform is in a list.</summary>
    public static bool IsAmong(params ReadOnlySpan<int> targets) => targets.Contains(Index);

    /// <summary>Refuses a declaration that this platform does not have, or declares differently.</summary>
    /// <param name="name">The name of the used declaration.</param>
    public static CffiUnsupportedException Unsupported(string name) =>
        new("CFFI7081", $"'{name}' cannot be used on {Target.Current.Name}: its declaration, or the layout of its types, is different there");

    /// <summary>Refuses a thread-local variable whose address the loader does not give.</summary>
    /// <param name="name">The variable.</param>
    public static CffiUnsupportedException UnsupportedThreadLocal(string name) =>
        LoadErrors.UnsupportedThreadLocal(name);
}
