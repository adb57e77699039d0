using BenchmarkDotNet.Attributes;

namespace Cffi.Benchmarks;

/// <summary>Calls of <c>int add(int, int)</c> and similar functions in API mode, as ratios to the same call in ABI mode.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class ModuleCallBenchmarks
{
    private const string Vector = "typedef int v4 __attribute__((vector_size(16)));";
    private CFunction opened = null!;
    private CFunction plain = null!;
    private CFunction macro = null!;
    private CFunction inline = null!;
    private CFunction block = null!;
    private CFunction record = null!;
    private CData triple = null!;
    private CData variable = null!;
    private CData vector = null!;

    /// <summary>Opens the library and compiles the module.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (Ffi declared, CLibrary library) = BenchLibrary.Open();
        opened = library["add"];
        record = library["left"];
        triple = declared.New("triple *")[0];
        var ffi = new Ffi();
        ffi.Cdef(Vector + "int add(int a, int b); int add_macro(int a, int b); int add_inline(int a, int b); int first(v4 v); extern int counter;");
        CLibrary module = ffi.Verify(
            Vector + """

            int add(int a, int b);
            #define add_macro(a, b) ((a) + (b))
            static inline int add_inline(int a, int b) { return a + b; }
            static int first(v4 v) { return v[0]; }
            static int counter = 5;
            """,
            new BuildOptions { CacheFolder = Directory.CreateTempSubdirectory("cffi-bench-").FullName, LinkerArguments = [BenchLibrary.Path] });
        plain = module["add"];
        macro = module["add_macro"];
        inline = module["add_inline"];
        block = module["first"];
        variable = module.GetVariable("counter");
        vector = ffi.New("v4 *")[0];
    }

    /// <summary>The reference: a function of an opened library.</summary>
    [Benchmark(Baseline = true)]
    public int AbiMode() => opened.Invoke<int>(1, 2);

    /// <summary>A plain function, called at its own address.</summary>
    [Benchmark]
    public int Plain() => plain.Invoke<int>(1, 2);

    /// <summary>A macro, called through a stub.</summary>
    [Benchmark]
    public int Macro() => macro.Invoke<int>(1, 2);

    /// <summary>A function that the prelude defines.</summary>
    [Benchmark]
    public int Inline() => inline.Invoke<int>(1, 2);

    /// <summary>A record by value in ABI mode, for comparison with the block.</summary>
    [Benchmark]
    public int RecordInAbiMode() => record.Invoke<int>(triple);

    /// <summary>A function with a type that no call plan can pass, called through a stub with a block of addresses.</summary>
    [Benchmark]
    public int Block() => block.Invoke<int>(vector);

    /// <summary>Finding and reading a variable.</summary>
    [Benchmark]
    public int Variable() => variable.As<int>();
}
