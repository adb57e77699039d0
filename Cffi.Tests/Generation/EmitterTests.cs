using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

public sealed class EmitterTests
{
    [Test]
    public void The_program_of_the_documentation_runs()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            double cos(double x);
            """,
            """
            public static string Main() => FormattableString.Invariant($"{Lib.cos(0.0)} {Lib.div(7, 2).quot} {Lib.div(7, 2).rem}");
            """,
            "m");
        Assert.That(bindings.Run<string>("Main"), Is.EqualTo("1 3 1"));
    }

    [TestCase("int_fast16_t", "long")]
    [TestCase("uint_fast16_t", "ulong")]
    [TestCase("int_fast32_t", "long")]
    [TestCase("uint_fast32_t", "ulong")]
    [TestCase("time_t", "long")]
    [TestCase("off_t", "long")]
    [TestCase("wchar_t", "int")]
    [TestCase("long", "nint")]
    [TestCase("unsigned long", "nuint")]
    public void A_number_of_different_sizes_is_the_largest_in_Csharp(string type, string inCsharp)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest($"{type} f({type} x);", "Lib"));
        Assert.That(result.Source, Does.Contain($"public static {inCsharp} f({inCsharp} x)"));
    }

    [TestCase("int_fast16_t", "long", "int")]
    [TestCase("uint_fast16_t", "ulong", "uint")]
    [TestCase("int_fast32_t", "long", "int")]
    [TestCase("uint_fast32_t", "ulong", "uint")]
    [TestCase("time_t", "long", "int")]
    [TestCase("off_t", "long", "int")]
    public void A_number_of_different_sizes_is_passed_in_the_size_of_the_platform(string type, string inCsharp, string inC)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest($"{type} f({type} x);", "Lib") { Targets = [Target.LinuxX86] });
        Assert.That(result.Source, Does.Contain($"public static {inCsharp} f({inCsharp} x)").And.Contain($"<{inC}, {inC}>"));
    }

    [TestCase("unsigned char c;")]
    [TestCase("unsigned char c, d;")]
    public void A_small_record_is_a_struct_with_fields(string members)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest($"struct s {{ {members} }}; void f(struct s x);", "Lib"));
        Assert.That(result.Source, Does.Contain("public byte c;"));
    }

    [TestCase("", true)]
    [TestCase("__stdcall", true)]
    [TestCase("__vectorcall", false)]
    public void The_run_time_makes_the_calls_of_a_convention_that_Csharp_does_not_have(string convention, bool isInCsharp)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest($"int {convention} f(int x);", "Lib") { Targets = [Target.WindowsX86] });
        Assert.That(result.Source, isInCsharp ? Does.Contain("delegate* unmanaged") : Does.Not.Contain("delegate* unmanaged"));
    }
}
