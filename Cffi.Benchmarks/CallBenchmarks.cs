using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>Calls of <c>int add(int, int)</c>, as ratios to a hand-written function pointer in a method that is not inlined.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public unsafe class CallBenchmarks
{
    private nint pointer;
    private CFunction add = null!;
    private CLibrary library = null!;
    private dynamic dynamicLibrary = null!;

    /// <summary>Opens the library.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_, library) = BenchLibrary.Open();
        add = library["add"];
        pointer = add.Address;
        dynamicLibrary = library;
    }

    /// <summary>The reference: a hand-written function pointer.</summary>
    [Benchmark(Baseline = true)]
    public int HandWritten() => HandWritten(pointer, 1, 2);

    /// <summary>The typed call of a function that was looked up once.</summary>
    [Benchmark]
    public int Invoke() => add.Invoke<int>(1, 2);

    /// <summary>The call by name.</summary>
    [Benchmark]
    public int CallByName() => library.Call<int>("add", 1, 2);

    /// <summary>The call as scripts write it.</summary>
    [Benchmark]
    public int Dynamic() => dynamicLibrary.add(1, 2);

    /// <summary>The call with arguments in memory, for interpreters.</summary>
    [Benchmark]
    public int InvokeRaw()
    {
        int a = 1;
        int b = 2;
        long result;
        add.InvokeRaw([(nint)(&a), (nint)(&b)], (nint)(&result));
        return (int)result;
    }

    // The pointer is valid while the library is open, and nothing closes it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int HandWritten(nint pointer, int a, int b)
    {
        return ((delegate* unmanaged[Cdecl]<int, int, int>)pointer)(a, b);
    }
}
