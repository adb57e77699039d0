using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>Parsing and binding a thousand declarations; times are per declaration.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class ParseBenchmarks
{
    private const int Declarations = 1000;
    private string functions = "";
    private string records = "";

    /// <summary>Makes the texts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        functions = DeclarationTexts.Make("plain", Declarations);
        records = DeclarationTexts.Make("records", Declarations);
    }

    /// <summary>Functions with five parameters.</summary>
    [Benchmark(OperationsPerInvoke = Declarations)]
    public void Functions() => new Ffi().Cdef(functions);

    /// <summary>Records and functions with callbacks, in turn.</summary>
    [Benchmark(OperationsPerInvoke = Declarations)]
    public void RecordsAndCallbacks() => new Ffi().Cdef(records);
}
