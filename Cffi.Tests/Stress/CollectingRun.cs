using Cffi.Tests.Stress;

namespace Cffi.Tests;

/// <summary>With CFFI_STRESS_COLLECT=1 garbage is collected all the time while the tests run.</summary>
[SetUpFixture]
public sealed class CollectingRun : IDisposable
{
    private FrequentCollections? collections;

    /// <summary>Starts collecting, where it is asked for.</summary>
    [OneTimeSetUp]
    public void Start() => collections = Environment.GetEnvironmentVariable("CFFI_STRESS_COLLECT") == "1" ? new FrequentCollections() : null;

    /// <summary>Ends it.</summary>
    [OneTimeTearDown]
    public void Dispose() => collections?.Dispose();
}
