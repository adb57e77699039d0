using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Cffi.Benchmarks;

/// <summary>Calls of generated bindings in a loop, as ratios to a hand-written function pointer in the same loop.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public unsafe class GeneratedBenchmarks
{
    private const int Calls = 1_000;

    /// <summary>The reference: a hand-written function pointer.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory("call")]
    public double HandWritten()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += ((delegate* unmanaged[Cdecl]<double, double>)Written.Fabs)(i);
        }

        return sum;
    }

    /// <summary>The generated method.</summary>
    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("call")]
    public double Generated()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += LibBench.fabs(i);
        }

        return sum;
    }

    /// <summary>The reference: a hand-written function pointer.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory("leaf")]
    public double HandWrittenLeaf()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += ((delegate* unmanaged[Cdecl, SuppressGCTransition]<double, double>)Written.Floor)(i);
        }

        return sum;
    }

    /// <summary>The generated method.</summary>
    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("leaf")]
    public double GeneratedLeaf()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += LibBench.floor(i);
        }

        return sum;
    }

    /// <summary>The reference: a hand-written function pointer.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory("record")]
    public int HandWrittenRecord()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += ((delegate* unmanaged[Cdecl]<int, int, Quotient>)Written.Div)(i, 7).Rem;
        }

        return sum;
    }

    /// <summary>The generated method.</summary>
    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("record")]
    public int GeneratedRecord()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += LibBench.div(i, 7).rem;
        }

        return sum;
    }

    /// <summary>A short string argument, encoded on the stack.</summary>
    [Benchmark, BenchmarkCategory("string")]
    public nuint GeneratedString() => LibBench.strlen("a short string");

    private static class Written
    {
        internal static readonly nint Fabs = Export("libm.so.6", "fabs");
        internal static readonly nint Floor = Export("libm.so.6", "floor");
        internal static readonly nint Div = Export("libc.so.6", "div");

        private static nint Export(string library, string name) => NativeLibrary.GetExport(NativeLibrary.Load(library), name);
    }

    // C fills the record.
    private readonly struct Quotient
    {
        public int Quot { get; init; }

        public int Rem { get; init; }
    }
}
