using Cffi.Modules.Compilers;

namespace Cffi.Tool;

/// <summary>A platform for which this machine cannot compile modules.</summary>
internal sealed class PlatformException : CffiException
{
    /// <summary>For a platform without a model.</summary>
    public PlatformException(string name)
        : base(ToolErrors.NoSuchPlatform, $"modules cannot be compiled for '{name}'; hint: the platforms are {string.Join(", ", Target.All)}")
    {
    }

    /// <summary>For a platform for which the compiler has no linker.</summary>
    public PlatformException(Target target)
        : base(ToolErrors.NoSuchPlatform, $"no compiler with a linker for {target} was found; hint: {Install(target)}set Compiler to one")
    {
    }

    /// <summary>For a module whose platforms are all skipped.</summary>
    public PlatformException(IReadOnlyList<PlatformOptions> platforms)
        : base(ToolErrors.NoSuchPlatform, $"this machine has no compiler for any platform of the module ({string.Join(", ", platforms.Select(static one => one.Name))})")
    {
    }

    private static string Install(Target target) => CompilerCandidate.PackagesFor(target) is { } packages ? $"install one (Debian: apt-get install {packages}), or " : "";
}
