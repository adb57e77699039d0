using System.Xml.Linq;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Tests.House;

/// <summary>Finds the references between the folders of a project, with the C# compiler's binding of each name.</summary>
/// <remarks>
/// A name belongs to the folder of the file that declares it. A member of a partial type belongs to the file of its part;
/// the type's own name belongs to the file with that name. Names in comments do not count.
/// </remarks>
internal sealed class SourceReferences
{
    private readonly string project;
    private readonly Dictionary<(string From, string To), SortedSet<string>> references = [];

    private SourceReferences(string project, IReadOnlyList<string> errors)
    {
        this.project = project;
        Errors = errors;
    }

    // CS8795: a part that a source generator writes. It refers to nothing in the project.
    private const string PartWithoutBody = "CS8795";

    /// <summary>The compiler's errors in the sources; empty if every name is bound.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Each pair of folders of which the first refers to the second, with the names.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> All => references;

    /// <summary>Reads the sources of a project.</summary>
    /// <param name="project">Its folder.</param>
    /// <param name="symbols">The preprocessor symbols that its sources test.</param>
    public static SourceReferences Of(string project, params string[] symbols)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None).WithPreprocessorSymbols((string[])[.. symbols, "NET", "NET10_0"]);
        string[] ignored = [Path.Combine(project, "obj") + Path.DirectorySeparatorChar, Path.Combine(project, "bin") + Path.DirectorySeparatorChar];
        List<SyntaxTree> trees = [.. Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => !ignored.Any(start => file.StartsWith(start, StringComparison.Ordinal)))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
        string[] implicitly = ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"];
        string usings = string.Concat(implicitly.Concat(ModelNamespaces).Select(static name => $"global using global::{name};"));
        var compilation = CSharpCompilation.Create(
            Path.GetFileName(project),
            [.. trees, CSharpSyntaxTree.ParseText(usings, options, "usings.cs")],
            References(Path.GetFileName(project)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, metadataImportOptions: MetadataImportOptions.All));
        var result = new SourceReferences(project, [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && diagnostic.Id != PartWithoutBody).Take(10).Select(static diagnostic => diagnostic.ToString())]);
        foreach (SyntaxTree tree in trees)
        {
            result.Read(tree, compilation.GetSemanticModel(tree));
        }

        return result;
    }

    /// <summary>The circles: sets of folders in which each folder reaches all the others.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        string[] folders = [.. references.Keys.SelectMany(static pair => new[] { pair.From, pair.To }).Distinct().Order(StringComparer.Ordinal)];
        var reach = folders.ToDictionary(static folder => folder, Reachable);
        return [.. folders
            .Select(folder => (IReadOnlyList<string>)[.. folders.Where(other => other == folder || (reach[folder].Contains(other) && reach[other].Contains(folder)))])
            .Where(static circle => circle.Count > 1)
            .DistinctBy(static circle => string.Join(' ', circle))];
    }

    private HashSet<string> Reachable(string from)
    {
        var seen = new HashSet<string>();
        var next = new Stack<string>([from]);
        while (next.TryPop(out string? folder))
        {
            foreach ((string _, string to) in references.Keys.Where(pair => pair.From == folder))
            {
                if (seen.Add(to))
                {
                    next.Push(to);
                }
            }
        }

        return seen;
    }

    private void Read(SyntaxTree tree, SemanticModel model)
    {
        string from = Folder(tree.FilePath);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            ISymbol? symbol = node switch
            {
                SimpleNameSyntax or ElementAccessExpressionSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax
                    or BinaryExpressionSyntax or CastExpressionSyntax or ElementBindingExpressionSyntax => model.GetSymbolInfo(node).Symbol,
                _ => null,
            };
            if (symbol is not null && FileOf(symbol) is { } file && Folder(file) is var to && to != from)
            {
                if (!references.TryGetValue((from, to), out SortedSet<string>? names))
                {
                    references.Add((from, to), names = new SortedSet<string>(StringComparer.Ordinal));
                }

                names.Add($"{Path.GetFileNameWithoutExtension(tree.FilePath)} -> {(symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}")}");
            }
        }
    }

    private static string? FileOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (symbol is INamespaceSymbol or ITypeParameterSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol || symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        IEnumerable<string> files = symbol.DeclaringSyntaxReferences.Select(static reference => reference.SyntaxTree.FilePath);
        string main = (symbol is INamedTypeSymbol ? symbol : symbol.ContainingType ?? symbol).Name + ".cs";
        return files.FirstOrDefault(file => Path.GetFileName(file) == main) ?? files.First();
    }

    private string Folder(string file)
    {
        string[] parts = Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "." : parts[0];
    }

    // The assemblies beside the tests, without the project itself.
    private static IEnumerable<MetadataReference> References(string project) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != project)
            .Select(static path => MetadataReference.CreateFromFile(path));

    /// <summary>The namespaces that Directory.Build.targets adds to each file of a project with UsesModel. All projects that are read here have it.</summary>
    public static IEnumerable<string> ModelNamespaces =>
        XDocument.Load(Path.Combine(RepositoryFolder.Path, "Directory.Build.targets")).Descendants("Using").SelectMany(static one => one.Attribute("Include")!.Value.Split(';'));
}
