using System.Diagnostics;
using System.Globalization;

namespace Cffi.Benchmarks;

/// <summary>The time to declare one text in this process: the first time, and after warming up.</summary>
/// <remarks>
/// <c>eng/bench-parsers.sh</c> runs this beside other parsers. Arguments: <c>text KIND N</c> prints a text with N
/// declarations, <c>first FILE</c> prints the time in this new process, <c>parse FILE N</c> prints the time after warming up
/// and the bytes that stay allocated.
/// </remarks>
internal static class ParseReport
{
    private const int WarmRuns = 15;
    private const int WarmUpMilliseconds = 3000;

    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["text", var kind, var count]:
                Console.Write(DeclarationTexts.Make(kind, int.Parse(count, CultureInfo.InvariantCulture)));
                return 0;
            case ["first", var file]:
                string first = File.ReadAllText(file);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(() => new Ffi().Cdef(first)):F2}"));
                return 0;
            case ["parse", var file, var count]:
                Measure(File.ReadAllText(file), int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            default:
                Console.Error.WriteLine("usage: text plain|records N | first FILE | parse FILE N");
                return 2;
        }
    }

    private static void Measure(string text, int count)
    {
        // The JIT recompiles hot methods on its own thread; this gives it time to do so.
        var warmUp = Stopwatch.StartNew();
        while (warmUp.ElapsedMilliseconds < WarmUpMilliseconds)
        {
            new Ffi().Cdef(text);
        }

        var warm = new double[WarmRuns];
        for (int i = 0; i < WarmRuns; i++)
        {
            warm[i] = Milliseconds(() => new Ffi().Cdef(text));
        }

        Array.Sort(warm);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var kept = new Ffi();
        kept.Cdef(text);
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(kept);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{warm[WarmRuns / 2]:F3} {held / count}"));
    }

    private static double Milliseconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
