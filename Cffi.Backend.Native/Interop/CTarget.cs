using System.ComponentModel;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>The platform that generated code finds itself on.</summary>
/// <remarks>For generated code. The compiler takes the values for constants: what is for other platforms costs nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CTarget
{
    /// <summary>The position of the platform in <see cref="Target.All"/>.</summary>
    public static readonly int Index = HostTarget.Index;

    /// <summary>The value for this platform, of one for each in the order of <see cref="Target.All"/>.</summary>
    public static T Choose<T>(params ReadOnlySpan<T> values) => values[Index];

    /// <summary>Whether this platform is among some.</summary>
    public static bool IsAmong(params ReadOnlySpan<int> targets) => targets.Contains(Index);

    /// <summary>Refuses what the text declares for other platforms only, or differently there.</summary>
    /// <param name="name">What is used.</param>
    public static CffiUnsupportedException Unsupported(string name) =>
        new("CFFI7081", $"'{name}' cannot be used on {Target.Current.Name}: its declaration, or the layout of its types, is different there");

    /// <summary>Refuses a thread-local variable of which the loader does not tell the place.</summary>
    /// <param name="name">The variable.</param>
    public static CffiUnsupportedException UnsupportedThreadLocal(string name) =>
        LoadErrors.UnsupportedThreadLocal(name);
}
