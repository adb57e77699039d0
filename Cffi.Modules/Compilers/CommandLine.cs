namespace Cffi.Modules.Compilers;

/// <summary>The command lines of a kind of compiler: lists of arguments, without a shell.</summary>
internal abstract class CommandLine
{
    /// <summary>Compiles a source file to an object.</summary>
    /// <param name="source">The source file's name.</param>
    /// <param name="output">The object file's name.</param>
    /// <param name="rule">The file that gets the list of headers.</param>
    /// <param name="options">The user's options.</param>
    public abstract IReadOnlyList<string> Compile(string source, string output, string rule, BuildOptions options);

    /// <summary>Links an object to a shared library.</summary>
    public abstract IReadOnlyList<string> Link(string input, string output, BuildOptions options);

    /// <summary>Compiles a source file for its messages only; null if the messages do not contain the types that differ.</summary>
    public virtual IReadOnlyList<string>? Check(string source, BuildOptions options) => null;

    /// <summary>Whether a string literal that <c>_Generic</c> selects can be an initializer.</summary>
    public virtual bool ChoosesLiterals => false;

    /// <summary>The arguments of a compiler, by the name of its program.</summary>
    /// <param name="program">The path.</param>
    /// <param name="target">The target of the compilation.</param>
    public static CommandLine Of(string program, Target target)
    {
        // "cc" is often a link to the actual compiler.
        string real = (File.Exists(program) ? File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName : null) ?? program;
        foreach (string name in (string[])[Path.GetFileNameWithoutExtension(program), Path.GetFileNameWithoutExtension(real)])
        {
            if (name.Equals("cl", StringComparison.OrdinalIgnoreCase) || name.StartsWith("clang-cl", StringComparison.OrdinalIgnoreCase))
            {
                return new MicrosoftCommandLine();
            }

            if (name == "tcc" || name.EndsWith("-tcc", StringComparison.Ordinal))
            {
                return new TinyCommandLine();
            }

            if (name == "zig")
            {
                return new ZigCommandLine(target);
            }
        }

        return new GnuCommandLine(target);
    }
}
