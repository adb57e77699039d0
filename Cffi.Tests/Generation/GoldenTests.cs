using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Compares complete generated files with those in <c>Golden</c>; <c>UPDATE_GOLDEN=1</c> rewrites them.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "Cffi.Tests", "Golden");

    [TestCase("functions", """
        /* The cosine of an angle.
           x is in radians. */
        double cos(double x);
        typedef struct { int quot, rem; } div_t;
        // Divides <b>both</b> & keeps the rest.
        div_t div(int numer, int denom);
        [[cffi::leaf]] int abs(int x);
        long labs(long x);
        size_t strlen(const char *s);
        int snprintf([[cffi::length(size)]] char *buffer, size_t size, const char *format, ...);
        int class(int event, int *values, int count);
        """)]
    [TestCase("records", """
        // A point of the plane.
        struct point { int x, y; };
        typedef struct node { struct node *next; long value; _Bool flag; char name[8]; unsigned kind : 3; int delta : 5; union { float f; int i; }; } node;
        struct packet { unsigned length; unsigned char data[]; };
        struct mixed { wchar_t wide; long double exact; };
        typedef struct hidden hidden;
        hidden *make(const struct point *at, node *list);
        """)]
    [TestCase("callbacks", """
        typedef int (*compare_t)(const void *, const void *);
        void qsort(void *base, size_t n, size_t size, compare_t compare);
        struct handlers { void (*opened)(int fd, void *user); compare_t compare; };
        """)]
    [TestCase("constants", """
        #define LIMIT (4 * 10 + 2)
        #define NAME "text"
        #define LONG_BITS (sizeof(long) * 8)
        enum color { RED, GREEN = 5 };
        extern int counter;
        extern const char *const names[3];
        """)]
    public void Generated_files_are_as_they_were(string name, string text)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, "Lib") { Namespace = "Golden", Library = "c", Accessibility = "internal" });
        Assert.That(result.Source, Is.Not.Null, () => string.Join("\n", result.Diagnostics));
        CompareTo(Path.Combine(Folder, name + ".g.cs.txt"), result.Source!);
        Assert.That(GeneratedAssembly.Compile(result.Source!).GetDiagnostics().Where(static one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning), Is.Empty);
    }

    [TestCase("LibBench", """
        double fabs(double x);
        [[cffi::leaf]] double floor(double x);
        typedef struct { int quot, rem; } div_t;
        div_t div(int numer, int denom);
        size_t strlen(const char *s);
        """)]
    [TestCase("CallbackBench", """
        typedef int (*compare_t)(const int *, const int *);
        void qsort(void *base, size_t n, size_t size, compare_t compare);
        """)]
    public void The_benchmarks_run_what_is_generated_now(string name, string text)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, name) { Namespace = "Cffi.Benchmarks", Library = "c", Accessibility = "internal" });
        CompareTo(Path.Combine(RepositoryFolder.Path, "Cffi.Benchmarks", name + ".g.cs"), result.Source!);
    }

    private static void CompareTo(string path, string source)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, source);
        }

        Assert.That(File.Exists(path), "run with UPDATE_GOLDEN=1");
        Assert.That(source, Is.EqualTo(File.ReadAllText(path)));
    }
}
