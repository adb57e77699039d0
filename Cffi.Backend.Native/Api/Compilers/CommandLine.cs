namespace Cffi.Backend.Native.Api.Compilers;

/// <summary>How a kind of compiler is told what to do: lists of arguments, which no shell reads.</summary>
internal abstract class CommandLine
{
    /// <summary>Compiles a source file to an object.</summary>
    /// <param name="source">The source file's name.</param>
    /// <param name="output">The object file's name.</param>
    /// <param name="rule">Where the list of headers goes.</param>
    /// <param name="options">What the user asks for.</param>
    public abstract IReadOnlyList<string> Compile(string source, string output, string rule, BuildOptions options);

    /// <summary>Links an object to a shared library.</summary>
    public abstract IReadOnlyList<string> Link(string input, string output, BuildOptions options);

    /// <summary>Compiles a source file for its messages only.</summary>
    public abstract IReadOnlyList<string> Check(string source, BuildOptions options);
}
