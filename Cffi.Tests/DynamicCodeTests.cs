using System.Runtime.CompilerServices;

namespace Cffi.Tests;

/// <summary>The suite runs with and without dynamic code; this says which of the two a run was.</summary>
internal sealed class DynamicCodeTests
{
    [Test]
    public void Is_as_the_script_that_runs_the_tests_wants_it()
    {
        string actual = RuntimeFeature.IsDynamicCodeSupported ? "on" : "off";
        string wanted = Environment.GetEnvironmentVariable("CFFI_DYNAMIC_CODE") ?? actual;
        TestContext.Out.WriteLine($"dynamic code is {actual}");
        Assert.That(actual, Is.EqualTo(wanted));
    }
}
