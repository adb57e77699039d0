using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Cffi.Benchmarks;

/// <summary>Lambdas of generated bindings in a sort that calls back about 9,000 times, compared with .NET's own delegate for C.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public unsafe class GeneratedCallbackBenchmarks
{
    private static readonly nint Qsort = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "qsort");
    private readonly int[] numbers = new int[1_000];
    private readonly Comparison marshalled = static (left, right) =>
    {
        try
        {
            return *(int*)left - *(int*)right;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
            return 0;
        }
    };

    [UnmanagedFunctionPointer(System.Runtime.InteropServices.CallingConvention.Cdecl)]
    private delegate int Comparison(nint left, nint right);

    /// <summary>The reference: a static UnmanagedCallersOnly method, called back about 9,000 times.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("callback")]
    public int HandWrittenCallback() => Sort((nint)(delegate* unmanaged[Cdecl]<nint, nint, int>)&Compare);

    /// <summary>.NET's own delegate for C.</summary>
    [Benchmark, BenchmarkCategory("callback")]
    public int MarshalledDelegate() => Sort(Marshal.GetFunctionPointerForDelegate(marshalled));

    /// <summary>A lambda that is passed to the generated method.</summary>
    [Benchmark, BenchmarkCategory("callback")]
    public int GeneratedCallback()
    {
        Fill();
        fixed (int* first = numbers)
        {
            CallbackBench.qsort(first, (nuint)numbers.Length, sizeof(int), static (left, right) => left.Value - right.Value);
        }

        return numbers[0];
    }

    /// <summary>A lambda that C does not call: the cost of passing it.</summary>
    [Benchmark, BenchmarkCategory("lending")]
    public void GeneratedLambda() => CallbackBench.qsort(0, 0, sizeof(int), static (left, right) => 0);

    private int Sort(nint compare)
    {
        Fill();
        fixed (int* first = numbers)
        {
            ((delegate* unmanaged[Cdecl]<int*, nuint, nuint, nint, void>)Qsort)(first, (nuint)numbers.Length, sizeof(int), compare);
        }

        return numbers[0];
    }

    private void Fill()
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = unchecked(i * 7919) % 1009;
        }
    }

    // C passes pointers to elements of the array.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Compare(nint left, nint right) => *(int*)left - *(int*)right;
}
