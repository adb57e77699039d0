using System.Collections.Immutable;
using System.Composition;
using Cffi.Generator.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Cffi.CodeFixes;

/// <summary>Replaces an unknown name in a C text with the suggested name, inside the string literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearNameFix))]
[Shared]
public sealed class NearNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(NearNames.Ids);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The generator suggests a name only if the diagnostic's position is exactly the wrong name, in one literal.
            if (diagnostic.Properties.TryGetValue(NearNames.Property, out string? name) && name is not null)
            {
                TextSpan span = diagnostic.Location.SourceSpan;
                Document document = context.Document;
                context.RegisterCodeFix(CodeAction.Create($"Write '{name}'", cancellation => ReplaceAsync(document, span, name, cancellation), $"{diagnostic.Id} {name}"), diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan span, string name, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(new TextChange(span, name)));
    }
}
