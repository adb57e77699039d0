using System.Diagnostics;
using Cffi;

/// <summary>Compares loading a module with declaring its text and opening its library.</summary>
internal static class Race
{
    private const int Rounds = 51;

    public static void Run(string description, string text, string library)
    {
        double load = Median(() => Load(description));
        double declare = Median(() => Declare(text, library));
        Console.WriteLine(FormattableString.Invariant($"{load:F2} {declare:F2}"));
    }

    public static void Print(Action action) => Console.WriteLine(FormattableString.Invariant($"{Time(action):F2}"));

    public static void Load(string description) => Ffi.LoadModule(description).Dispose();

    public static void Declare(string text, string library)
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
