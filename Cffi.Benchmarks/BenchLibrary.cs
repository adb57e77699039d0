using System.Diagnostics;

namespace Cffi.Benchmarks;

/// <summary>The C functions that the benchmarks call, with their declarations. gcc compiles them at first use.</summary>
public static class BenchLibrary
{
    /// <summary>The declarations, as C.</summary>
    public const string Declarations = """
        typedef struct { double x, y; } point;
        typedef struct { long words[8]; } big;
        typedef struct { int left, right, more; } triple;
        int add(int a, int b);
        int left(triple t);
        double scale(double a, double b);
        long sum8(long a, long b, long c, long d, long e, long f, long g, long h);
        point mirror(point p);
        big bump(big b);
        size_t length(const char *s);
        int repeat(int n, int (*callback)(int, int));
        int snprintf(char *buf, size_t n, const char *format, ...);
        """;

    /// <summary>The path of the compiled library.</summary>
    public static string Path { get; } = Compile();

    /// <summary>The opened library.</summary>
    public static (Ffi Ffi, CLibrary Library) Open()
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations);
        return (ffi, ffi.Dlopen(Path));
    }

    private static string Compile()
    {
        string folder = Directory.CreateTempSubdirectory("cffi-bench-").FullName;
        string output = System.IO.Path.Combine(folder, "bench.so");
        string source = System.IO.Path.Combine(AppContext.BaseDirectory, "native", "bench.c");
        using Process compiler = Process.Start("gcc", ["-O2", "-shared", "-fPIC", "-o", output, source]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? output : throw new InvalidOperationException("gcc could not compile the benchmarks' library");
    }
}
