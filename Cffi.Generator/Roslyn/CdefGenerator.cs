using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace Cffi.Generator.Roslyn;

/// <summary>Writes C declarations into C# classes: those of <see cref="CdefAttribute"/>, and those of <c>*.cffi.h</c> files.</summary>
/// <remarks>
/// What decides the source is a value, <see cref="BindingModel"/>, without positions: an edit elsewhere generates nothing
/// anew. Positions are looked up only for what is to be reported.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class CdefGenerator : IIncrementalGenerator
{
    /// <summary>The step that runs the emitter, as it is named in a driver's results.</summary>
    internal const string EmissionStep = "Emission";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Classes(context);
        Files(context);
    }

    private static void Classes(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ClassTarget> classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(ClassReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, ClassReader.Read)
            .Where(static target => target is not null)
            .Select(static (target, _) => target!);
        IncrementalValuesProvider<BindingOutput> outputs = classes
            .Where(static target => target.Model is not null)
            .Select(static (target, _) => target.Model!)
            .Select(BindingOutput.Of)
            .WithTrackingName(EmissionStep);
        context.RegisterSourceOutput(outputs, AddSource);

        IncrementalValueProvider<ImmutableArray<BindingOutput>> outputsWithProblems = outputs.Where(static output => output.Problems.Count > 0).Collect();
        IncrementalValuesProvider<ClassReport> reports = classes
            .Combine(outputsWithProblems)
            .Select(static (pair, _) => ClassReport.Of(pair.Left, pair.Right))
            .Where(static report => !report.IsEmpty);
        context.RegisterSourceOutput(
            reports.Combine(context.CompilationProvider),
            static (production, pair) => pair.Left.Report(pair.Right, production.ReportDiagnostic, production.CancellationToken));
    }

    private static void Files(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<FileTarget> files = context.AdditionalTextsProvider
            .Where(FileReader.IsCFile)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => FileReader.Read(pair.Left, pair.Right, cancellation))
            .Collect()
            .SelectMany(static (targets, _) => FileReader.WithoutSecondClasses(targets));
        context.RegisterSourceOutput(files, static (production, target) => FileReport.OfItem(target, production.ReportDiagnostic));

        IncrementalValuesProvider<BindingOutput> outputs = files
            .Where(static target => target.Model is not null)
            .Select(static (target, _) => target.Model!)
            .Select(BindingOutput.Of)
            .WithTrackingName(EmissionStep);
        context.RegisterSourceOutput(outputs, static (production, output) =>
        {
            AddSource(production, output);
            FileReport.OfText(output, production.ReportDiagnostic);
        });
    }

    private static void AddSource(SourceProductionContext production, BindingOutput output)
    {
        if (output.Source is not null)
        {
            production.AddSource(output.HintName, RoslynText.From(output.Source, Encoding.UTF8));
        }
    }
}
