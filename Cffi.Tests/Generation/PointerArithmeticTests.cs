using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Pointers of bindings count elements, as in C, and convert to a number only explicitly.</summary>
public sealed class PointerArithmeticTests
{
    private const string Text = "struct pair { int a, b; }; struct mixed { long l; char c; }; void *malloc(size_t n); void free(void *p); int abs(int x); struct pair *f(struct pair *p); struct mixed *g(struct mixed *m);";

    [Test]
    public void Differences_and_sums_are_in_elements()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Text,
            """
            public static string Run()
            {
                CPointer<pair> p = (CPointer<pair>)malloc(80);
                CPointer<pair> q = p + 3;
                CPointer<pair> r = q - 1;
                CPointer<pair> s = 2 + p;
                q -= 2;
                p[1].a = 7;
                CPointer<mixed> m = new(p.Address);
                string text = $"{q - p} {r - p} {p - r} {s == r} {(r.Address - p.Address)} {q.Value.a} {p < q} {p >= q} {p <= q} {q > p} {(m + 2) - m} {((m + 1) - 1) == m}";
                free(p);
                return text;
            }
            """);
        Assert.That(bindings.Run<string>("Run"), Is.EqualTo("1 2 -2 True 16 7 True False True True 2 True"));
    }

    [TestCase("double d = p;"), TestCase("float f = p;"), TestCase("decimal d = p;"), TestCase("long l = p;"), TestCase("nint n = p;"), TestCase("int i = q - 1.5;"), TestCase("object o = p * 2;")]
    [TestCase("Math.Abs(p);"), TestCase("abs(p);")]
    public void A_pointer_is_no_number(string statement)
    {
        Assert.That(Errors(statement), Is.Not.Empty);
    }

    [TestCase("free(p);"), TestCase("nint n = (nint)p; n += p.Address;"), TestCase("unsafe { pair* r = p; r++; }"), TestCase("long l = p - q;"), TestCase("bool b = p == q && p != default;")]
    public void Pointer_arithmetic_and_comparisons_compile(string statement) => Assert.That(Errors(statement), Is.Empty);

    private static string[] Errors(string statement)
    {
        string source = Cffi.Generator.Emission.BindingEmitter.Emit(new Cffi.Generator.Emission.BindingRequest(Text, "Lib")).Source!;
        CSharpCompilation compilation = GeneratedAssembly.Compile(source, $"using System; using Cffi.Interop; using static Lib; static class User {{ public static void Run(CPointer<pair> p, CPointer<pair> q) {{ {statement} }} }}");
        return [.. compilation.GetDiagnostics().Where(static one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && one.Id != "CS0219").Select(static one => one.ToString())];
    }
}
