using Cffi.CodeFixes;
using Cffi.Generator.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Cffi.Tests.Roslyn;

/// <summary>The code fix, in a workspace as in an editor.</summary>
internal sealed class NearNameFixTests
{
    private const string Raw = "[Cdef(\"\"\"\n    int f(void);\n      int g(unt a);\n    \"\"\")] static partial class C;";

    [TestCase("[Cdef(\"int f(void);\\n\\tint g(unt a);\")] static partial class C;", "unt", "int")]
    [TestCase("[Cdef(@\"int f(void);\n  int g(unt a);\")] static partial class C;", "unt", "int")]
    [TestCase(Raw, "unt", "int")]
    [TestCase("[Cdef(\"int f(void);\" + (\"int g(\" + \"unt a);\"))] static partial class C;", "unt", "int")]
    [TestCase("[Cdef(C.Text)] static partial class C { const string Text = \"int g(unt a);\"; }", "unt", "int")]
    [TestCase("[Cdef($\"int f(void); {C.Text} int h(void);\")] static partial class C { const string Text = @\"int g(unt a);\"; }", "unt", "int")]
    [TestCase("[Cdef(\"int g(\\u0075nt a);\")] static partial class C;", "\\u0075nt", "int")]
    [TestCase("[Cdef(\"enum { SIZE = 4 }; struct s { char name[SZIE]; };\")] static partial class C;", "SZIE", "SIZE")]
    [TestCase("[Cdef(\"struct s { int width; }; struct t { char x[__builtin_offsetof(struct s, widht) + 1]; };\")] static partial class C;", "widht", "width")]
    [TestCase("[Cdef(\"struct __attribute__((pakced)) s { int a; };\")] static partial class C;", "pakced", "packed")]
    public async Task The_name_that_was_meant_is_written_where_the_wrong_one_stands(string source, string wrong, string right)
    {
        (Document document, IReadOnlyList<RoslynDiagnostic> diagnostics) = await Diagnose(source);
        RoslynDiagnostic diagnostic = diagnostics.Single();
        CodeAction fix = Fixes(document, diagnostic).Single();
        Assert.That(fix.Title, Is.EqualTo($"Write '{right}'"));
        string fixedSource = await Apply(document, fix);
        Assert.That(fixedSource, Is.EqualTo("using Cffi;\n" + source.Replace(wrong, right, StringComparison.Ordinal)));
        Assert.That((await Diagnose(fixedSource["using Cffi;\n".Length..])).Diagnostics, Is.Empty);
    }

    // The name is split, or comes from a macro, or is not written in this project.
    [TestCase("[Cdef(\"int g(u\" + \"nt a);\")] static partial class C;")]
    [TestCase("[Cdef($\"int g(u{C.Rest} a);\")] static partial class C { const string Rest = \"nt\"; }")]
    [TestCase("[Cdef(\"#define NUMBER unt\\nint g(NUMBER a);\")] static partial class C;")]
    [TestCase("[Cdef(\"int g(\" + nameof(C.unt) + \" a);\")] static partial class C { const int unt = 1; }")]
    [TestCase("[Cdef(\"int g(quite_unknown a);\")] static partial class C;")]
    public async Task Where_it_cannot_be_written_nothing_is_offered(string source)
    {
        (Document document, IReadOnlyList<RoslynDiagnostic> diagnostics) = await Diagnose(source);
        Assert.That(diagnostics, Is.Not.Empty);
        Assert.That(diagnostics.SelectMany(diagnostic => Fixes(document, diagnostic)), Is.Empty);
    }

    [Test]
    public async Task All_of_a_document_are_fixed_at_once()
    {
        (Document document, IReadOnlyList<RoslynDiagnostic> diagnostics) = await Diagnose("[Cdef(\"int f(unt a); int g(unt b);\")] static partial class C;");
        Assert.That(diagnostics, Has.Count.EqualTo(2));
        var provider = new NearNameFix();
        string key = Fixes(document, diagnostics[0]).Single().EquivalenceKey!;
        var all = new FixAllContext(document, provider, FixAllScope.Document, key, provider.FixableDiagnosticIds, new Known(diagnostics), CancellationToken.None);
        CodeAction? fix = await provider.GetFixAllProvider().GetFixAsync(all);
        Assert.That(await Apply(document, fix!), Is.EqualTo("using Cffi;\n[Cdef(\"int f(int a); int g(int b);\")] static partial class C;"));
    }

    [Test]
    public void Every_diagnostic_with_a_name_has_the_fix() =>
        Assert.That(new NearNameFix().FixableDiagnosticIds, Is.SupersetOf((string[])["CFFI3001", "CFFI3002", "CFFI3003", "CFFI3016"]));

    private static async Task<(Document Document, IReadOnlyList<RoslynDiagnostic> Diagnostics)> Diagnose(string source)
    {
        var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Test", LanguageNames.CSharp)
            .WithMetadataReferences(GeneratorRun.References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest));
        Document document = project.AddDocument("File.cs", "using Cffi;\n" + source, filePath: "File.cs");
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CdefGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)document.Project.ParseOptions!);
        return (document, driver.RunGenerators(compilation).GetRunResult().Diagnostics);
    }

    private static List<CodeAction> Fixes(Document document, RoslynDiagnostic diagnostic)
    {
        var fixes = new List<CodeAction>();
        var provider = new NearNameFix();
        if (provider.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => fixes.Add(action), CancellationToken.None)).Wait();
        }

        return fixes;
    }

    private static async Task<string> Apply(Document document, CodeAction fix)
    {
        ApplyChangesOperation change = (await fix.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Known(IReadOnlyList<RoslynDiagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<RoslynDiagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<RoslynDiagnostic>>(diagnostics);

        public override Task<IEnumerable<RoslynDiagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<RoslynDiagnostic>>([]);

        public override Task<IEnumerable<RoslynDiagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<RoslynDiagnostic>>(diagnostics);
    }
}
