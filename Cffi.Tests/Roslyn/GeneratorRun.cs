using Cffi.Generator.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cffi.Tests.Roslyn;

/// <summary>Runs the generator in a compilation, as the compiler does.</summary>
internal sealed class GeneratorRun
{
    /// <summary>The assemblies that the user's code refers to.</summary>
    public static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("Cffi.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private GeneratorRun(CSharpCompilation compilation, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Compilation = compilation;
        Output = output;
    }

    /// <summary>The user's files.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The user's files and the generated ones.</summary>
    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The generator's diagnostics, in the order of the files.</summary>
    public IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> Diagnostics =>
        [.. Result.Diagnostics.OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start)];

    /// <summary>Compiles files and runs the generator for the first time.</summary>
    public static GeneratorRun Of(params IEnumerable<string> sources) => Of(allowUnsafe: true, sources);

    public static GeneratorRun Of(bool allowUnsafe, params IEnumerable<string> sources) =>
        new(Compile(sources, allowUnsafe), NewDriver([], null));

    /// <summary>Runs the generator for C files.</summary>
    /// <param name="options">The metadata of each file, and the properties of the project.</param>
    /// <param name="files">The files.</param>
    public static GeneratorRun OfFiles(ItemOptions options, params IEnumerable<CFile> files) =>
        new(Compile([], allowUnsafe: true), NewDriver([.. files], options));

    /// <summary>Runs the generator again after a change to a file.</summary>
    /// <param name="index">The index of the file.</param>
    /// <param name="source">Its new text.</param>
    public GeneratorRun After(int index, string source) =>
        new(Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[index], Parse(source, index)), Driver);

    /// <summary>For each class, the reason why the emitter ran or did not run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> EmissionReasons() =>
        [.. Result.TrackedSteps[CdefGenerator.EmissionStep].SelectMany(static step => step.Outputs).Select(static output => output.Reason)];

    /// <summary>The time that the emitter took.</summary>
    public TimeSpan EmissionTime => Result.TrackedSteps[CdefGenerator.EmissionStep].Aggregate(TimeSpan.Zero, static (sum, step) => sum + step.ElapsedTime);

    private static CSharpCompilation Compile(IEnumerable<string> sources, bool allowUnsafe) => CSharpCompilation.Create(
        "Test",
        sources.Select(Parse),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: allowUnsafe, nullableContextOptions: NullableContextOptions.Enable));

    private static CSharpGeneratorDriver NewDriver(IEnumerable<AdditionalText> files, ItemOptions? options) => CSharpGeneratorDriver.Create(
        [new CdefGenerator().AsSourceGenerator()],
        files,
        ParseOptions,
        options,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SyntaxTree Parse(string source, int index) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions, path: FormattableString.Invariant($"File{index}.cs"));
}
