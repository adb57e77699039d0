using System.Runtime.CompilerServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Cffi.Benchmarks;

/// <summary>Calls of other signatures, each compared with a hand-written function pointer.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public unsafe class SignatureBenchmarks
{
    private const string Text = "sixteen letters!";
    private CFunction scale = null!;
    private CFunction sum8 = null!;
    private CFunction mirror = null!;
    private CFunction bump = null!;
    private CFunction length = null!;
    private CFunction snprintf = null!;
    private CData point = null!;
    private CData big = null!;
    private CData buffer = null!;

    /// <summary>Opens the library.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (Ffi ffi, CLibrary library) = BenchLibrary.Open();
        scale = library["scale"];
        sum8 = library["sum8"];
        mirror = library["mirror"];
        bump = library["bump"];
        length = library["length"];
        snprintf = ffi.Dlopen("c")["snprintf"];
        point = ffi.New("point *", new double[] { 1, 2 })[0];
        big = ffi.New("big *")[0];
        buffer = ffi.New("char[64]");
    }

    /// <summary>Reference for two doubles.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("double")]
    public double HandWrittenScale() => Scale(scale.Address, 1.5, 2);

    /// <summary>Two doubles.</summary>
    [Benchmark, BenchmarkCategory("double")]
    public double InvokeScale() => scale.Invoke<double>(1.5, 2.0);

    /// <summary>Reference for eight integers, two of them on the stack.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("stack")]
    public long HandWrittenSum8() => Sum8(sum8.Address);

    /// <summary>Eight integers.</summary>
    [Benchmark, BenchmarkCategory("stack")]
    public long InvokeSum8() => sum8.Invoke<long>(1, 2, 3, 4, 5, 6, 7, 8);

    /// <summary>Reference for a record in registers.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("record")]
    public double HandWrittenMirror() => Mirror(mirror.Address, new Point { X = 1, Y = 2 }).X;

    /// <summary>A record in registers; the result is in separate memory.</summary>
    [Benchmark, BenchmarkCategory("record")]
    public void InvokeMirror() => mirror.Invoke<CData>(point).Dispose();

    /// <summary>Reference for a record of 64 bytes on the stack.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("big record")]
    public long HandWrittenBump() => Bump(bump.Address, default).First;

    /// <summary>A record of 64 bytes; the result is in separate memory.</summary>
    [Benchmark, BenchmarkCategory("big record")]
    public void InvokeBump() => bump.Invoke<CData>(big).Dispose();

    /// <summary>Reference for a string: encoded on the stack.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("string")]
    public nuint HandWrittenLength() => Length(length.Address, Text);

    /// <summary>A string.</summary>
    [Benchmark, BenchmarkCategory("string")]
    public nuint InvokeLength() => length.Invoke<nuint>(Text);

    /// <summary>A variadic call with a double. It has no reference, because no hand-written function pointer passes it correctly.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("variadic")]
    public int InvokeSnprintf() => snprintf.Invoke<int>(buffer, 64, "%d %.1f", 7, 2.5);

    // The pointers are valid while their libraries are open, and nothing closes them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Scale(nint pointer, double a, double b) => ((delegate* unmanaged[Cdecl]<double, double, double>)pointer)(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum8(nint pointer) =>
        ((delegate* unmanaged[Cdecl]<long, long, long, long, long, long, long, long, long>)pointer)(1, 2, 3, 4, 5, 6, 7, 8);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Point Mirror(nint pointer, Point p) => ((delegate* unmanaged[Cdecl]<Point, Point>)pointer)(p);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Big Bump(nint pointer, Big b) => ((delegate* unmanaged[Cdecl]<Big, Big>)pointer)(b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Length(nint pointer, string text)
    {
        byte* bytes = stackalloc byte[64];
        bytes[Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, 63))] = 0;
        return ((delegate* unmanaged[Cdecl]<byte*, nuint>)pointer)(bytes);
    }

    private struct Point
    {
        public double X;
        public double Y;
    }

    [InlineArray(8)]
    private struct Big
    {
        public long First;
    }
}
