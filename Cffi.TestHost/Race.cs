using System.Diagnostics;
using Cffi;

/// <summary>Loading a module against declaring its text and opening its library: first in the process, and then warm.</summary>
internal static class Race
{
    private const int Rounds = 51;

    public static void Run(string description, string text, string library)
    {
        // The first of each is what a program pays; loading first, since it must not profit from the other's warmth.
        double firstLoad = Time(() => Ffi.LoadModule(description).Dispose());
        double firstDeclare = Time(() => Declare(text, library));
        double load = Median(() => Ffi.LoadModule(description).Dispose());
        double declare = Median(() => Declare(text, library));
        Console.WriteLine(FormattableString.Invariant($"first: load {firstLoad:F1} ms, declare {firstDeclare:F1} ms, ratio {firstDeclare / firstLoad:F1}"));
        Console.WriteLine(FormattableString.Invariant($"warm: load {load:F2} ms, declare {declare:F2} ms, ratio {declare / load:F1}"));
    }

    private static void Declare(string text, string library)
    {
        var ffi = new Ffi();
        ffi.Cdef(text);
        ffi.Dlopen(library).Dispose();
    }

    private static double Median(Action action)
    {
        double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Time(action))];
        Array.Sort(times);
        return times[Rounds / 2];
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
