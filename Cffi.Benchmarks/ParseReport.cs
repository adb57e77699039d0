using System.Diagnostics;
using System.Globalization;

namespace Cffi.Benchmarks;

/// <summary>How long one text takes in this process: the first time, and once everything is compiled.</summary>
/// <remarks>
/// <c>eng/bench-parsers.sh</c> runs this beside other parsers. Arguments: <c>text KIND N</c> prints a text of N
/// declarations, <c>first FILE</c> says what it takes in this fresh process, <c>parse FILE N</c> what it takes once warm, and
/// the bytes that are kept.
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
        // The JIT recompiles what runs often, on a thread of its own: it gets time for that.
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
