using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace Cffi.Generator.Roslyn;

/// <summary>Writes the C declarations of <see cref="CdefAttribute"/> into the partial class it stands on.</summary>
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

    private static void AddSource(SourceProductionContext production, BindingOutput output)
    {
        if (output.Source is not null)
        {
            production.AddSource(output.HintName, RoslynText.From(output.Source, Encoding.UTF8));
        }
    }
}
