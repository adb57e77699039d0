using Cffi.Modules;

namespace Cffi.Tool;

/// <summary>The commands.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: Cffi.Tool module FILE OPTION...      compile a module of API mode and write its bindings
               Cffi.Tool module @ARGUMENTS          the same with one argument per line of a file; behind a line [--define]
                                                    come values of that option, lists of them separated by ';'
               Cffi.Tool clear-cache [FOLDER]       drop the compiled modules that are kept for the user

          --name NAME             the module, which is the file name of its library: letters, digits, '_' and '.'
          --library-folder PATH   where the libraries go, each into a folder named as its platform
          --bindings PATH         the C# file to write, which is right on all platforms
          --platform NAME         such as linux-x64; once for each. A cross compiler is taken for another than this machine's
          --skip-missing-compilers true     leave out platforms without a compiler, with a warning
          --headers-file PATH     gets the headers that the compilers read; --stamp PATH is written when nothing is missing
          --working-folder PATH   what relative paths start from
          --class NAME            its class; --namespace NAME and --accessibility public for more
          --prelude-file PATH     C text with the #include lines that the declarations need; or its lines, each with
                                  --prelude, and --written-prelude PATH, where they go
          --library, --library-folder-to-search, --include-folder, --define, --pkg-config,
          --compiler-argument, --linker-argument     once for each
          --compiler NAME         instead of what CC says, or cc, gcc, clang

        The last three lines' options also for one platform: --library@win-x64 NAME.
        """;

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">Its words.</param>
    /// <param name="output">Gets the output of the command.</param>
    /// <param name="errors">Gets diagnostics as <c>file(line,column): error CFFInnnn: text</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            switch (arguments)
            {
                case ["module", _, ..]:
                    List<string> words = [.. arguments.Skip(1).SelectMany(Expand)];
                    ModuleOptions options = ModuleOptions.Read(words);
                    if (options.WorkingFolder is { } folder)
                    {
                        Directory.SetCurrentDirectory(Directory.Exists(folder) ? folder : throw new UsageException($"the folder '{folder}' does not exist"));
                    }

                    return new ModuleCommand(options, errors).Run() ? ExitCode.Done : ExitCode.WrongInput;
                case ["clear-cache"] or ["clear-cache", _]:
                    return ClearCache(arguments.Count > 1 ? arguments[1] : null, output, errors);
                default:
                    throw new UsageException("the command is missing");
            }
        }
        catch (UsageException reason)
        {
            errors.WriteLine($"Cffi.Tool: {reason.Message}");
            errors.WriteLine(Usage);
            return ExitCode.Usage;
        }
    }

    private static int ClearCache(string? folder, TextWriter output, TextWriter errors)
    {
        try
        {
            output.WriteLine(FormattableString.Invariant($"{ModuleCache.Clear(folder)} bytes freed in {folder ?? ModuleCache.Folder}"));
            return ExitCode.Done;
        }
        catch (CompilationException refusal)
        {
            errors.WriteLine($"Cffi.Tool: error {refusal.Message}");
            return ExitCode.WrongInput;
        }
    }

    private static IEnumerable<string> Expand(string word) =>
        !word.StartsWith('@') ? [word] : File.Exists(word[1..]) ? ArgumentFile.Words(File.ReadAllLines(word[1..])) : throw new UsageException($"the file '{word[1..]}' does not exist");
}
