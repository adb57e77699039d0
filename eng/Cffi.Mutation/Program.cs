// Plants bugs in a copy of the sources, all at once. Each bug has a number, and the environment variable CFFI_MUTANT switches
// one on, so one build serves all bugs (eng/mutate.sh).
//
//   plant PROJECT AREA SEED COUNT FIRST LIST ASSEMBLIES...
//   switch                        prints the class that reads CFFI_MUTANT
//   recorder                      prints the class that records which tests reach which bugs
//   fast RECORD NUMBER FOLDER     writes the sets of the fastest tests that reach a bug
//   failed RECORD NUMBER ACTIVE FOLDER  writes the set of tests that failed in the logs of the standard input, by this one of the active bugs
//
// PROJECT is the folder of the project in the copy, AREA a folder or file in it. LIST gets one line for each bug of the
// sample: its number, from FIRST on, its position and its texts. ASSEMBLIES are folders with the project's references.
using System.Globalization;
using System.Xml.Linq;
using Cffi.Mutation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

switch (args)
{
    case ["switch"]:
        Console.WriteLine(PlantedCode.Switch);
        return 0;
    case ["recorder"]:
        Console.WriteLine(PlantedCode.Recorder);
        return 0;
    case ["fast", string record, string number, string folder]:
        new TestSets(record).WriteFast(number, folder);
        return 0;
    case ["failed", string record, string number, string active, string folder]:
        new TestSets(record).WriteFailed(number, active.Split(','), Console.In, folder);
        return 0;
}

if (args is not ["plant", string project, string area, string seedText, string countText, string firstText, string list, .. string[] assemblies])
{
    Console.Error.WriteLine("unknown arguments: see the first lines of Program.cs");
    return 2;
}

var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET10_0", "NET10_0_OR_GREATER", "NET9_0_OR_GREATER", "NET8_0_OR_GREATER", "NET7_0_OR_GREATER", "NET6_0_OR_GREATER", "NET5_0_OR_GREATER"]);
string[] implicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
IEnumerable<string> modelUsings = XDocument.Load(Path.Combine(project, "..", "Directory.Build.targets")).Descendants("Using").SelectMany(static element => element.Attribute("Include")!.Value.Split(';'));
string usings = string.Concat(implicitUsings.Concat(modelUsings).Select(static name => $"global using {name};"));
string[] files = [.. Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories).Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
SyntaxTree[] trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
string own = Path.GetFileName(project.TrimEnd('/')) + ".dll";
IEnumerable<string> platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Where(static path => !Path.GetFileName(path).StartsWith("Cffi.", StringComparison.Ordinal));
IEnumerable<string> others = assemblies.SelectMany(static folder => Directory.GetFiles(folder, "*.dll")).Where(path => Path.GetFileName(path) != own);
var references = platform.Concat(others).DistinctBy(Path.GetFileName).Select(static path => MetadataReference.CreateFromFile(path));
Compilation compilation = CSharpCompilation.Create(
    own[..^4], [CSharpSyntaxTree.ParseText(usings, options), .. trees], references,
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

var candidates = new List<Mutant>();
string below = Path.Combine(project, area);
foreach (SyntaxTree tree in trees.Where(tree => tree.FilePath.StartsWith(below, StringComparison.Ordinal)))
{
    candidates.AddRange(MutantFinder.Find(tree, compilation.GetSemanticModel(tree)));
}

// The seed determines the sample: the same sources and seed give the same mutants.
var random = new Random(int.Parse(seedText, CultureInfo.InvariantCulture));
int total = candidates.Count;
Mutant[] shuffled = [.. candidates.OrderBy(static mutant => mutant.Tree.FilePath, StringComparer.Ordinal).ThenBy(static mutant => mutant.Node.SpanStart)];
random.Shuffle(shuffled);
var chosen = new List<Mutant>();
int count = int.Parse(countText, CultureInfo.InvariantCulture);
int first = int.Parse(firstText, CultureInfo.InvariantCulture);
var errorsBefore = trees.ToDictionary(static tree => tree, tree => Errors(compilation, tree));
foreach (Mutant mutant in shuffled)
{
    if (chosen.Count == count)
    {
        break;
    }

    // Each expression or statement has at most one mutant. A mutant that does not compile is left out.
    Mutant[] together = [.. chosen.Where(other => other.Tree == mutant.Tree), mutant];
    if (together.Any(other => other != mutant && other.Node == mutant.Node))
    {
        continue;
    }

    SyntaxTree changed = mutant.Tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(Schemata.Apply(mutant.Tree, together)));
    Compilation other = compilation.ReplaceSyntaxTree(mutant.Tree, changed).AddSyntaxTrees(CSharpSyntaxTree.ParseText(PlantedCode.Switch, options));
    if (Errors(other, changed) <= errorsBefore[mutant.Tree])
    {
        mutant.Number = first + chosen.Count;
        chosen.Add(mutant);
    }
}

foreach (IGrouping<SyntaxTree, Mutant> group in chosen.GroupBy(static mutant => mutant.Tree))
{
    File.WriteAllText(group.Key.FilePath, Schemata.Apply(group.Key, [.. group]));
}

File.WriteAllLines(list, chosen.Select(mutant =>
    $"{mutant.Number}\t{Path.GetRelativePath(project, mutant.Tree.FilePath)}:{mutant.Tree.GetLineSpan(mutant.Node.Span).StartLinePosition.Line + 1}\t{mutant.Kind}\t{Short(mutant.Node.ToString())}\t{Short(mutant.Replacement)}"));
Console.WriteLine($"{area}: {chosen.Count} mutants of {total}");
return chosen.Count == 0 ? 1 : 0;

static int Errors(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree).GetDiagnostics().Count(static d => d.Severity == DiagnosticSeverity.Error);

static string Short(string text) => string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 110 } all ? all[..110] + "..." : string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
