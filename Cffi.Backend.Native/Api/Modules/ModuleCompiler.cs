using System.Security.Cryptography;
using System.Text;
using Cffi.Backend.Native.Api.Compilers;
using Cffi.Backend.Native.Api.Descriptions;
using Cffi.Backend.Native.Api.Objects;
using Cffi.Backend.Native.Api.Stubs;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Api.Modules;

/// <summary>Makes a library out of declarations and C text: writes the stub, compiles it, compares and completes, links, loads.</summary>
internal sealed class ModuleCompiler(ModuleSource source, DeclarationSet declarations, Target target)
{
    private const string SourceFile = "module.c";
    private const string RuleFile = "module.d";

    // gcc and clang name most errors at once; a compiler that stops at the first takes a round for each.
    private const int MostRounds = 64;

    // Part of every key: another way to write or to read stubs is another module.
    private const string Format = "2";
    private readonly string tableSymbol = TableSymbol(source);
    private readonly Compiler compiler = Compiler.Find(source.Options.Compiler, target);

    /// <summary>Compiles the module, or takes it from the cache, and loads it.</summary>
    /// <exception cref="CompilationException">The compiler refuses the module.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; all that differs is in it.</exception>
    /// <exception cref="LibraryLoadException">The compiled module cannot be loaded.</exception>
    public ModuleSymbols Load() =>
        Make((places, entry, _) => new ModuleSymbols(source.Name, LibraryHandle.OpenModule(source.Name, entry.LibraryPath), places));

    /// <summary>Compiles the module, or takes it from the cache, for a target that need not be this machine.</summary>
    /// <inheritdoc cref="Load"/>
    public CompiledModule Compile(CParser parser) => Make((places, entry, _) => new CompiledModule(source.Name, target, declarations, parser)
    {
        Places = places,
        ObjectFile = entry.ObjectPath,
        LibraryFile = compiler.OnlyCompiles ? null : entry.LibraryPath,
    });

    /// <summary>Compiles the module, or takes it from the cache, and puts the library and its description into a folder.</summary>
    /// <returns>The path of the description.</returns>
    /// <inheritdoc cref="Load"/>
    public string CompileTo(string folder) =>
        Make((places, entry, completed) => ModuleFiles.Save(folder, source.Name, target, entry.LibraryPath, places, completed));

    /// <summary>The C text of a module, as a compiler like gcc gets it first.</summary>
    public static string Text(ModuleSource source, DeclarationSet declarations) =>
        new Stub(declarations.All, source.Prelude, TableSymbol(source), choosesLiterals: true).Write(new HashSet<int>());

    // All of it, or the declarations stay as they were.
    private T Make<T>(Func<ModulePlaces, CacheEntry, IReadOnlyList<Declaration>, T> finish)
    {
        var stub = new Stub(declarations.All, source.Prelude, tableSymbol, compiler.CommandLine.ChoosesLiterals);
        string text = stub.Write(new HashSet<int>());
        var cache = new CacheFolder(source.Options.CacheFolder);
        string key = Key(text);
        var completion = new Completion(target);
        try
        {
            CacheEntry? found = cache.Find(key);
            using CacheEntry entry = found ?? Build(stub, text, cache, key, completion);
            if (found is not null)
            {
                Read(stub, found.ObjectPath, [], completion);
                ThrowIfDifferent(stub, completion);
            }

            T result = finish(Places(stub), entry, completion.Completed(declarations.All));
            completion.Commit(declarations);
            return result;
        }
        catch
        {
            completion.Undo();
            throw;
        }
    }

