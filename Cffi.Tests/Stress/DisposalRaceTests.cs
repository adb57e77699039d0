using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Stress;

/// <summary>Several threads dispose an object, or the collector does while the object is in use.</summary>
[Category("Stress")]
public sealed class DisposalRaceTests
{
    [Test]
    [NonParallelizable]
    public void An_entry_point_goes_back_once_however_many_threads_dispose()
    {
        int live = CallbackThunks.Instance!.LiveCount;
        CData? callback = null;
        int arrived = 0;
        int released = 0;
        const int Rounds = 20_000;
        Thread[] threads = [new(DisposeAll), new(DisposeAll)];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.That(CallbackThunks.Instance.LiveCount, Is.EqualTo(live));

        // Both threads leave each round together. The second to arrive makes the callback for the next round.
        void DisposeAll()
        {
            for (int round = 1; round <= Rounds; round++)
            {
                if (Interlocked.Increment(ref arrived) == 2 * round)
                {
                    Volatile.Write(ref callback, Own.Callback("struct float3(void)", static () => default(CValue)));
                    Volatile.Write(ref released, round);
                }

                while (Volatile.Read(ref released) < round)
                {
                    Thread.SpinWait(1);
                }

                Volatile.Read(ref callback)!.Dispose();
            }
        }
    }

    // Converting the list takes long, nothing refers to the memory, and free returns a block of this size to the system.
    [Test]
    public void Memory_stays_until_an_assignment_has_ended()
    {
        object[] list = [.. Enumerable.Range(0, 1_000_000).Select(static i => (object)i)];
        using var collecting = new FrequentCollections();
        for (int i = 0; i < 20; i++)
        {
            AssignToNewMemory(list);
        }
    }

    // Optimized code keeps no reference to the memory in this frame during the assignment.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssignToNewMemory(object[] list) => Own.New("int[1][9000000]")[0] = list;
}
