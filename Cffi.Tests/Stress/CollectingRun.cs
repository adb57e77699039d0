using Cffi.Tests.Stress;

namespace Cffi.Tests;

/// <summary>With CFFI_STRESS_COLLECT=1, collects garbage all the time while the tests run.</summary>
[SetUpFixture]
public sealed class CollectingRun : IDisposable
{
    private FrequentCollections? collections;

    /// <summary>Starts collecting if the variable is set.</summary>
    [OneTimeSetUp]
    public void Start() => collections = Environment.GetEnvironmentVariable("CFFI_STRESS_COLLECT") == "1" ? new FrequentCollections() : null;

    /// <summary>Stops collecting.</summary>
    [OneTimeTearDown]
    public void Dispose() => collections?.Dispose();
}
