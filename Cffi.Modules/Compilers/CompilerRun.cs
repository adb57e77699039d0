namespace Cffi.Modules.Compilers;

/// <summary>The result of a run of a compiler.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">The compiler's standard error and standard output.</param>
internal sealed record CompilerRun(int ExitCode, string Output)
{
    /// <summary>The compiler's standard output alone.</summary>
    public required string StandardOutput { get; init; }
}
