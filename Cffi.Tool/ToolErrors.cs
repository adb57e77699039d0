namespace Cffi.Tool;

/// <summary>Ids of what is wrong with a build around a module.</summary>
internal static class ToolErrors
{
    /// <summary>A file that cannot be read or written.</summary>
    public const string CannotReadOrWrite = "CFFI8401";

    /// <summary>A platform that no module can be compiled for here.</summary>
    public const string NoSuchPlatform = "CFFI8402";

    /// <summary>A warning: a platform that is left out, because nothing here compiles for it.</summary>
    public const string LeftOut = "CFFI8405";
}
