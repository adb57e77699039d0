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
    private const string Format = "3";
    private readonly string tableSymbol = ForeignBuild.TableSymbol(source);
    private readonly Compiler compiler = Compiler.Find(source.Options.Compiler, target);

    /// <summary>Compiles the module, or takes it from the cache, and loads it.</summary>
    /// <param name="included">The module that has an included declaration.</param>
    /// <exception cref="CompilationException">The compiler refuses the module.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; all that differs is in it.</exception>
    /// <exception cref="LibraryLoadException">The compiled module cannot be loaded.</exception>
    public ModuleSymbols Load(Func<Declaration, ModuleSymbols?> included) => Make((places, entry, _) =>
        new ModuleSymbols(source.Name, LibraryHandle.OpenModule(source.Name, entry.LibraryPath), places) { Included = included });

    /// <summary>Compiles the module, or takes it from the cache, and puts the library and its description into a folder.</summary>
    /// <returns>The path of the description.</returns>
    /// <inheritdoc cref="Load"/>
    public string Save(string folder) => Make((places, entry, completed) => ModuleFiles.Save(folder, source.Name, target, entry.LibraryPath, places, completed));

    /// <summary>Compiles the module, or takes it from the cache, for a target that need not be this machine.</summary>
    /// <inheritdoc cref="Load"/>
    public CompiledModule Compile(CParser parser) => Make((places, entry, _) => new CompiledModule(source.Name, target, declarations, parser, places)
    {
        ObjectFile = entry.ObjectPath,
        LibraryFile = compiler.OnlyCompiles ? null : entry.LibraryPath,
    });

    // All of it, or the declarations stay as they were.
    private T Make<T>(Func<ModulePlaces, CacheEntry, IReadOnlyList<Declaration>, T> finish)
    {
        var stub = new Stub(declarations, source.Prelude, tableSymbol, compiler.CommandLine.ChoosesLiterals);
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
                StubReader reader = ReaderOf(stub);
                reader.Read(found.ObjectPath, new HashSet<int>(), completion);
                reader.ThrowIfDifferent(completion);
            }

            T result = finish(ModulePlaces.Of(tableSymbol, stub), entry, completion.Completed(ModuleFiles.Shipped(declarations)));
            completion.Commit(declarations);
            return result;
        }
        catch
        {
            completion.Undo();
            throw;
        }
    }

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
        StubReader reader = ReaderOf(stub);
        string objectFile = Path.Combine(folder, CacheEntry.ObjectFile);
        for (int round = 0; ; round++)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), text);
            CompilerRun run = compiler.Run(compiler.CommandLine.Compile(SourceFile, CacheEntry.ObjectFile, RuleFile, source.Options), source.Options.TimeLimit, folder);
            if (run.ExitCode == 0)
            {
                if (!stub.Learn(reader.Facts(objectFile), leftOut))
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
                reader.ThrowIfDifferent(completion);
            }

            text = stub.Write(leftOut);
        }

        reader.Read(objectFile, leftOut, completion);
        if (completion.Questions.Count > 0 && compiler.CommandLine.Check(SourceFile, source.Options) is { } arguments)
        {
            File.WriteAllText(Path.Combine(folder, SourceFile), TypeQuestions.Write(source.Prelude, completion.Questions));
            completion.Answer(TypeQuestions.Read(compiler.Run(arguments, source.Options.TimeLimit, folder).Output));
        }

        reader.ThrowIfDifferent(completion);
    }

    private StubReader ReaderOf(Stub stub) => new(stub, target, compiler.Name);

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
