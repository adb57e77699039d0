using Cffi.Generator.Emission;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary><c>[[cffi::leaf]]</c> and <c>[[cffi::errno]]</c>, alone and together.</summary>
public sealed class LeafAndErrnoTests
{
    [TestCase("[[cffi::leaf]] void f(void (*cb)(int));", "C could call back through 'void(*)(int)'")]
    [TestCase("typedef int cb_t(int); [[cffi::leaf]] int f(cb_t *cb);", "C could call back through 'int(*)(int)'")]
    [TestCase("struct ops { int x; struct { void (*go)(void); } in[2]; }; [[cffi::leaf]] int f(int x, const struct ops *ops);", "C could call back through 'const struct ops *'")]
    [TestCase("struct node { struct node *next; void (*go)(void); }; [[cffi::leaf]] int f(struct node n);", "C could call back through 'struct node'")]
    [TestCase("[[cffi::leaf]] int f(const char *format, ...);", "its calls go through the run time")]
    [TestCase("[[cffi::leaf]] long double f(long double x);", "its calls go through the run time")]
    public void A_leaf_that_cannot_be_one_is_reported_at_its_place(string text, string reason)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, "Lib") { Targets = [Target.LinuxX64] });
        CDiagnostic diagnostic = result.Diagnostics.Single();
        Assert.That(diagnostic.Id, Is.EqualTo("CFFI8304"));
        Assert.That(diagnostic.Message, Is.EqualTo($"'cffi::leaf' of 'f' has no effect: {reason}"));
        Assert.That(text[diagnostic.Span.Start..], Does.StartWith("[[cffi::leaf]]"));
        Assert.That(result.Source, Does.Not.Contain("SuppressGCTransition"));
    }

    [TestCase("[[cffi::leaf]] double floor(double x);"), TestCase("struct node { struct node *next; int x; }; [[cffi::leaf]] int f(struct node *n, void *p, const char *s);")]
    public void A_leaf_that_can_be_one_is_one(string text)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, "Lib"));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Source, Does.Contain("SuppressGCTransition"));
    }

    [Test]
    public void A_callback_in_what_was_called_a_leaf_runs()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "[[cffi::leaf]] void qsort([[cffi::ref]] int *base, size_t n, size_t size, int (*compare)(const int *, const int *));",
            """
            public static int Sort()
            {
                int[] numbers = { 3, 1, 2 };
                qsort(ref numbers[0], 3, 4, (x, y) => x.Value - y.Value);
                return numbers[0] * 100 + numbers[1] * 10 + numbers[2];
            }
            """);
        Assert.That(bindings.Run<int>("Sort"), Is.EqualTo(123));
    }

    [Test]
    public void Errno_is_that_of_C_and_of_the_call_alone()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("liberrno.so");
        CCompiler.Gcc.CompileLibrary(
            "#include <errno.h>\nint fail(int e) { errno = e; return -1; } int seen(void) { int before = errno; errno = 0; return before == 0 ? 0 : -1; } int leaf(int e) { errno = e; return -1; } _Bool flag(int e) { errno = e; return 1; }",
            library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "[[cffi::errno]] int fail(int e); [[cffi::errno]] int seen(void); [[cffi::errno, cffi::leaf]] int leaf(int e); [[cffi::errno]] _Bool flag(int e);",
            """
            public static string Run()
            {
                string text = "";
                foreach (Func<int> call in new Func<int>[] { () => fail(42), seen, () => leaf(7), () => flag(2) ? 1 : 0, () => flag(0) ? 1 : 0 })
                {
                    try { text += call() + " "; } catch (CErrnoException e) { text += e.Errno + "! "; }
                }
                return text;
            }
            public static string Text() { try { fail(2); return ""; } catch (CErrnoException e) { return e.Message; } }
            """,
            library);
        Assert.That(bindings.Run<string>("Run"), Is.EqualTo("42! 0 7! 2! 1 "));
        Assert.That(bindings.Run<string>("Text"), Is.EqualTo("CFFI7083: 'fail' failed: No such file or directory (errno 2)"));
        Assert.That(bindings.Source, Does.Not.Contain("LastSystemError").And.Contain("CErrno.Get()"));
    }
}
