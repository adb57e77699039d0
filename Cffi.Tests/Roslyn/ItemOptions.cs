using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cffi.Tests.Roslyn;

/// <summary>The properties of a project and the metadata of its additional files that MSBuild passes to the compiler.</summary>
/// <param name="rootNamespace">The project's root namespace; null for none.</param>
/// <param name="metadata">The metadata, the same for all files.</param>
internal sealed class ItemOptions(string? rootNamespace, params (string Name, string Value)[] metadata) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Values(rootNamespace is null ? [] : new() { ["build_property.RootNamespace"] = rootNamespace });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Values(metadata.ToDictionary(static pair => $"build_metadata.AdditionalFiles.{pair.Name}", static pair => pair.Value));

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
