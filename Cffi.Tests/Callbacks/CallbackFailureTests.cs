using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Callbacks;

/// <summary>Callbacks that throw exceptions, and callbacks inside callbacks.</summary>
public sealed class CallbackFailureTests
{
    [Test]
    public void An_exception_is_thrown_at_the_outer_call_with_its_own_stack_trace()
    {
        using CData fail = Own.Callback("int(int)", int (int a) => throw new FormatException($"number {a}"));
        FormatException error = Assert.Throws<FormatException>(() => Lib.Call("call_repeatedly", fail, 5))!;
        Assert.That(error.Message, Is.EqualTo("number 0"));
        Assert.That(error.StackTrace, Does.Contain(nameof(An_exception_is_thrown_at_the_outer_call_with_its_own_stack_trace)));
        Assert.That(Lib.Call<int>("get_errno"), Is.GreaterThanOrEqualTo(0), "later calls still work");
    }

    [Test]
    public void C_gets_the_error_value()
    {
        int calls = 0;
        using CData sum = Own.Callback("int(int)", (int a) =>
        {
            calls++;
            return a < 2 ? 1 : throw new InvalidOperationException("enough");
        });
        Assert.That(() => Lib.Call("call_repeatedly", sum, 10), Throws.InvalidOperationException);
        Assert.That(calls, Is.EqualTo(10), "the body runs at each call from C");

        var heard = new List<string>();
        using CData handled = Own.Callback(
            "int(int)",
            int (int a) => throw new FormatException($"{a}"),
            new CallbackOptions { ErrorValue = -1, OnError = e => { heard.Add(e.Message); return default; } });
        Assert.That(Lib.Call<int>("call_repeatedly", handled, 3), Is.EqualTo(-3));
        Assert.That(heard, Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public void OnError_may_answer_in_place_of_the_error_value()
    {
        using CData handled = Own.Callback(
            "double(double, float)",
            double (double a, float b) => throw new FormatException("no"),
            new CallbackOptions { ErrorValue = -1, OnError = static e => e.Message.Length });
        Assert.That(Lib.Call<double>("call_double", handled, 1.0, 1), Is.EqualTo(2));
    }

    [Test]
    public void What_a_handler_throws_is_thrown_with_the_first_exception()
    {
        using CData thrower = Own.Callback(
            "int(int)", int (int a) => throw new FormatException("first"), new CallbackOptions { OnError = static _ => throw new ArithmeticException("second") });
        AggregateException both = Assert.Throws<AggregateException>(() => Lib.Call("call_repeatedly", thrower, 1))!;
        Assert.That(both.InnerExceptions.Select(static e => e.Message), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public void A_result_that_does_not_fit_is_an_exception_too()
    {
        using CData large = Own.Callback("signed char(void)", () => 1000);
        Assert.That(() => Lib.Call("call_schar", large), Throws.TypeOf<CffiRangeException>());
        using CData argument = Own.Callback("int(int)", (byte a) => (int)a);
        Assert.That(() => argument.Invoke(300), Throws.TypeOf<CffiRangeException>());
        using CData none = Own.Callback("struct long2(struct long2)", (CData a) => (CData?)null);
        Assert.That(() => Lib.Call("call_long2", none, new[] { 1, 2 }), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void An_error_value_in_freed_memory_is_zero_for_c()
    {
        CData memory = Own.New("int[4]");
        using CData failing = Own.Callback(
            "void *(void *, const char *)", CData (CData a, string b) => throw new FormatException("first"), new CallbackOptions { ErrorValue = memory });
        memory.Dispose();
        AggregateException both = Assert.Throws<AggregateException>(() => Lib.Call("call_pointer", failing, Ffi.Null))!;
        Assert.That(both.InnerExceptions.Select(static e => e.GetType()), Is.EqualTo(new[] { typeof(FormatException), typeof(CffiDisposedException) }));
    }

    [Test]
    [NonParallelizable]
    public void A_report_that_cannot_be_written_ends_nothing()
    {
        using CData failing = Own.Callback("int(int)", int (int a) => throw new UnprintableException(), new CallbackOptions { ErrorValue = -8 });
        Assert.That(Lib.Call<int>("call_in_thread", failing, 1), Is.EqualTo(-8));
    }

    [Test]
    public void Records_have_error_values_too()
    {
        using CData failing = Own.Callback(
            "struct bytes17(int, struct bytes17)",
            CData (int n, CData r) => throw new FormatException("no"),
            new CallbackOptions { ErrorValue = new object[] { new byte[] { 9 } }, OnError = static _ => default });
        Assert.That(Lib.Call<CData>("call_bytes17", failing, new object[] { new byte[17] })["b"][0].As<int>(), Is.EqualTo(9));
    }

    [Test]
    public void Callbacks_nest_a_hundred_deep()
    {
        CData down = null!;
        int deepest = 0;
        down = Own.Callback("int(int, int)", (int depth, int sum) =>
        {
            deepest = Math.Max(deepest, depth);
            return depth == 100 ? sum : Lib.Call<int>("call_int", down, depth + 1, sum + depth);
        });
        using (down)
        {
            Assert.That(Lib.Call<int>("call_int", down, 0, 0), Is.EqualTo(4950));
        }

        Assert.That(deepest, Is.EqualTo(100));
    }

    [Test]
    public void An_exception_passes_through_a_hundred_calls_and_may_be_caught_on_the_way()
    {
        CData down = null!;
        down = Own.Callback("int(int, int)", (int depth, int catcher) =>
        {
            if (depth == 100)
            {
                throw new FormatException("bottom");
            }

            try
            {
                return Lib.Call<int>("call_int", down, depth + 1, catcher);
            }
            catch (FormatException) when (depth == catcher)
            {
                return depth;
            }
        });
        using (down)
        {
            Assert.That(Lib.Call<int>("call_int", down, 0, 50), Is.EqualTo(50));
            Assert.That(() => Lib.Call("call_int", down, 0, -1), Throws.TypeOf<FormatException>().With.Message.EqualTo("bottom"));
            Assert.That(Lib.Call<int>("call_int", down, 0, 99), Is.EqualTo(99));
        }
    }

    [Test]
    public void A_thousand_levels_are_no_trouble()
    {
        CData down = null!;
        down = Own.Callback("int(int)", (int depth) => depth == 0 ? 0 : 1 + down.Invoke<int>(depth - 1));
        using (down)
        {
            Assert.That(down.Invoke<int>(1000), Is.EqualTo(1000));
        }
    }

    private sealed class UnprintableException : Exception
    {
        public override string ToString() => throw new InvalidOperationException("not in words");
    }
}