    private ModulePlaces Places(Stub stub) => new(
        tableSymbol,
        stub.Checks.OfType<FunctionCheck>().Select(static check => (check.Declaration.Name, check.Place))
            .Concat(stub.Checks.OfType<ExternCheck>().Select(static check => (check.Declaration.Name, check.Place))).ToDictionary(),
        stub.Checks.OfType<FunctionCheck>().Where(static check => check.BlockPlace >= 0).ToDictionary(static check => check.Declaration.Name, static check => check.BlockPlace),
        stub.Checks.OfType<VariableCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place),
        stub.Checks.OfType<ExternCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.SlotPlace));

    private CacheEntry Build(Stub stub, string text, CacheFolder cache, string key, Completion completion)
    {
        string folder = cache.Begin();
        try
        {
            CompileObject(stub, text, folder, completion);
            Link(stub, folder);
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

        CacheEntry entry = cache.Commit(folder, key);
        cache.Trim(source.Options.CacheLimit);
        return entry;
    }

    // A declaration that the compiler refuses is left out and the rest compiled again: one call names all that is wrong.
    private void CompileObject(Stub stub, string text, string folder, Completion completion)
    {
        var leftOut = new HashSet<int>();
        for (int round = 0; ; round++)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), text);
            CompilerRun run = compiler.Run(compiler.CommandLine.Compile(SourceFile, CacheEntry.ObjectFile, RuleFile, source.Options), source.Options.TimeLimit, folder);
            if (run.ExitCode == 0)
            {
                if (!stub.Learn(Facts(stub, Path.Combine(folder, CacheEntry.ObjectFile)), leftOut))
                {
                    break;
                }

                text = stub.Write(leftOut);
                continue;
            }

            int before = leftOut.Count;
            IReadOnlyList<Diagnostic> errors = Errors(run, stub, leftOut, out bool areOfDeclarations);
            if (!areOfDeclarations || leftOut.Count == before)
            {
                throw BuildErrors.Refused(compiler.Name, run, errors);
            }

            foreach (Diagnostic error in errors)
            {
                completion.Add(error);
            }

            if (round == MostRounds)
            {
                ThrowIfDifferent(stub, completion);
            }

            text = stub.Write(leftOut);
        }

        Read(stub, Path.Combine(folder, CacheEntry.ObjectFile), leftOut, completion);
        if (completion.Questions.Count > 0 && compiler.CommandLine.Check(SourceFile, source.Options) is { } arguments)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), TypeQuestions.Write(source.Prelude, completion.Questions));
            completion.Answer(TypeQuestions.Read(compiler.Run(arguments, source.Options.TimeLimit, folder).Output));
        }

        ThrowIfDifferent(stub, completion);
    }

    private void Read(Stub stub, string objectFile, HashSet<int> leftOut, Completion completion)
    {
        ObjectFacts facts = Facts(stub, objectFile);
        for (int i = 0; i < stub.Checks.Count; i++)
        {
            if (!leftOut.Contains(i + 1))
            {
                Read(stub.Checks[i], facts, completion);
            }
        }
    }

    private ObjectFacts Facts(Stub stub, string objectFile)
    {
        var file = ObjectFile.Read(File.ReadAllBytes(objectFile));
        return file.Target == target
            ? new ObjectFacts(file, stub.FactCount)
            : throw BuildErrors.OtherMachine(compiler.Name, file.Target, target);
    }

    private static void ThrowIfDifferent(Stub stub, Completion completion)
    {
        if (completion.Diagnostics.Count > 0)
        {
            List<SourceText> texts = [.. stub.Checks.Select(static check => check.Declaration.Span.Source).Distinct()];
            throw new VerificationException([.. completion.Diagnostics.OrderBy(d => texts.IndexOf(d.Span.Source)).ThenBy(static d => d.Span.Start)]);
        }
    }

    private static void Read(DeclarationCheck check, ObjectFacts facts, Completion completion)
    {
        try
        {
            check.Read(facts, completion);
        }
        catch (LayoutException reason)
        {
            completion.Report(VerificationDescriptors.NoLayout, check.Declaration, reason.Message);
        }
    }

    private void Link(Stub stub, string folder)
    {
        if (compiler.OnlyCompiles)
        {
            // Every entry of the cache has the file.
            File.WriteAllBytes(Path.Combine(folder, CacheEntry.LibraryFile), []);
            return;
        }

        CompilerRun run = compiler.Run(compiler.CommandLine.Link(CacheEntry.ObjectFile, CacheEntry.LibraryFile, source.Options), source.Options.TimeLimit, folder);
        if (run.ExitCode != 0)
        {
            throw BuildErrors.Refused(compiler.Name, run, Errors(run, stub, [], out _));
        }
    }

    private List<Diagnostic> Errors(CompilerRun run, Stub stub, HashSet<int> numbers, out bool areOfDeclarations)
    {
        var prelude = new SourceText(StubText.PreludeFile, source.Prelude);
        var errors = new List<Diagnostic>();
        areOfDeclarations = true;
        foreach (CompilerMessage message in CompilerMessages.Errors(run.Output, StubText.DeclarationFile))
        {
            if (message.File == StubText.DeclarationFile && message.Line >= 1 && message.Line <= stub.Checks.Count)
            {
                // One declaration can give rise to several errors; the first says it.
                if (numbers.Add(message.Line))
                {
                    errors.Add(VerificationDescriptors.NotInC.At(stub.Checks[message.Line - 1].Declaration.Span, $"the C compiler says: {message.Text}"));
                }
            }
            else
            {
                areOfDeclarations = false;
                if (message.File == StubText.PreludeFile && prelude.SpanOf(message.Line, message.Column) is { } span)
                {
                    errors.Add(VerificationDescriptors.NotInC.At(span, $"the C compiler says: {message.Text}"));
                }
            }
        }

        return errors;
    }

    private static string TableSymbol(ModuleSource source) => "cffi_table_" + source.Name.Replace('.', '_');

    private IEnumerable<string> Arguments =>
        [.. compiler.CommandLine.Compile(SourceFile, "", "", source.Options), "", .. compiler.CommandLine.Link("", "", source.Options)];

    private string Key(string text)
    {
        var key = new StringBuilder();
        foreach (string part in (IEnumerable<string>)[Format, source.Name, target.Name, compiler.Identity, text, .. Arguments])
        {
            key.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())));
    }
}
