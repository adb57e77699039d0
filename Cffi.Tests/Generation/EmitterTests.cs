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
}
