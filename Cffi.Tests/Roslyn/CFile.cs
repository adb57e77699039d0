using Microsoft.CodeAnalysis;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace Cffi.Tests.Roslyn;

/// <summary>An additional file that exists in memory only.</summary>
internal sealed class CFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override RoslynText GetText(CancellationToken cancellationToken = default) => RoslynText.From(text);
}
