namespace Cffi.Tool;

/// <summary>A platform that no module can be compiled for here.</summary>
internal sealed class PlatformException : CffiException
{
    /// <summary>For a platform without a model.</summary>
    public PlatformException(string name)
        : base(ToolErrors.NoSuchPlatform, $"modules cannot be compiled for '{name}'; hint: they can for {string.Join(", ", Target.All)}")
    {
    }

    /// <summary>For a platform that the compiler has no linker for.</summary>
    public PlatformException(Target target)
        : base(ToolErrors.NoSuchPlatform, $"the compiler cannot link for {target}; hint: name a cross compiler for it in Compiler")
    {
    }
}
