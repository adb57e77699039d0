using System.Text;
using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;
using Cffi.Modules.Objects;
using Cffi.Modules.Stubs;
using Cffi.Modules.Waiting;
using Cffi.Parser;

namespace Cffi.Modules.Building;

/// <summary>Makes a library from declarations and C text: writes the stub, compiles it, compares and completes the declarations, and links.</summary>
internal sealed class ModuleCompiler(ModuleSource source, DeclarationSet declarations, Target target)
{
    private const string SourceFile = "module.c";
    private const string RuleFile = "module.d";

    // gcc and clang report most errors at once. A compiler that stops at the first error needs one round for each.
    private const int MostRounds = 64;

    // Part of every key, so that a change in writing or reading stubs gives a different module.
    private const string Format = "5";
    private readonly string tableSymbol = ForeignBuild.TableSymbol(source);
    private readonly Compiler compiler = Compiler.Find(source.Options.Compiler, target);

    /// <summary>Compiles the module, or takes it from the cache, and passes its library to a function before the module is accepted.</summary>
    /// <param name="use">Gets the path of the library, its table indexes, and the completion. If this function throws, the declarations stay unchanged.</param>
    /// <param name="wait">How to wait for the compiler. If it is cancelled, the declarations and the cache stay unchanged.</param>
    /// <exception cref="CompilationException">The compiler refuses the module.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; the exception lists all differences.</exception>
    public ValueTask<T> UseAsync<T>(Func<string, ModuleIndexes, Completion, T> use, BuildWait wait) => Make((indexes, entry, completion) => use(entry.LibraryPath, indexes, completion), wait);

    /// <summary>Compiles the module, or takes it from the cache, and writes the library and its description into a folder.</summary>
    /// <returns>The path of the description.</returns>
    /// <inheritdoc cref="UseAsync"/>
    public ValueTask<string> SaveAsync(string folder, BuildWait wait) => Make(
        (indexes, entry, completion) => ModuleFiles.Save(folder, source.Name, target, entry.LibraryPath, indexes, completion.Completed(ModuleFiles.Shipped(declarations))), wait);

    /// <summary>Compiles the module, or takes it from the cache, for a target that may differ from this machine.</summary>
    /// <inheritdoc cref="UseAsync"/>
    public ValueTask<CompiledModule> CompileAsync(CParser parser, BuildWait wait) => Make(
        (indexes, entry, _) => new CompiledModule(source.Name, target, declarations, parser, indexes)
        {
            ObjectFile = entry.ObjectPath,
            LibraryFile = compiler.OnlyCompiles ? null : entry.LibraryPath,
            Substitution = compiler.Missing is { } missing ? $"{compiler.Name}, because {missing} is not installed" : null,
        },
        wait);

    /// <summary>The same, and blocks the calling thread.</summary>
    /// <inheritdoc cref="UseAsync"/>
    public CompiledModule Compile(CParser parser) => BuildWait.Result(CompileAsync(parser, BuildWait.Blocking));

    // Completes all declarations, or leaves all of them unchanged.
    private async ValueTask<T> Make<T>(Func<ModuleIndexes, CacheEntry, Completion, T> finish, BuildWait wait)
    {
        var stub = new Stub(declarations, source.Prelude, tableSymbol, compiler.CommandLine.ChoosesLiterals);
        string text = stub.Write(new HashSet<int>());
        var cache = new CacheFolder(source.Options.CacheFolder);
        string key = Key(text);
        var completion = new Completion(target, [.. stub.Checks.Select(static check => check.Declaration)]);
        try
        {
            CacheEntry? found = cache.Find(key);
            using CacheEntry entry = found ?? await Build(stub, text, cache, key, completion, wait).ConfigureAwait(false);
            if (found is not null)
            {
                ReaderOf(stub).Read(found.ObjectPath, new HashSet<int>(), completion);
                completion.ThrowIfDifferent();
            }

            wait.Cancellation.ThrowIfCancellationRequested();
            T result = finish(stub.Indexes, entry, completion);
            completion.Commit(declarations);
            return result;
        }
        catch
        {
            completion.Undo();
            throw;
        }
    }

    private async ValueTask<CacheEntry> Build(Stub stub, string text, CacheFolder cache, string key, Completion completion, BuildWait wait)
    {
        string folder = cache.Begin();
        try
        {
            await CompileObject(stub, text, folder, completion, wait).ConfigureAwait(false);
            await Link(stub, folder, wait).ConfigureAwait(false);
            string rule = Path.Combine(folder, RuleFile);
            File.WriteAllText(Path.Combine(folder, CacheEntry.HeadersFile), File.Exists(rule) ? HeaderList.Of(File.ReadAllText(rule), folder) : "");
            File.Delete(rule);
            File.Delete(Path.Combine(folder, SourceFile));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            CacheFolder.Discard(folder);
            throw BuildErrors.CannotKeep(folder, reason);
        }
        catch
        {
            CacheFolder.Discard(folder);
            throw;
        }

        CacheEntry entry = await cache.CommitAsync(folder, key, wait).ConfigureAwait(false);
        cache.Trim(source.Options.CacheLimit);
        return entry;
    }

