namespace Cffi.Tests.Fuzz;

/// <summary>The processor time of the tests' process: unlike a clock, it does not count what other programs take.</summary>
internal static class ProcessorTime
{
    private const int Attempts = 3;

    public static TimeSpan Of(Action work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - start;
    }

    /// <summary>The least time of some attempts, which end with the first that takes less than is wanted.</summary>
    public static TimeSpan Least(Action work, TimeSpan wanted = default)
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < Attempts && least >= wanted; i++)
        {
            TimeSpan taken = Of(work);
            least = taken < least ? taken : least;
        }

        return least;
    }
}
