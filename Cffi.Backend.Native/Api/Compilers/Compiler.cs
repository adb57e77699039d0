using System.Globalization;

namespace Cffi.Backend.Native.Api.Compilers;

/// <summary>A C compiler with GCC's command line: gcc, clang, and what takes the same arguments.</summary>
internal sealed class Compiler
{
    private static readonly string[] Names = ["cc", "gcc", "clang"];
    private readonly string program;
    private readonly string[] first;

    private Compiler(string program, string[] first)
    {
        this.program = program;
        this.first = first;
    }

    /// <summary>The program's file name, for messages.</summary>
    public string Name => Path.GetFileName(program);

    /// <summary>Tells this compiler from another one, or from another version of it, without running it.</summary>
    public string Identity
    {
        get
        {
            FileInfo file = new(program);
            FileSystemInfo real = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            string size = new FileInfo(real.FullName).Length.ToString(CultureInfo.InvariantCulture);
            return string.Join('\n', [real.FullName, size, real.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), .. first]);
        }
    }

    /// <summary>Finds the compiler that is asked for, or that <c>CC</c> names, or that is there.</summary>
    /// <exception cref="CompilationException">There is none.</exception>
    public static Compiler Find(string? wanted)
    {
        if (wanted is not null)
        {
            return new Compiler(Locate(wanted) ?? throw BuildErrors.NoCompiler(wanted, []), []);
        }

        // CC may hold arguments as well ("ccache gcc -m64"); it is split at blanks, as make does, without a shell.
        string[] words = (Environment.GetEnvironmentVariable("CC") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > 0)
        {
            return new Compiler(Locate(words[0]) ?? throw BuildErrors.NoCompiler(words[0], []), words[1..]);
        }

        return new Compiler(Names.Select(Locate).FirstOrDefault(static path => path is not null) ?? throw BuildErrors.NoCompiler(null, Names), []);
    }

    /// <summary>The path of a program; null where it is in no folder of <c>PATH</c>.</summary>
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
    /// <exception cref="CompilationException">It does not start, or takes too long.</exception>
    public CompilerRun Run(IEnumerable<string> arguments, TimeSpan limit, string folder) =>
        ToolProcess.Run(program, [.. first, .. arguments], limit, folder);
}
