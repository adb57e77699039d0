using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Cffi.Tests.Roslyn;

/// <summary>C files among the additional files of a project.</summary>
internal sealed class FileTests
{
    private const string Text = "int add(int a, int b);\n";

    [TestCase("zlib.cffi.h", "Zlib")]
    [TestCase("/src/my-lib.v2.cffi.h", "MyLibV2")]
    [TestCase("7zip.cffi.h", "_7zip")]
    [TestCase("Lib_M.CFFI.H", "Lib_M")]
    public void The_class_is_made_of_the_file_name(string path, string expected)
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions("My.Root"), new CFile(path, Text));
        Assert.That(run.Diagnostics, Is.Empty);
        INamedTypeSymbol? type = run.Output.GetTypeByMetadataName($"My.Root.{expected}");
        Assert.That(type, Is.Not.Null, run.Result.GeneratedSources[0].HintName);
        Assert.That(type!.DeclaredAccessibility, Is.EqualTo(Accessibility.Internal));
        Assert.That(type.GetMembers("add"), Is.Not.Empty);
        Assert.That(run.Output.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
    }

    [Test]
    public void Metadata_say_what_they_say()
    {
        var options = new ItemOptions("Root", ("Namespace", "A.event"), ("ClassName", "class"), ("Accessibility", "public"), ("Library", "m"));
        GeneratorRun run = GeneratorRun.OfFiles(options, new CFile("libm.cffi.h", Text));
        INamedTypeSymbol type = run.Output.GetTypeByMetadataName("A.event.class")!;
        Assert.That(type.DeclaredAccessibility, Is.EqualTo(Accessibility.Public));
        Assert.That(run.Result.GeneratedSources.Single().SourceText.ToString(), Does.Contain("\"m\""));
        Assert.That(run.Output.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
    }

    [TestCase("ClassName", "9a", "ClassName is '9a', which is not a name in C#")]
    [TestCase("Namespace", "A..B", "Namespace is 'A..B', which is not a name in C#")]
    [TestCase("Accessibility", "private", "Accessibility is 'private'; hint: write 'public' or 'internal'")]
    [TestCase("Library", "a;b", "the libraries are 'a;b', but bindings of Mode=\"Abi\" have one library; hint: use Mode=\"Api\" for several libraries")]
    public void Wrong_metadata_are_refused_at_the_file(string name, string value, string expected)
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions(null, (name, value)), new CFile("zlib.cffi.h", Text));
        RoslynDiagnostic error = run.Diagnostics.Single();
        Assert.That($"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo($"CFFI8205: {expected}"));
        Assert.That(error.Location.GetLineSpan().Path, Is.EqualTo("zlib.cffi.h"));
        Assert.That(run.Result.GeneratedSources, Is.Empty);
    }

    [Test]
    public void Two_files_of_one_class_are_one_too_many()
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions("R"), new CFile("a/zlib.cffi.h", Text), new CFile("b/zlib.cffi.h", Text), new CFile("c.cffi.h", Text));
        Assert.That(run.Diagnostics.Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo("the class 'Zlib' is already the class of 'a/zlib.cffi.h'; hint: set ClassName on one of the files"));
        Assert.That(run.Result.GeneratedSources, Has.Length.EqualTo(2));
    }

    [Test]
    public void Classes_whose_names_differ_in_case_only_are_two_classes()
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions("R"), new CFile("a/libM.cffi.h", Text), new CFile("b/libm.cffi.h", Text));
        Assert.That(run.Diagnostics, Is.Empty);
        Assert.That(run.Result.GeneratedSources.Select(static generated => generated.HintName), Is.EqualTo((string[])["R.LibM.cffi.h.g.cs", "R.Libm.cffi.h(2).g.cs"]));
    }

    [Test]
    public void A_mistake_is_reported_in_the_file()
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions(null), new CFile("dir/zlib.cffi.h", "int f(void);\r\n  int g(unt a);\r\n"));
        RoslynDiagnostic error = run.Diagnostics.Single();
        Assert.That(error.ToString(), Is.EqualTo("dir/zlib.cffi.h(2,9): error CFFI3001: unknown type name 'unt'; hint: did you mean 'int'?"));
        Assert.That(error.Location.GetLineSpan().EndLinePosition.Character, Is.EqualTo(11));
    }

    [Test]
    public void A_mistake_is_reported_where_line_markers_say()
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions(null), new CFile("all.cffi.h", "# 40 \"/usr/include/one.h\"\nunt f(void);\n"));
        Assert.That(run.Diagnostics.Single().ToString(), Does.StartWith("/usr/include/one.h(40,1): error CFFI3001"));
    }

    [Test]
    public void Other_files_are_left_alone()
    {
        GeneratorRun run = GeneratorRun.OfFiles(new ItemOptions(null), new CFile("zlib.h", "unt"), new CFile("notes.txt", "?"));
        Assert.That(run.Diagnostics, Is.Empty);
        Assert.That(run.Result.GeneratedSources, Is.Empty);
    }
}
