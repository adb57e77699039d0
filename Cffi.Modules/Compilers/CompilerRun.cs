namespace Cffi.Modules.Compilers;

/// <summary>What a run of a compiler came to.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote to its standard error and standard output.</param>
internal sealed record CompilerRun(int ExitCode, string Output)
{
    /// <summary>What it wrote to its standard output alone.</summary>
    public required string StandardOutput { get; init; }
}
