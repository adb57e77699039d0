using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>Whether C#'s <c>dynamic</c> works in this program.</summary>
/// <remarks>
/// It works without generated code, interpreted, but not under NativeAOT: there the binder of C# fails with an
/// <see cref="ArgumentNullException"/> of its own. It asks the object first, which is where this is thrown instead.
/// </remarks>
internal static class DynamicSupport
{
    // What starts a runtime tells it where its assemblies are; a native program has none, and nobody starts it.
    private static readonly bool IsNative = !RuntimeFeature.IsDynamicCodeSupported && AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null;

    /// <exception cref="CffiUnsupportedException">It does not.</exception>
    public static void ThrowIfMissing(string subject, string instead)
    {
        if (IsNative)
        {
            throw new CffiUnsupportedException("CFFI5109", $"C#'s 'dynamic' does not work under NativeAOT, neither with {subject} nor with any other object; {instead}");
        }
    }
}
