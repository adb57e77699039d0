using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C# methods that C calls.</summary>
public sealed class CallbackTests
{
    private const string Sorting = "void qsort([[cffi::length(n)]] void *base, size_t n, size_t size, int (*compare)(const void *, const void *));";

    [Test]
    public void A_lambda_is_called_during_the_call()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef int (*compare_t)(const int *, const int *); void qsort(int *base, size_t n, size_t size, compare_t compare);",
            """
            public static string Sort()
            {
                int[] numbers = { 3, 1, 2 };
                qsort(numbers, 3, 4, (x, y) => x.Value.CompareTo(y.Value));
                using var backwards = compare_t.Create((x, y) => y.Value.CompareTo(x.Value));
                string first = string.Join(" ", numbers);
                GC.Collect();
                qsort(numbers, 3, 4, backwards.Pointer);
                return first + ", " + string.Join(" ", numbers);
            }
            public static int Direct() { using var add = compare_t.Create((x, y) => 7); return add.Pointer.Invoke(default, default); }
            public static void Throws()
            {
                int[] numbers = { 3, 1, 2 };
                qsort(numbers, 3, 4, (x, y) => throw new InvalidOperationException("from the body"));
            }
            """);
        Assert.That(bindings.Run<string>("Sort"), Is.EqualTo("1 2 3, 3 2 1"));
        Assert.That(bindings.Run<int>("Direct"), Is.EqualTo(7));
        Assert.That(() => bindings.Run<object>("Throws"), Throws.InvalidOperationException.With.Message.EqualTo("from the body"));
        Assert.That(bindings.Run<string>("Sort"), Is.EqualTo("1 2 3, 3 2 1"));
    }

    [Test]
    public void A_type_without_a_name_is_called_after_its_parameter()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Sorting,
            """
            public static string Sort()
            {
                byte[] numbers = { 3, 1, 2 };
                int calls = 0;
                qsort(numbers, 1, (x, y) => { calls++; return 0; });
                return (calls > 0).ToString();
            }
            public static Type Body() => typeof(qsort_compare.Body);
            """.Replace("qsort(numbers, 1,", "qsort(numbers, 1,", StringComparison.Ordinal));
        Assert.That(bindings.Run<string>("Sort"), Is.EqualTo("True"));
    }

    [TestCase("Body"), TestCase("Address"), TestCase("IsNull"), TestCase("Invoke"), TestCase("Create"), TestCase("Deconstruct"), TestCase("PrintMembers")]
    public void Names_of_inner_declarations_hide_nothing(string name)
    {
        string text = $"struct {name} {{ int x; }}; typedef int (*f)(struct {name} *, struct {name}); int abs(f);";
        using GeneratedAssembly bindings = GeneratedAssembly.Of(text, "public static string Types() => string.Join(\" \", Array.ConvertAll(typeof(f.Body).GetMethod(\"Invoke\")!.GetParameters(), static one => one.ParameterType.Name));");
        Assert.That(bindings.Run<string>("Types"), Is.EqualTo("CPointer`1 " + (name == "Body" ? "Body_" : name)));
    }

    [TestCase("Body"), TestCase("Address"), TestCase("IsNull"), TestCase("Invoke"), TestCase("Create"), TestCase("Deconstruct"), TestCase("PrintMembers"), TestCase("CffiI")]
    public void Names_of_inner_declarations_do_not_clash_with_types(string name)
    {
        using GeneratedAssembly function = GeneratedAssembly.Of($"typedef int (*{name})(struct s *); int abs({name});", "public static void Nothing() { }");
        using GeneratedAssembly opaque = GeneratedAssembly.Of($"typedef struct {name} {name}; {name} *next({name} *, int (*f)({name} *));", "public static void Nothing() { }");
        Assert.That(function.Assembly.GetType("Lib")!.GetNestedTypes().Select(static type => type.Name), Has.Some.EqualTo(name + "_"));
        Assert.That(opaque.Assembly.GetType("Lib")!.GetNestedTypes().Select(static type => type.Name), Has.Some.EqualTo(name + "_"));
    }

    [Test]
    public void Functions_that_bindings_cannot_call_are_reported()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("typedef int (*wide)(wchar_t); int use(wide);\nint named(void (*va)(int, va_list));", "Lib"));
        Assert.That(result.Diagnostics.Select(static d => d.ToString().Split(": its")[0]), Is.EqualTo((string[])[
            "<cdef>(1,1): warning CFFI8303: C# can pass on a 'wide', but can neither call nor implement it",
            "<cdef>(2,1): warning CFFI8303: C# can pass on a 'named_va', but can neither call nor implement it: bindings have no type for a va_list"]));
    }

    [Test]
    public void Platforms_without_dotnet_do_not_count()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("typedef int (*at)(time_t); int use(at);", "Lib"));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Source, Does.Contain("public int Invoke(long p0)"));
    }
}
