namespace Cffi;

/// <summary>A module of API mode cannot be compiled, linked or stored.</summary>
public sealed class CompilationException : CffiException
{
    internal CompilationException(string id, string message, string output = "", IReadOnlyList<CDiagnostic>? diagnostics = null, Exception? inner = null)
        : base(id, message, inner)
    {
        Output = output;
        Diagnostics = diagnostics ?? [];
    }

    /// <summary>The output of the compiler; empty if it did not run.</summary>
    public string Output { get; }

    /// <summary>The compiler's errors that have a position, at their positions in the prelude and in the declarations.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics { get; }
}
