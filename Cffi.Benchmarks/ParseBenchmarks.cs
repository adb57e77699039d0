using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>Parsing and binding a thousand declarations, per declaration.</summary>
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
        var text = new StringBuilder();
        for (int i = 0; i < Declarations; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"int function_{i}(int a, const char *b, double c, unsigned long d, void *e);");
        }

        functions = text.ToString();
        text.Clear();
        for (int i = 0; i < Declarations; i += 2)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"typedef struct record_{i} {{ int id; double values[4]; struct record_{i} *next; char name[32]; }} record_{i};");
            text.AppendLine(CultureInfo.InvariantCulture, $"int visit_{i}(record_{i} *start, int (*callback)(const record_{i} *, void *), void *context);");
        }

        records = text.ToString();
    }

    /// <summary>Functions with five parameters.</summary>
    [Benchmark(OperationsPerInvoke = Declarations)]
    public void Functions() => new Ffi().Cdef(functions);

    /// <summary>Records and functions with callbacks, in turn.</summary>
    [Benchmark(OperationsPerInvoke = Declarations)]
    public void RecordsAndCallbacks() => new Ffi().Cdef(records);
}
