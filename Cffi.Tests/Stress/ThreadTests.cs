using System.Diagnostics;
using Cffi.Tests.Fuzz;
using Cffi.Tests.RealLibraries;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Stress;

/// <summary>Many .NET and C threads use the same functions and callbacks.</summary>
[NonParallelizable]
public sealed class ThreadTests
{
    private const int Threads = 64;

    [Test, Category("Stress"), CancelAfter(120_000)]
    public void Sixty_four_threads_call_shared_functions() => CallFromThreads(FuzzSettings.Count("CFFI_STRESS_CALLS", 500));

    [Test, Category("Nightly")]
    public void Sixty_four_threads_call_shared_functions_ten_thousand_times() => CallFromThreads(FuzzSettings.Count("CFFI_STRESS_CALLS", 10_000));

    [Test, Category("Stress"), CancelAfter(120_000)]
    public void Sixty_four_threads_of_c_call_back() => CallBackFromThreads(FuzzSettings.Count("CFFI_STRESS_CALLBACKS", 1_000));

    [Test, Category("Nightly")]
    public void Sixty_four_threads_of_c_call_back_ten_thousand_times() => CallBackFromThreads(FuzzSettings.Count("CFFI_STRESS_CALLBACKS", 10_000));

    [Test, Category("Stress"), CancelAfter(120_000)]
    public void Short_lived_threads_of_c_call_back() => CallBackFromShortThreads(FuzzSettings.Count("CFFI_STRESS_SHORT_THREADS", 500));

    [Test, Category("Nightly")]
    public void Ten_thousand_short_lived_threads_of_c_call_back() => CallBackFromShortThreads(FuzzSettings.Count("CFFI_STRESS_SHORT_THREADS", 10_000));

    private static void CallFromThreads(int times)
    {
        (CFunction many, CFunction record, CFunction print, CFunction count, CFunction setErrno) =
            (Lib["mixed20"], Lib["long2_next"], StandardLibrary.C["snprintf"], Lib["count_constant_strings"], Lib["set_errno"]);
        double sum = many.Invoke<double>(1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, 13, 14.5, 15, 16.5, 17, 18.5, 19, 20.5);
        long step = record.Invoke<CData>(new object[] { new[] { 100L, 0L } }[0] as Array)["a"].As<long>() - 100;
        int wrong = 0;
        long before = LiveThreads();
        var watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() => Interlocked.Add(ref wrong, Run(number))))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        TestContext.Out.WriteLine($"{Threads} threads x {times} x 5 calls: {wrong} wrong, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(wrong, Is.Zero);
        Assert.That(() => LiveThreads(), Is.LessThanOrEqualTo(before + 2).After(5_000, 50), "threads");

        int Run(int number)
        {
            int bad = 0;
            var text = new byte[32];
            for (int i = 0; i < times; i++)
            {
                bad += many.Invoke<double>(1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, 13, 14.5, 15, 16.5, 17, 18.5, 19, 20.5) == sum ? 0 : 1;
                using (var next = record.Invoke<CData>((Array)new long[] { i, number }))
                {
                    bad += next["a"].As<long>() == i + step ? 0 : 1;
                }

                int length = print.Invoke<int>(text, 32, "%d %.1f", i, number + 0.5);
                bad += System.Text.Encoding.ASCII.GetString(text, 0, length) == FormattableString.Invariant($"{i} {number}.5") ? 0 : 1;
                bad += count.Invoke<long>((Array)new object?[] { "a", "bc", null }) == 3 ? 0 : 1;
                setErrno.Invoke(number + 1);
                bad += Ffi.Errno == number + 1 ? 0 : 1;
            }

            return bad;
        }
    }

    private static void CallBackFromThreads(int times)
    {
        long calls = 0;
        using CData callback = Own.Callback("int(int)", (int a) =>
        {
            Interlocked.Increment(ref calls);
            return a + 1;
        });
        var watch = Stopwatch.StartNew();
        Assert.That(Lib.Call<int>("run_threads", callback, Threads, times), Is.Zero, "wrong answers");
        Assert.That(calls, Is.EqualTo((long)Threads * times));
        TestContext.Out.WriteLine($"{Threads} threads of C x {times} callbacks: {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static void CallBackFromShortThreads(int count)
    {
        using CData callback = Own.Callback("int(int)", (int a) => a + (Ffi.Errno == int.MinValue ? 0 : 1));
        Lib.Call("run_short_threads", callback, 8);
        long before = LiveThreads();
        var watch = Stopwatch.StartNew();
        Assert.That(Lib.Call<int>("run_short_threads", callback, count), Is.Zero, "wrong answers");
        TestContext.Out.WriteLine($"{count} threads of C, one callback each: {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(() => LiveThreads(), Is.LessThanOrEqualTo(before + 2).After(5_000, 50), "threads");
    }

    // The thread pool may have two more threads.
    private static long LiveThreads() => Directory.GetDirectories("/proc/self/task").Length;
}
