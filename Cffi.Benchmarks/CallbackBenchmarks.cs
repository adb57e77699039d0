using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>A C loop that calls back a thousand times, compared with a static UnmanagedCallersOnly method; times are per callback.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public unsafe class CallbackBenchmarks
{
    private const int Calls = 1000;
    private CFunction repeat = null!;
    private CData callback = null!;
    private CData ofCustomType = null!;
    private Sum marshalled = null!;
    private nint marshalledPointer;

    private delegate int Sum(int a, int b);

    /// <summary>Opens the library.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (Ffi ffi, CLibrary library) = BenchLibrary.Open();
        repeat = library["repeat"];
        callback = ffi.Callback("int(int, int)", (int a, int b) => a + b);
        marshalled = static (a, b) => a + b;
        marshalledPointer = Marshal.GetFunctionPointerForDelegate(marshalled);
        ofCustomType = ffi.Callback("int(int, int)", (Delegate)marshalled);
    }

    /// <summary>The reference: a static UnmanagedCallersOnly method.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int StaticMethod() => Repeat((nint)(delegate* unmanaged[Cdecl]<int, int, int>)&Add);

    /// <summary>A callback with a typed body.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Callback() => Repeat(callback.Address);

    /// <summary>A callback with a body of another delegate type, called through reflection.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int CallbackOfCustomDelegate() => Repeat(ofCustomType.Address);

    /// <summary>.NET's own delegate for C, for comparison.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int MarshalledDelegate() => Repeat(marshalledPointer);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Add(int a, int b) => a + b;

    // The library stays open, and fields keep the callbacks alive.
    private int Repeat(nint function) => ((delegate* unmanaged[Cdecl]<int, nint, int>)repeat.Address)(Calls, function);
}
