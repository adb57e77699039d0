namespace Cffi.Modules.Compilers;

/// <summary>The arguments of <c>zig cc</c>, which is clang.</summary>
/// <param name="target">The target of the compilation.</param>
internal sealed class ZigCommandLine(Target target) : GnuCommandLine(target)
{
    // zig looks for an output even if clang has none to write.
    /// <inheritdoc/>
    public override IReadOnlyList<string> Check(string source, BuildOptions options) => ["-c", source, "-o", source + ".o", .. Common(options)];
}
