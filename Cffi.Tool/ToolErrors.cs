namespace Cffi.Tool;

/// <summary>The ids of errors in the build of a module.</summary>
internal static class ToolErrors
{
    /// <summary>A file that cannot be read or written.</summary>
    public const string CannotReadOrWrite = "CFFI8401";

    /// <summary>A platform for which this machine cannot compile modules.</summary>
    public const string NoSuchPlatform = "CFFI8402";

    /// <summary>A warning: a platform that is skipped because this machine has no compiler for it.</summary>
    public const string LeftOut = "CFFI8405";
}
