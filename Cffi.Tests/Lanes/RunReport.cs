using System.Runtime.CompilerServices;
using Cffi.Tests.Native;

namespace Cffi.Tests;

/// <summary>
/// Reports the mode of a run. <c>test.sh</c> runs the tests with and without dynamic code and with settings of the
/// runtime; a run that is in another mode by mistake has tested nothing.
/// </summary>
[SetUpFixture]
public sealed class RunReport
{
    /// <summary>Fails the whole run if it is not in the expected mode; writes the mode to the file that CFFI_RUN_REPORT names.</summary>
    [OneTimeSetUp]
    public void Write()
    {
        string actual = RuntimeFeature.IsDynamicCodeSupported ? "on" : "off";
        string? wanted = Environment.GetEnvironmentVariable("CFFI_DYNAMIC_CODE");
        Assert.That(actual, Is.EqualTo(string.IsNullOrEmpty(wanted) ? actual : wanted), "dynamic code");
        Assert.That(Sanitizers.AreLoaded, Is.EqualTo(Sanitizers.AreWanted), "the runtime of the sanitizers in this process");
        if (Environment.GetEnvironmentVariable("CFFI_RUN_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, $"dynamic code {actual}\n{(Sanitizers.AreLoaded ? "sanitizers\n" : "")}");
        }
    }
}
