using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>Whether C#'s <c>dynamic</c> works in this program.</summary>
/// <remarks>
/// It works without generated code, interpreted, but not under NativeAOT. There the binder of C# fails with an
/// <see cref="ArgumentNullException"/> . The binder asks the object first, and the object throws this exception instead.
/// </remarks>
internal static class DynamicSupport
{
    // A host passes the paths of its assemblies to the runtime. A native program has no host.
    private static readonly bool IsNative = !RuntimeFeature.IsDynamicCodeSupported && AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null;

    /// <exception cref="CffiUnsupportedException">It does not work.</exception>
    public static void ThrowIfMissing(string subject, string instead)
    {
        if (IsNative)
        {
            throw new CffiUnsupportedException("CFFI5109", $"C#'s 'dynamic' does not work under NativeAOT, neither with {subject} nor with any other object; {instead}");
        }
    }
}
