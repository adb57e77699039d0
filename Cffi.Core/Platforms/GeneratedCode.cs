namespace Cffi.Platforms;

/// <summary>The contract between generated bindings and <c>Cffi.Interop</c>: bindings carry the version that generated them.</summary>
internal static class GeneratedCode
{
    /// <summary>The version of today. It rises when a change of <c>Cffi.Interop</c> breaks older bindings, or a platform is added.</summary>
    public const int Version = 2;

    /// <summary>How many platforms of <see cref="Target.All"/> bindings of a version know: later ones are added at the end.</summary>
    public static int PlatformsOf(int version) => version switch
    {
        < 1 => 0,
        1 => 6,
        _ => 10,
    };
}
