using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Callbacks;

/// <summary>Entry points: allocated, released, called too late, called on threads that C created.</summary>
public sealed class CallbackLifetimeTests
{
    [TestCase("call_int", "int(int, int)")]
    [TestCase("call_double", "double(double, float)")]
    public void A_call_after_disposal_is_reported(string caller, string type)
    {
        CData callback = Own.Callback(type, (double a, double b) => 1);
        CData copy = Own.Cast(Own.GetCType(type, "*"), callback.Address);
        callback.Dispose();
        CffiDisposedException error = Assert.Throws<CffiDisposedException>(() => Lib.Call(caller, copy, 1, 2))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7060"));
        Assert.That(() => Lib.Call(caller, callback, 1, 2), Throws.TypeOf<CffiDisposedException>());
        Assert.That(() => callback.Invoke(1, 2), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void A_late_call_that_returns_a_record_gets_zeros_where_it_looks_for_them()
    {
        CData callback = Own.Callback("struct large(struct large)", (CData r) => r);
        CData copy = Own.Cast("struct large(*)(struct large)", callback.Address);
        callback.Dispose();
        Assert.That(() => Lib.Call("call_large", copy, new object[] { new byte[4096] }), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void A_call_after_collection_says_that_nothing_referred_to_the_callback()
    {
        CData pointer = Forgotten();
        Settle();
        CffiDisposedException error = Assert.Throws<CffiDisposedException>(() => Lib.Call("call_int", pointer, 1, 2))!;
        Assert.That(error.Message, Is.EqualTo(
            "CFFI7062: C calls a callback that was collected, because nothing in .NET refers to it; keep the CData of the callback as long as C may call it"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CData Forgotten() => Own.Cast("int(*)(int, int)", Own.Callback("int(int, int)", (int a, int b) => a + b).Address);

    [Test]
    public void A_callback_may_be_disposed_while_it_runs()
    {
        CData callback = null!;
        int after = 0;
        callback = Own.Callback("int(int)", (int a) =>
        {
            callback.Dispose();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            after = a + 1;
            return a * 2;
        });
        Assert.That(callback.Invoke<int>(21), Is.EqualTo(42));
        Assert.That(after, Is.EqualTo(22));
        Assert.That(() => callback.Invoke<int>(21), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    [NonParallelizable]
    public void Creating_and_disposing_returns_every_pool_to_its_start()
    {
        (CallbackPool Pool, string Type)[] pools =
        [
            (CallbackPool.General, "int(struct long2)"), (CallbackPool.Mixed, "int(double)"), (CallbackPool.GeneralPair, "struct long2(struct long2)"), (CallbackPool.FloatingPair, "struct float3(struct float3)"),
        ];
        foreach ((CallbackPool pool, string type) in pools)
        {
            Settle();
            int free = pool.FreeCount;
            for (int i = 0; i < 1000; i++)
            {
                using CData callback = Own.Callback(type, (CData a) => a);
                Assert.That(pool.FreeCount, Is.EqualTo(free - 1));
            }

            Assert.That(pool.FreeCount, Is.EqualTo(free));
        }
    }

    [Test]
    [NonParallelizable]
    public void Callbacks_that_nobody_refers_to_give_their_entry_points_back()
    {
        Settle();
        int free = CallbackPool.General.FreeCount;
        Abandon(100);
        Assert.That(CallbackPool.General.FreeCount, Is.EqualTo(free - 100));
        Settle();
        Assert.That(CallbackPool.General.FreeCount, Is.EqualTo(free));

        // There are fewer entry points than this. When none is free, the pool collects garbage.
        Abandon(CallbackPool.General.FreeCount + 50);
        Settle();
        Assert.That(CallbackPool.General.FreeCount, Is.EqualTo(free));
    }

    [Test]
    [NonParallelizable]
    public void Running_out_of_entry_points_is_said_by_name()
    {
        Settle();
        var all = new List<CData>();
        try
        {
            CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() =>
            {
                while (true)
                {
                    all.Add(Own.Callback("struct float3(void)", () => default(CValue)));
                }
            })!;
            Assert.That(error.Id, Is.EqualTo("CFFI5104"));
            Assert.That(error.Message, Does.Contain("dispose"));
            Assert.That(all.Select(static c => c.Address).Distinct().Count(), Is.EqualTo(all.Count));
        }
        finally
        {
            all.ForEach(static c => c.Dispose());
        }
    }

    [Test]
    public void A_thread_that_c_made_may_call()
    {
        int thread = 0;
        using CData callback = Own.Callback("int(int)", (int a) =>
        {
            thread = Environment.CurrentManagedThreadId;
            return a + 1;
        });
        Assert.That(Lib.Call<int>("call_in_thread", callback, 41), Is.EqualTo(42));
        Assert.That(thread, Is.Not.EqualTo(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void An_exception_on_a_thread_that_c_made_does_not_end_the_process()
    {
        using CData callback = Own.Callback("int(int)", int (int a) => throw new FormatException("nobody to throw at"), new CallbackOptions { ErrorValue = -8 });
        Assert.That(Lib.Call<int>("call_in_thread", callback, 1), Is.EqualTo(-8));
    }

    [Test]
    public void Many_threads_of_c_share_one_callback()
    {
        int calls = 0;
        using CData callback = Own.Callback("int(int)", (int a) =>
        {
            Interlocked.Increment(ref calls);
            return 1;
        });
        Assert.That(Lib.Call<int>("call_in_threads", callback, 32, 500), Is.EqualTo(16_000));
        Assert.That(calls, Is.EqualTo(16_000));
    }

    [Test]
    public void Many_threads_of_net_share_one_callback_and_one_function()
    {
        using CData callback = Own.Callback("int(int, int)", (int a, int b) => a ^ b);
        CFunction call = Lib["call_int"];
        int wrong = 0;
        Parallel.For(0, 64, i =>
        {
            for (int j = 0; j < 1000; j++)
            {
                if (call.Invoke<int>(callback, i, j) != (i ^ j))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void One_delegate_may_be_several_callbacks()
    {
        Func<int, int> twice = static a => 2 * a;
        using CData first = Own.Callback("int(int)", twice);
        using CData second = Own.Callback("int(int)", twice);
        Assert.That(first, Is.Not.EqualTo(second));
        first.Dispose();
        Assert.That(second.Invoke<int>(4), Is.EqualTo(8));
    }

    [Test]
    public void C_may_keep_a_callback_between_calls()
    {
        using CData callback = Own.Callback("int(int)", (int a) => a + 100);
        Lib.Call("remember", callback);
        GC.Collect();
        Assert.That(Lib.Call<int>("call_remembered", 5), Is.EqualTo(105));
    }

    [Test]
    public void A_callback_of_the_wrong_type_is_refused_where_it_is_passed()
    {
        using CData callback = Own.Callback("int(int)", (int a) => a);
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Lib.Call("call_int", callback, 1, 2))!;
        Assert.That(error.Message, Does.Contain("argument 1").And.Contain("int(*)(int, int)").And.Contain("int(*)(int)").And.Contain("Cast"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Own.Callback("int(int)", (int a) => a);
        }
    }

    private static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
