using System.Diagnostics;
using System.Globalization;
using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C names that have a meaning in C#, .NET or generated code, in every position: the generated C# compiles.</summary>
public sealed class HostileNameTests
{
    // Several texts share one compilation, because each compilation has a large fixed cost.
    private const int TextsAtOnce = 50;

    [Test]
    public void Forty_texts_compile() => Run(40);

    [Test, Category("Nightly")]
    public void A_thousand_texts_compile() => Run(1_000);

    [TestCase("struct s { unsigned char set_size; size_t size; };", TestName = "A_member_with_the_name_of_an_accessor")]
    [TestCase("struct s { size_t size; unsigned char get_size; long x; };", TestName = "A_member_with_the_name_of_an_accessor_of_a_portable_struct")]
    [TestCase("union u { long size; struct { unsigned set_size : 3; int get_size; }; };", TestName = "A_bit_field_with_the_name_of_an_accessor")]
    [TestCase("extern int x; int get_x(void); void set_x(int v); extern const char *const names[3]; int get_names(void);", TestName = "Functions_with_the_names_of_a_variables_accessors")]
    [TestCase("#define SIZE (sizeof(long) * 2)\nint get_SIZE(void); int set_SIZE(int x);", TestName = "Functions_with_the_names_of_a_constants_accessors")]
    [TestCase("struct foo { int a; }; int foo(struct foo *foo);", TestName = "A_parameter_a_struct_and_a_function_of_one_name")]
    [TestCase("int data_(char *data);", TestName = "A_function_with_the_name_of_a_local")]
    [TestCase("int f_(const char *f, int (*result)(int), unsigned char *result_);", TestName = "Parameters_with_the_names_of_locals")]
    [TestCase("typedef struct { int x; } var; typedef struct { int y; } nint; var f(nint *n, void *p, long l); struct nuint { nint n; void *p; };", TestName = "Types_named_as_words_of_CSharp")]
    [TestCase("typedef struct { int x; } dynamic; struct notnull { dynamic d; }; enum unmanaged { A }; typedef void (*record)(enum unmanaged, dynamic *); void f(record r);", TestName = "Types_named_as_constraints")]
    [TestCase("typedef const char *(*error_table)(void); struct et_list; extern struct et_list *_et_list; const char *error_message(long code); struct error_table { const char *const *msgs; long base; int n_msgs; };", TestName = "What_com_err_has")]
    [TestCase("struct decimal { int x; }; extern struct decimal in; extern struct decimal out[2]; extern struct decimal *const ref;", TestName = "Variables_of_types_named_as_keywords")]
    [TestCase("typedef struct op_Inequality op_Inequality; op_Inequality *f(op_Inequality *); typedef void (*get_Address)(void); void g(get_Address set_Address);", TestName = "Types_named_as_accessors_and_operators")]
    [TestCase("int printf_(const char *arguments, ...);", TestName = "A_parameter_with_the_name_of_the_variadic_arguments")]
    [TestCase("struct _storage { long x; unsigned char _storage; wchar_t y; }; typedef struct Release Release; void g(Release *Take); [[cffi::release(g)]] Release *f(void);", TestName = "Types_named_as_what_is_inside")]
    [TestCase("struct Address { int x; }; typedef int (*Create)(struct Address *Address); int Invoke(Create Body);", TestName = "Names_of_what_is_inside")]
    public void One_text_compiles(string text) => Assert.That(Compile([text]), Is.Empty);

    private static void Run(int count)
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_NAMES_FIRST", 0);
        count = FuzzSettings.Count("CFFI_NAMES_COUNT", count);
        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        foreach (int[] some in Enumerable.Range(first, count).Chunk(TextsAtOnce))
        {
            string[] texts = [.. some.Select(index => HostileNames.Text(seed, index))];
            failures.AddRange(Compile(texts).Select(one => $"CFFI_SEED={seed} CFFI_NAMES_FIRST={some[one.Index]} CFFI_NAMES_COUNT=1: {one.Problem}"));
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {count} texts generated and compiled, {failures.Count} problems, {watch.Elapsed.TotalSeconds:F0} s"));
        Assert.That(failures, Is.Empty);
    }

    // The errors of the C# compiler and the generator for the texts, which are compiled together.
    private static List<(int Index, string Problem)> Compile(string[] texts)
    {
        var problems = new List<(int Index, string Problem)>();
        var sources = new List<(int Index, string Source)>();
        for (int i = 0; i < texts.Length; i++)
        {
            BindingResult result = BindingEmitter.Emit(new BindingRequest(texts[i], "Lib") { Library = "c", Namespace = string.Create(CultureInfo.InvariantCulture, $"N{i}") });
            int index = i;
            problems.AddRange(result.Diagnostics.Where(static one => one.Severity == CDiagnosticSeverity.Error || one.Id == "CFFI8304").Select(one => (index, one.ToString())));
            if (result.Source is { } source)
            {
                sources.Add((i, source));
            }
        }

        CSharpCompilation compilation = GeneratedAssembly.Compile([.. sources.Select(static one => one.Source)]);
        foreach (Microsoft.CodeAnalysis.Diagnostic problem in compilation.GetDiagnostics().Where(static one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning))
        {
            int tree = compilation.SyntaxTrees.IndexOf(problem.Location.SourceTree!);
            string line = sources[tree].Source.Split('\n')[problem.Location.GetLineSpan().StartLinePosition.Line].Trim();
            problems.Add((sources[tree].Index, $"{problem.Id} {problem.GetMessage(CultureInfo.InvariantCulture)}\n    {line}"));
        }

        return problems;
    }
}
