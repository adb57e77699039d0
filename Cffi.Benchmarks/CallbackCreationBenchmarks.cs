using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>Making a callback and ending it.</summary>
[MemoryDiagnoser]
public class CallbackCreationBenchmarks
{
    private Ffi ffi = null!;

    private delegate int Sum(int a, int b);

    /// <summary>Declares nothing: the type is a string.</summary>
    [GlobalSetup]
    public void Setup() => ffi = new Ffi();

    /// <summary>The reference: .NET's function pointer for a new delegate, which the collector ends.</summary>
    [Benchmark(Baseline = true)]
    public nint MarshalledDelegate()
    {
        int number = 1;
        Sum sum = (a, b) => a + b + number;
        nint address = Marshal.GetFunctionPointerForDelegate(sum);
        GC.KeepAlive(sum);
        return address;
    }

    /// <summary>A callback that is disposed.</summary>
    [Benchmark]
    public nint CreateAndDispose()
    {
        int number = 1;
        using CData callback = ffi.Callback("int(int, int)", (int a, int b) => a + b + number);
        return callback.Address;
    }
}
