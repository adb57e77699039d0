using Microsoft.CodeAnalysis;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Cffi.Tests.Roslyn;

/// <summary>The generator: which classes it reads, and where it reports mistakes.</summary>
internal sealed class CdefGeneratorTests
{
    [TestCase("[Cdef(\"double cos(double x);\")] static partial class LibM;", "LibM.g.cs")]
    [TestCase("namespace A.B { [Cdef(\"double cos(double x);\")] static partial class LibM; }", "A.B.LibM.g.cs")]
    [TestCase("namespace A { partial class Outer { partial record struct Inner { [Cdef(\"double cos(double x);\")] public static partial class LibM; } } }", "A.Outer.Inner.LibM.g.cs")]
    [TestCase("[Cdef(text: \"double cos(double x);\", Library = \"m\")] internal sealed partial class LibM;", "LibM.g.cs")]
    [TestCase("class Outer1 { } partial interface I { [Cdef(\"double cos(double x);\", BindAtOnce = true)] static partial class @class; }", "I.class.g.cs")]
    [TestCase("namespace @namespace.@event { ref partial struct @ref { [Cdef(\"double cos(double x);\")] static partial class LibM; } }", "namespace.event.ref.LibM.g.cs")]
    [TestCase("public readonly partial record struct R(int X) { internal partial record Inner { [Cdef(\"double cos(double x);\")] protected abstract partial class LibM { } } }", "R.Inner.LibM.g.cs")]
    public void Classes_get_their_declarations(string source, string file)
    {
        GeneratorRun run = GeneratorRun.Of($"using Cffi;\n{source}");
        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics, Is.Empty);
            Assert.That(run.Result.GeneratedSources.Select(static generated => generated.HintName), Is.EqualTo((string[])[file]));
            Assert.That(run.Output.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
            Assert.That(run.Output.GetSymbolsWithName("cos", SymbolFilter.Member), Is.Not.Empty);
        });
    }

    [TestCase("[Cdef(\"double cos(double x);\")] static partial class LibM; [Cdef(\"double cos(double x);\")] static partial class libm; [Cdef(\"double cos(double x);\")] static partial class LIBM;", "LIBM.g.cs", "LibM(2).g.cs", "libm(3).g.cs")]
    [TestCase("namespace A { [Cdef(\"double cos(double x);\")] static partial class LibM; } namespace a { [Cdef(\"double cos(double x);\")] static partial class LibM; } namespace B { [Cdef(\"double cos(double x);\")] static partial class LibM; }", "A.LibM.g.cs", "a.LibM(2).g.cs", "B.LibM.g.cs")]
    public void Names_that_differ_in_case_only_are_names_of_different_files(string source, params string[] files)
    {
        GeneratorRun run = GeneratorRun.Of($"using Cffi;\n{source}");
        Assert.Multiple(() =>
        {
            Assert.That(run.Result.Exception, Is.Null);
            Assert.That(run.Diagnostics, Is.Empty);
            Assert.That(run.Result.GeneratedSources.Select(static generated => generated.HintName), Is.EquivalentTo(files));
            Assert.That(run.Output.GetSymbolsWithName("cos", SymbolFilter.Member).Count(), Is.EqualTo(files.Length));
            Assert.That(run.Output.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
        });
    }

    [Test]
    public void A_second_attribute_on_another_part_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of("using Cffi;\n[Cdef(\"int f(void);\")] static partial class C;\n[Cdef(\"int g(unt);\")] static partial class C;");
        Assert.That(run.Result.Exception, Is.Null);
        Assert.That(run.Output.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static d => d.Id), Is.EqualTo((string[])["CS0579"]));
    }

    [TestCase("[Cdef(\"int f(void);\")] static class /*!*/C/*.*/ { }", "CFFI8201: 'C' is not partial; hint: write 'partial class C', because the declarations become another part of it")]
    [TestCase("class /*!*/Outer/*.*/ { [Cdef(\"int f(void);\")] static partial class C; }", "CFFI8201: 'Outer', around 'C', is not partial; hint: write 'partial class Outer', because the declarations become another part of it")]
    [TestCase("[Cdef(\"int f(void);\")] partial class /*!*/C/*.*/<T>;", "CFFI8202: 'C' is generic; hint: put the declarations on a class that is not generic, because they are the same for all type arguments")]
    [TestCase("partial struct /*!*/S/*.*/<T> { [Cdef(\"int f(void);\")] static partial class C; }", "CFFI8202: 'S' is generic; hint: put the declarations on a class that is not generic, because they are the same for all type arguments")]
    [TestCase("[Cdef(\"int f(void);\")] file static partial class /*!*/C/*.*/;", "CFFI8202: 'C' is local to its file; hint: write 'internal', because the declarations become a part of it in another file")]
    [TestCase("[Cdef(\"int f(void);\")] partial record /*!*/C/*.*/;", "CFFI8202: 'C' is a record; hint: write the C declarations on a class")]
    [TestCase("[Cdef(\"int f(void);\")] partial record struct /*!*/C/*.*/;", "CFFI8202: 'C' is a record; hint: write the C declarations on a class")]
    [TestCase("[Cdef(\"int f(void);\")] partial struct /*!*/C/*.*/;", "CFFI8202: 'C' is a struct; hint: write the C declarations on a class")]
    [TestCase("[Cdef(\"int f(void);\")] partial interface /*!*/C/*.*/;", "CFFI8202: 'C' is an interface; hint: write the C declarations on a class")]
    [TestCase("file partial class /*!*/Outer/*.*/ { [Cdef(\"int f(void);\")] static partial class C; }", "CFFI8202: 'Outer' is local to its file; hint: write 'internal', because the declarations become a part of it in another file")]
    [TestCase("partial class Outer { partial interface /*!*/I/*.*/<in T> { [Cdef(\"int f(void);\")] static partial class C; } }", "CFFI8202: 'I' is generic; hint: put the declarations on a class that is not generic, because they are the same for all type arguments")]
    [TestCase("[Cdef(/*!*/null/*.*/)] static partial class C;", "CFFI8203: the C text is null; hint: write the declarations in a string literal")]
    public void What_cannot_have_declarations_is_refused_at_its_name(string source, string expected)
    {
        GeneratorRun run = GeneratorRun.Of($"using Cffi;\n{source}");
        Assert.That(run.Diagnostics.Select(Text), Is.EqualTo((string[])[expected]));
        Assert.That(TextAt(run.Diagnostics[0]), Is.EqualTo(Marked(source)));
        Assert.That(run.Result.GeneratedSources, Is.Empty);
    }

    [Test]
    public void A_project_without_unsafe_code_is_told_once()
    {
        GeneratorRun run = GeneratorRun.Of(allowUnsafe: false, "using Cffi;\n[Cdef(\"int f(void);\")] static partial class C;");
        Assert.That(run.Diagnostics.Select(Text), Is.EqualTo((string[])["CFFI8204: the project does not allow unsafe code, which generated calls need; hint: set AllowUnsafeBlocks to true"]));
    }

    [TestCase("[Cdef(\"int f(void);\\nint g(/*!*/unt/*.*/ a);\")] static partial class C;")]
    [TestCase("[Cdef(@\"int f(void);\n  int g(/*!*/unt/*.*/ a);\")] static partial class C;")]
    [TestCase("[Cdef(\"\"\"\n    int f(void);\n      int g(/*!*/unt/*.*/ a);\n    \"\"\")] static partial class C;")]
    [TestCase("[Cdef(\"int f(void);\" + (\"int g(\" + \"/*!*/unt/*.*/ a);\"))] static partial class C;")]
    [TestCase("[Cdef(C.Text)] static partial class C { const string Text = \"int g(/*!*/unt/*.*/ a);\"; }")]
    [TestCase("[Cdef($\"int f(void); {C.Text}\")] static partial class C { const string Text = \"int g(/*!*/unt/*.*/ a);\"; }")]
    [TestCase("[Cdef(text: \"int g(/*!*/unt/*.*/ a);\", Library = \"m\")] static partial class C;")]
    public void A_mistake_in_the_text_is_an_error_at_its_place(string source)
    {
        GeneratorRun run = GeneratorRun.Of($"using Cffi;\n{source}");
        Assert.That(run.Diagnostics.Select(Text), Is.EqualTo((string[])["CFFI3001: unknown type name 'unt'; hint: did you mean 'int'?"]));
        Assert.That(run.Diagnostics[0].Severity, Is.EqualTo(Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Assert.That(TextAt(run.Diagnostics[0]), Is.EqualTo("unt"));
        Assert.That(Before(run.Diagnostics[0], "/*!*/".Length), Is.EqualTo("/*!*/"));
    }

    [Test]
    public void A_mistake_in_a_constant_of_another_file_is_reported_there()
    {
        GeneratorRun run = GeneratorRun.Of("using Cffi;\n[Cdef(\"int f(void);\" + Texts.Shared)] static partial class C;", "static class Texts { public const string Shared = @\"int g(unt a);\"; }");
        RoslynDiagnostic error = run.Diagnostics.Single();
        Assert.That(error.Location.SourceTree!.FilePath, Is.EqualTo("File1.cs"));
        Assert.That(TextAt(error), Is.EqualTo("unt"));
    }

    [Test]
    public void All_mistakes_are_reported_in_one_go()
    {
        GeneratorRun run = GeneratorRun.Of("using Cffi;\n[Cdef(\"\"\"\n    int f(unt a);\n    int g(int a;\n    duble h(void);\n    \"\"\")] static partial class C;\n[Cdef(\"unt k;\")] static partial class D;");
        Assert.That(run.Diagnostics.Select(static d => $"{d.Id} {TextAt(d)}"), Is.EqualTo((string[])["CFFI3001 unt", "CFFI2001 ;", "CFFI3001 duble", "CFFI3001 unt"]));
    }

    [Test]
    public void A_mistake_in_one_class_leaves_the_others_alone()
    {
        GeneratorRun run = GeneratorRun.Of("using Cffi;\n[Cdef(\"int f(unt);\")] static partial class C;\n[Cdef(\"int g(int);\")] static partial class D;");
        Assert.That(run.Result.GeneratedSources.Select(static generated => generated.HintName), Is.EqualTo((string[])["D.g.cs"]));
    }

    [Test]
    public void A_text_that_is_no_constant_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of("using Cffi;\n[Cdef(C.Text)] static partial class C { static readonly string Text = \"int f(unt a);\"; }");
        Assert.That(run.Diagnostics, Is.Empty);
        Assert.That(run.Output.GetDiagnostics().Select(static d => d.Id), Does.Contain("CS0182"));
    }

    private static string Text(RoslynDiagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static string TextAt(RoslynDiagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    private static string Before(RoslynDiagnostic diagnostic, int length) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start - length, length);

    private static string Marked(string source) => source[(source.IndexOf("/*!*/", StringComparison.Ordinal) + 5)..source.IndexOf("/*.*/", StringComparison.Ordinal)];
}
