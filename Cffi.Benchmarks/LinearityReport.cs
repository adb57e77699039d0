using System.Diagnostics;
using System.Globalization;

namespace Cffi.Benchmarks;

/// <summary>The time per declaration in texts of different lengths, in a process that has warmed up. If time is linear, it is constant.</summary>
/// <remarks>
/// Arguments: <c>linear [KIND...]</c>, with <c>plain</c> and <c>records</c>. Each text is declared repeatedly for two
/// seconds. The report has the best and the median round in microseconds per declaration, and the collector's part of the
/// median round: the declarations stay alive, so each collection copies them.
/// </remarks>
internal static class LinearityReport
{
    private const int WarmUpMilliseconds = 3000;
    private const int RoundsMilliseconds = 2000;
    private static readonly int[] Counts = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

    public static int Run(string[] arguments)
    {
        Console.WriteLine("text            N      best    median   collector   without it   bytes kept");
        foreach (string kind in arguments.Length > 1 ? arguments[1..] : ["plain", "records"])
        {
            string[] lines = Lines(kind, Counts[^1]);
            WarmUp(() => DeclareWhole(string.Join('\n', lines[..1000])));
            foreach (int count in Counts)
            {
                string text = string.Join('\n', lines[..count]);
                Measure(kind, count, () => DeclareWhole(text));
            }

            foreach (int count in new[] { 1000, 10_000 })
            {
                Measure(kind + ", each", count, () => DeclareEach(lines.AsSpan(0, count)));
            }
        }

        return 0;
    }

    private static Ffi DeclareWhole(string text)
    {
        var ffi = new Ffi();
        ffi.Cdef(text);
        return ffi;
    }

    private static Ffi DeclareEach(ReadOnlySpan<string> lines)
    {
        var ffi = new Ffi();
        foreach (string line in lines)
        {
            ffi.Cdef(line);
        }

        return ffi;
    }

    private static string[] Lines(string kind, int count) => DeclarationTexts.Make(kind, count).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static void WarmUp(Func<Ffi> declare)
    {
        var watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < WarmUpMilliseconds)
        {
            declare();
        }
    }

    private static void Measure(string kind, int count, Func<Ffi> declare)
    {
        declare();
        var rounds = new List<(double Time, double Pause)>();
        var all = Stopwatch.StartNew();
        while (all.ElapsedMilliseconds < RoundsMilliseconds || rounds.Count < 5)
        {
            TimeSpan paused = GC.GetTotalPauseDuration();
            var watch = Stopwatch.StartNew();
            declare();
            rounds.Add((watch.Elapsed.TotalMicroseconds / count, (GC.GetTotalPauseDuration() - paused).TotalMicroseconds / count));
        }

        rounds.Sort();
        (double time, double pause) = rounds[rounds.Count / 2];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Ffi kept = declare();
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(kept);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kind,-13} {count,6} {rounds[0].Time,7:F2} {time,8:F2} {pause,10:F2} {time - pause,12:F2} {held / count,12}"));
    }
}
