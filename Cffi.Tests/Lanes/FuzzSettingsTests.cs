using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Lanes;

/// <summary>Environment variables for random tests are read or refused. A wrong value never selects the default.</summary>
public sealed class FuzzSettingsTests
{
    private const string Variable = "CFFI_TEST_COUNT";

    [TearDown]
    public void Unset() => Environment.SetEnvironmentVariable(Variable, null);

    [TestCase(null, 7)]
    [TestCase("", 7)]
    [TestCase("12", 12)]
    public void A_number_or_nothing_is_taken(string? text, int number)
    {
        Environment.SetEnvironmentVariable(Variable, text);
        Assert.That((FuzzSettings.Number(Variable, 7), FuzzSettings.Count(Variable, 7)), Is.EqualTo((number, number)));
    }

    [TestCase("10k")]
    [TestCase("-1")]
    [TestCase("99999999999")]
    [TestCase("1 000")]
    public void Anything_else_is_refused(string text)
    {
        Environment.SetEnvironmentVariable(Variable, text);
        Assert.That(() => FuzzSettings.Number(Variable, 7), Throws.InvalidOperationException.With.Message.Contains(Variable));
    }

    [Test]
    public void A_count_of_zero_is_refused_for_a_test_of_no_case_passes()
    {
        Environment.SetEnvironmentVariable(Variable, "0");
        Assert.That(FuzzSettings.Number(Variable, 7), Is.Zero);
        Assert.That(() => FuzzSettings.Count(Variable, 7), Throws.InvalidOperationException.With.Message.Contains(Variable));
    }
}
