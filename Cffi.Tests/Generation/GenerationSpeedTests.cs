using System.Globalization;
using System.Text;
using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>The time and memory to generate bindings for a large text.</summary>
public sealed class GenerationSpeedTests
{
    [Test]
    public void Time_grows_no_faster_than_the_text()
    {
        Measure(Text(200));
        double small = Measure(Text(1_000));
        double large = Measure(Text(5_000));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1,000 declarations {small:F0} ms, 5,000 declarations {large:F0} ms"));
        Assert.That(large, Is.LessThan(small * 5 * 4));
    }

    private static double Measure(string text) =>
        ProcessorTime.Least(() => Assert.That(BindingEmitter.Emit(new BindingRequest(text, "Lib")).Source, Is.Not.Null)).TotalMilliseconds;

    private static string Text(int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count / 5; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"struct s{i} {{ int a; double b; struct s{i} *next; char name[16]; }};\nint f{i}(struct s{i} *s, const char *name, size_t length);\ndouble g{i}(double x, double y);\nenum e{i} {{ A{i}, B{i} = {i} }};\nvoid h{i}(enum e{i} e, void *user);\n");
        }

        return text.ToString();
    }
}
