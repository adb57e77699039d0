namespace Cffi;

/// <summary>A module of API mode cannot be compiled, linked or kept.</summary>
public sealed class CompilationException : CffiException
{
    internal CompilationException(string id, string message, string output = "", IReadOnlyList<CDiagnostic>? diagnostics = null, Exception? inner = null)
        : base(id, message, inner)
    {
        Output = output;
        Diagnostics = diagnostics ?? [];
    }

    /// <summary>What the compiler wrote, in its own words; empty where it did not run.</summary>
    public string Output { get; }

    /// <summary>The compiler's errors at their places in the prelude and in the declarations, where it names a place.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics { get; }
}
