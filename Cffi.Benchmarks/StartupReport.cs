using System.Diagnostics;
using System.Globalization;

namespace Cffi.Benchmarks;

/// <summary>The time of the first declaration, library and call of a process, each measured separately, in new processes.</summary>
/// <remarks><c>dotnet run -c Release --project Cffi.Benchmarks startup</c> runs itself eleven times and prints the medians.</remarks>
internal static class StartupReport
{
    private const int Runs = 11;
    private static readonly string[] Steps = ["runtime up to Main", "new Ffi()", "Cdef of ten lines", "Dlopen(\"c\")", "first call", "second call", "first dynamic call"];

    public static int Run(string[] arguments) => arguments is ["once"] ? Once() : All();

    private static int All()
    {
        var samples = new List<double[]>();
        for (int i = 0; i < Runs; i++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["startup", "once"]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string line = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            samples.Add([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static text => double.Parse(text, CultureInfo.InvariantCulture))]);
        }

        for (int step = 0; step < Steps.Length; step++)
        {
            double[] sorted = [.. samples.Select(sample => sample[step]).Order()];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Steps[step],-22} {sorted[Runs / 2],8:F2} ms (fastest {sorted[0]:F2}, slowest {sorted[^1]:F2})"));
        }

        return 0;
    }

    private static int Once()
    {
        double started = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
        var watch = new Stopwatch();
        var times = new List<double> { started };
        Ffi ffi = Measure(static () => new Ffi());
        Measure(() => ffi.Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            double cos(double x);
            size_t strlen(const char *s);
            int snprintf(char *buf, size_t n, const char *format, ...);
            void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
            extern char **environ;
            enum color { RED, GREEN = 5, BLUE };
            int abs(int j);
            #define LIMIT (4 * 10 + 2)
            """));
        CLibrary library = Measure(() => ffi.Dlopen("c"));
        Measure(() => library.Call<int>("abs", -1));
        Measure(() => library.Call<int>("abs", -2));
        Measure(() =>
        {
            dynamic c = library;
            return (int)c.abs(-3);
        });
        Console.WriteLine(string.Join(' ', times.Select(static time => time.ToString("F3", CultureInfo.InvariantCulture))));
        return 0;

        T Measure<T>(Func<T> step)
        {
            watch.Restart();
            T result = step();
            times.Add(watch.Elapsed.TotalMilliseconds);
            return result;
        }
    }
}
