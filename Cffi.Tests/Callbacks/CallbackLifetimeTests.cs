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
    public void Disposed_and_forgotten_callbacks_are_not_in_use()
    {
        Settle();
        int live = CallbackThunks.Instance!.LiveCount;
        for (int i = 0; i < 1000; i++)
        {
            using CData callback = Own.Callback("struct float3(struct float3)", (CData a) => a);
            Assert.That(CallbackThunks.Instance.LiveCount, Is.EqualTo(live + 1));
        }

        Assert.That(CallbackThunks.Instance.LiveCount, Is.EqualTo(live));
        Abandon(100);
        Assert.That(CallbackThunks.Instance.LiveCount, Is.EqualTo(live + 100));
        Settle();
        Assert.That(CallbackThunks.Instance.LiveCount, Is.EqualTo(live));
    }

    [Test]
    [NonParallelizable]
    public void A_hundred_thousand_callbacks_are_alive_at_once()
    {
        const int Count = 100_000;
        var all = new CData[Count];
        for (int i = 0; i < Count; i++)
        {
            int number = i;
            all[i] = Own.Callback("int(int, int)", (int a, int b) => a + b + number);
        }

        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            int one = random.Next(Count);
            Assert.That(Lib.Call<int>("call_int", all[one], 1, 2), Is.EqualTo(3 + one));
        }

        Assert.That(all.Select(static callback => callback.Address).Distinct().Count(), Is.EqualTo(Count));
        foreach (CData callback in all)
        {
            callback.Dispose();
        }
    }

    [Test]
    [NonParallelizable]
    public void The_address_of_an_ended_callback_is_not_used_again_before_many_others_have_ended()
    {
        CData first = Own.Callback("int(int, int)", (int a, int b) => a + b);
        nint address = first.Address;
        CData late = Own.Cast("int(*)(int, int)", address);
        first.Dispose();
        int before = CallbackThunks.Instance!.EndedCount;
        int others = 0;
        for (; others < 2 * (before + CallbackThunks.MostEnded); others++)
        {
            using CData other = Own.Callback("int(int, int)", (int a, int b) => a - b);
            if (other.Address == address)
            {
                break;
            }

            if (others == CallbackThunks.MostEnded / 2)
            {
                Assert.That(Assert.Throws<CffiDisposedException>(() => Lib.Call("call_int", late, 1, 2))!.Id, Is.EqualTo("CFFI7060"));
            }
        }

        Assert.That(others, Is.InRange(CallbackThunks.MostEnded / 2, before + CallbackThunks.MostEnded));
    }

    // Systems that allow no executable memory have these.
    [Test]
    [NonParallelizable]
    public void The_compiled_entry_points_are_bounded_given_back_and_collected()
    {
        var signature = CallbackSignature.Of((CFunctionType)Own.TypeOf("int(int, int)"));
        CallbackPool pool = CallbackPool.General;
        Settle();
        int free = pool.FreeCount;
        RentAndForget(pool, signature, free + 10);
        Settle();
        Assert.That(pool.FreeCount, Is.EqualTo(free));
        List<CallbackOwner> all = [.. Enumerable.Range(0, free).Select(i => pool.Rent(new FuncBody<int, int, int>(signature, (a, b) => a + b + i)))];
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => pool.Rent(new FuncBody<int, int, int>(signature, static (a, b) => 0)))!;
        Assert.That((error.Id, error.Message), Is.EqualTo(("CFFI5104", $"CFFI5104: all {free} callback entry points for functions like 'int(int, int)' are in use; dispose callbacks that C no longer calls")));
        for (int i = 0; i < free; i++)
        {
            Assert.That(Lib.Call<int>("call_int", Own.Cast("int(*)(int, int)", all[i].Address), 1, 2), Is.EqualTo(3 + i));
        }

        all.ForEach(static owner => owner.Dispose());
        Assert.That(pool.FreeCount, Is.EqualTo(free));
        Assert.That(() => Lib.Call("call_int", Own.Cast("int(*)(int, int)", all[0].Address), 1, 2), Throws.TypeOf<CffiDisposedException>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RentAndForget(CallbackPool pool, CallbackSignature signature, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = pool.Rent(new FuncBody<int, int, int>(signature, static (a, b) => 0));
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
