namespace Cffi.Modules.Errors;

/// <summary>Makes the exceptions of reading a module's description: one id and one wording each.</summary>
internal static class DescriptionErrors
{
    public static LibraryLoadException BadDescription(string path, string reason, Exception? inner = null) =>
        new("CFFI6010", $"the module description '{path}' cannot be read: {reason}", [], inner);

    public static LibraryLoadException OtherDescriptionVersion(int version, int wanted) =>
        new("CFFI6011", $"the module description has version {version}, but this Cffi reads version {wanted}; compile the module again with this version of Cffi", []);

    public static LibraryLoadException DescriptionForOtherTarget(string module, Target target, Target host) =>
        new("CFFI6012", $"module '{module}' is for {target}, but this process runs on {host}; compile it for this platform", []);

    public static LibraryLoadException OtherLibrary(string path, string reason, Exception? inner = null) =>
        new("CFFI6013", $"'{path}' is not the library of the module description: {reason}", [], inner);
}