    // If the compiler refuses a declaration, the rest is compiled again without it, so that one call reports all errors.
    private async ValueTask CompileObject(Stub stub, string text, string folder, Completion completion, BuildWait wait)
    {
        var leftOut = new HashSet<int>();
        var firstRefusals = new Dictionary<int, CDiagnostic>();
        StubReader reader = ReaderOf(stub);
        string objectFile = Path.Combine(folder, CacheEntry.ObjectFile);
        for (int round = 0; ; round++)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), text);
            CompilerRun run = await Run(compiler.CommandLine.Compile(SourceFile, CacheEntry.ObjectFile, RuleFile, source.Options), folder, wait).ConfigureAwait(false);
            if (run.ExitCode == 0)
            {
                if (!stub.Learn(reader.Facts(objectFile), leftOut))
                {
                    break;
                }

                text = stub.Write(leftOut);
                continue;
            }

            (IReadOnlyList<CDiagnostic> errors, bool canGoOn) = Errors(run, stub, folder, leftOut, firstRefusals);
            if (!canGoOn)
            {
                throw BuildErrors.Refused(compiler.Name, run.ExitCode, run.Output, errors);
            }

            foreach (CDiagnostic error in errors)
            {
                completion.Add(error);
            }

            if (round == MostRounds)
            {
                completion.ThrowIfDifferent();
            }

            text = stub.Write(leftOut);
        }

        reader.Read(objectFile, leftOut, completion);
        if (completion.Questions.Count > 0 && compiler.CommandLine.Check(SourceFile, source.Options) is { } arguments)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), TypeQuestions.Write(source.Prelude, completion.Questions));
            CompilerRun answers = await Run(arguments, folder, wait).ConfigureAwait(false);
            completion.Answer(TypeQuestions.Read(answers.Output));
        }

        completion.ThrowIfDifferent();
    }

    private ValueTask<CompilerRun> Run(IEnumerable<string> arguments, string folder, BuildWait wait) => compiler.RunAsync(arguments, source.Options.TimeLimit, folder, wait);

    private StubReader ReaderOf(Stub stub) => new(stub, target, compiler.Name);

    private async ValueTask Link(Stub stub, string folder, BuildWait wait)
    {
        if (compiler.OnlyCompiles)
        {
            // Every entry of the cache has this file.
            File.WriteAllBytes(Path.Combine(folder, CacheEntry.LibraryFile), []);
            return;
        }

        CompilerRun run = await Run(compiler.CommandLine.Link(CacheEntry.ObjectFile, CacheEntry.LibraryFile, source.Options), folder, wait).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            throw BuildErrors.Refused(compiler.Name, run.ExitCode, run.Output, Errors(run, stub, folder, [], []).Errors);
        }
    }

    // Errors in the prelude or in a header are reported first and alone, because most other errors are their consequences.
    private (IReadOnlyList<CDiagnostic> Errors, bool CanGoOn) Errors(CompilerRun run, Stub stub, string folder, HashSet<int> leftOut, Dictionary<int, CDiagnostic> firstRefusals)
    {
        var prelude = new CSourceText(StubText.PreludeFile, source.Prelude);
        var ofDeclarations = new List<CDiagnostic>();
        var ofOthers = new List<CDiagnostic>();
        bool areOfDeclarations = true, hasNews = false;
        var refused = new HashSet<int>();
        foreach (CompilerMessage message in CompilerMessages.Errors(run.Output, StubText.DeclarationFile))
        {
            if (message.File == StubText.DeclarationFile && message.Line >= 1 && message.Line <= stub.Checks.Count)
            {
                // One declaration can cause several errors; only the first is reported.
                if (refused.Add(message.Line) && !leftOut.Contains(message.Line))
                {
                    hasNews = true;
                    DeclarationCheck check = stub.Checks[message.Line - 1];
                    CDiagnostic error = NotInC(check.Declaration.Span, message);
                    if (check.AskOtherwise())
                    {
                        firstRefusals.Add(message.Line, error);
                    }
                    else
                    {
                        leftOut.Add(message.Line);
                        ofDeclarations.Add(firstRefusals.GetValueOrDefault(message.Line, error));
                    }
                }
            }
            else
            {
                areOfDeclarations = false;
                if (SpanOf(message, prelude, folder) is { } span)
                {
                    ofOthers.Add(NotInC(span, message));
                }
            }
        }

        return ofOthers.Count > 0 ? (ofOthers, false) : (ofDeclarations, areOfDeclarations && hasNews);
    }

    private static CDiagnostic NotInC(SourceSpan span, CompilerMessage message) => VerificationDescriptors.NotInC.At(span, $"the C compiler says: {message.Text}");

    // tcc and linkers report no column. If the file cannot be read, the message has the compiler's output.
    private static SourceSpan? SpanOf(CompilerMessage message, CSourceText prelude, string folder)
    {
        if (message.File == StubText.PreludeFile)
        {
            return prelude.SpanOf(message.Line, message.Column);
        }

        string path = Path.Combine(folder, message.File);
        try
        {
            return message.Line > 0 && File.Exists(path) && !path.EndsWith(SourceFile, StringComparison.Ordinal)
                ? new CSourceText(path, File.ReadAllText(path)).SpanOf(message.Line, Math.Max(message.Column, 1))
                : null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<string> Arguments =>
        [.. compiler.CommandLine.Compile(SourceFile, "", "", source.Options), "", .. compiler.CommandLine.Link("", "", source.Options)];

    private string Key(string text)
    {
        var key = new StringBuilder();
        foreach (string part in (IEnumerable<string>)[Format, source.Name, target.Name, compiler.Identity, text, .. Arguments])
        {
            key.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Checksum.NameOf(Encoding.UTF8.GetBytes(key.ToString()));
    }
}
