using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace Cffi.Generator.Roslyn;

/// <summary>Generates C# classes from C declarations: those of <see cref="CdefAttribute"/>, and those of <c>*.cffi.h</c> files.</summary>
/// <remarks>
/// The input of the source is a value, <see cref="BindingModel"/>, without positions, so an edit elsewhere generates nothing
/// again. Positions are looked up only for diagnostics.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class CdefGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that runs the emitter, in a driver's results.</summary>
    internal const string EmissionStep = "Emission";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ClassTarget> classes = Classes(context);
        IncrementalValuesProvider<FileTarget> files = Files(context);
        IncrementalValueProvider<EquatableArray<string>> alike = classes.Select(static (target, _) => target.Model?.HintName ?? "").Collect()
            .Combine(files.Select(static (target, _) => target.Model?.HintName ?? "").Collect())
            .Select(static (pair, _) => FileNames.Alike(pair.Left.AddRange(pair.Right)));
        WriteClasses(context, classes, alike);
        WriteFiles(context, files, alike);
    }

    private static IncrementalValuesProvider<ClassTarget> Classes(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(ClassReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, ClassReader.Read)
            .Where(static target => target is not null)
            .Select(static (target, _) => target!);

    private static IncrementalValuesProvider<FileTarget> Files(IncrementalGeneratorInitializationContext context) =>
        context.AdditionalTextsProvider
            .Where(FileReader.IsCFile)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => FileReader.Read(pair.Left, pair.Right, cancellation))
            .Collect()
            .SelectMany(static (targets, _) => FileReader.WithoutSecondClasses(targets));

    private static void WriteClasses(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ClassTarget> classes, IncrementalValueProvider<EquatableArray<string>> alike)
    {
        IncrementalValuesProvider<BindingOutput> outputs = classes
            .Where(static target => target.Model is not null)
            .Select(static (target, _) => target.Model!)
            .Select(BindingOutput.Of)
            .WithTrackingName(EmissionStep);
        context.RegisterSourceOutput(outputs.Combine(alike), static (production, pair) => AddSource(production, pair.Left, pair.Right));

        IncrementalValueProvider<ImmutableArray<BindingOutput>> outputsWithProblems = outputs.Where(static output => output.Problems.Count > 0).Collect();
        IncrementalValuesProvider<ClassReport> reports = classes
            .Combine(outputsWithProblems)
            .Select(static (pair, _) => ClassReport.Of(pair.Left, pair.Right))
            .Where(static report => !report.IsEmpty);
        context.RegisterSourceOutput(
            reports.Combine(context.CompilationProvider),
            static (production, pair) => pair.Left.Report(pair.Right, production.ReportDiagnostic, production.CancellationToken));
    }

    private static void WriteFiles(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<FileTarget> files, IncrementalValueProvider<EquatableArray<string>> alike)
    {
        context.RegisterSourceOutput(files, static (production, target) => FileReport.OfItem(target, production.ReportDiagnostic));

        IncrementalValuesProvider<BindingOutput> outputs = files
            .Where(static target => target.Model is not null)
            .Select(static (target, _) => target.Model!)
            .Select(BindingOutput.Of)
            .WithTrackingName(EmissionStep);
        context.RegisterSourceOutput(outputs.Combine(alike), static (production, pair) =>
        {
            AddSource(production, pair.Left, pair.Right);
            FileReport.OfText(pair.Left, production.ReportDiagnostic);
        });
    }

    private static void AddSource(SourceProductionContext production, BindingOutput output, EquatableArray<string> alike)
    {
        if (output.Source is not null)
        {
            production.AddSource(FileNames.Distinct(output.HintName, alike), RoslynText.From(output.Source, Encoding.UTF8));
        }
    }
}
