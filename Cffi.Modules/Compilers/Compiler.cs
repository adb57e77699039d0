using System.Globalization;
using Cffi.Modules.Errors;
using Cffi.Modules.Waiting;

namespace Cffi.Modules.Compilers;

/// <summary>A C compiler of this machine, for a target.</summary>
internal sealed class Compiler
{
    private readonly string program;
    private readonly CompilerCandidate candidate;

    private Compiler(string program, CompilerCandidate candidate, Target target)
    {
        this.program = program;
        this.candidate = candidate;
        CommandLine = CommandLine.Of(program, target);
    }

    /// <summary>The program's file name, for messages.</summary>
    public string Name => Path.GetFileName(program);

    /// <summary>The command lines of this kind of compiler.</summary>
    public CommandLine CommandLine { get; }

    /// <summary>Whether the compiler has no linker for the target.</summary>
    public bool OnlyCompiles => candidate.OnlyCompiles;

    /// <summary>The better compiler that is missing, if this one takes its place for another platform; otherwise null.</summary>
    public string? Missing { get; private init; }

    /// <summary>Identifies this compiler and its version, without running it.</summary>
    public string Identity
    {
        get
        {
            FileInfo file = new(program);
            FileSystemInfo real = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            string size = new FileInfo(real.FullName).Length.ToString(CultureInfo.InvariantCulture);
            return string.Join('\n', [real.FullName, size, real.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), .. candidate.First]);
        }
    }

    /// <summary>Finds the requested compiler, otherwise the compiler of <c>CC</c> (for this machine), otherwise any compiler.</summary>
    /// <param name="wanted">A name or a path; null for any.</param>
    /// <param name="target">The target of the compilation.</param>
    /// <exception cref="CompilationException">There is none.</exception>
    public static Compiler Find(string? wanted, Target target)
    {
        if (wanted is not null)
        {
            return Require(Wanted(wanted, target), target);
        }

        string[] words = Words(Environment.GetEnvironmentVariable("CC") ?? "");
        if (words.Length > 0 && target == Target.Current)
        {
            return Require(WithArguments(words[0], words[1..], target), target);
        }

        IReadOnlyList<CompilerCandidate> candidates = CompilerCandidate.For(target);
        foreach (CompilerCandidate candidate in candidates)
        {
            if (Locate(candidate.Program) is { } program)
            {
                return new Compiler(program, candidate, target) { Missing = target == Target.Current || candidate == candidates[0] ? null : candidates[0].Program };
            }
        }

        throw BuildErrors.NoCompilerFor(target, candidates.Select(static candidate => candidate.Program), CompilerCandidate.PackagesFor(target));
    }

    /// <summary>The path of a program; null if no folder of <c>PATH</c> contains it.</summary>
    public static string? Locate(string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        if (name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return File.Exists(name) ? Path.GetFullPath(name) : null;
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ""] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs the compiler.</summary>
    /// <exception cref="CompilationException">The program cannot be started, or takes too long.</exception>
    public ValueTask<CompilerRun> RunAsync(IEnumerable<string> arguments, TimeSpan limit, string folder, BuildWait wait) =>
        ToolProcess.RunAsync(program, [.. candidate.First, .. arguments], limit, folder, wait);

    // A compiler may have arguments ("ccache gcc -m64", "zig cc"). It is split at blanks, as in make, without a shell.
    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The name or the path of a program can have blanks, too.
    private static CompilerCandidate Wanted(string wanted, Target target) =>
        Words(wanted) is [var program, var first, .. var more] && Locate(wanted) is null
            ? WithArguments(program, [first, .. more], target)
            : CompilerCandidate.Named(wanted, target);

    private static CompilerCandidate WithArguments(string program, string[] arguments, Target target) =>
        arguments is ["cc", .. var more] && CompilerCandidate.Named(program, target) is { First: ["cc", ..] } zig
            ? new CompilerCandidate(program, [.. zig.First, .. more])
            : new CompilerCandidate(program, arguments);

    private static Compiler Require(CompilerCandidate candidate, Target target) =>
        new(Locate(candidate.Program) ?? throw BuildErrors.NoCompiler(candidate.Program), candidate, target);
}
