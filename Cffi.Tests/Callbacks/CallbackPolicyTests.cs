using System.Collections.Concurrent;
using Cffi.Tests.Generation;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Callbacks;

/// <summary>Exceptions in callbacks: how Cffi keeps and reports them, and whether later bodies run.</summary>
[NonParallelizable]
public sealed class CallbackPolicyTests
{
    [Test]
    public void Later_bodies_run_and_later_exceptions_are_found_with_the_first()
    {
        int calls = 0;
        using CData odd = Own.Callback("int(int)", (int a) => ++calls > 0 && a % 2 == 1 ? throw new FormatException($"{a}") : 1);
        FormatException first = Assert.Throws<FormatException>(() => Lib.Call("call_repeatedly", odd, 1000))!;
        Assert.That(first.Message, Is.EqualTo("1"));
        Assert.That(calls, Is.EqualTo(1000));
        Assert.That(CallbackExceptions.CountLaterThan(first), Is.EqualTo(499));
        Assert.That(CallbackExceptions.LaterThan(first).Select(static e => e.Message), Is.EqualTo(Enumerable.Range(1, 100).Select(static i => $"{(2 * i) + 1}")));
        Assert.That(CallbackExceptions.LaterThan(new FormatException()), Is.Empty);
    }

    [Test]
    public void A_stopping_body_does_not_run_again_before_the_exception_is_thrown()
    {
        int calls = 0;
        Func<int, int> body = a => { calls++; return a == 0 ? 1 : throw new FormatException(); };
        using (CData stopping = Own.Callback("int(int)", body, new CallbackOptions { OnException = CallbackPolicy.Stop, ErrorValue = -1 }))
        {
            Assert.That(() => Lib.Call("call_repeatedly", stopping, 10), Throws.TypeOf<FormatException>());
            Assert.That(calls, Is.EqualTo(2));
            Assert.That(() => Lib.Call("call_repeatedly", stopping, 10), Throws.TypeOf<FormatException>());
            Assert.That(calls, Is.EqualTo(4), "the next call into C runs the body again");
        }

        var ffi = new Ffi();
        using CData inherits = ffi.Callback("int(int)", body);
        ffi.OnException = CallbackPolicy.Stop;
        calls = 0;
        Assert.That(() => Lib.Call("call_repeatedly", inherits, 10), Throws.TypeOf<FormatException>());
        Assert.That(calls, Is.EqualTo(2), "the callback has the Ffi's policy");
    }

    [Test]
    public void Calls_of_later_bodies_do_not_throw_what_an_earlier_one_threw()
    {
        var results = new List<int>();
        using CData add = Own.Callback("int(int, int)", (int a, int b) => a + b);
        using CData body = Own.Callback("int(int)", (int a) =>
        {
            if (a == 0)
            {
                throw new FormatException("outer");
            }

            if (a == 1)
            {
                using CData inner = Own.Callback("int(int, int)", int (int x, int y) => throw new ArithmeticException("inner"));
                Assert.That(() => Lib.Call("call_int", inner, 1, 2), Throws.TypeOf<ArithmeticException>());
            }

            results.Add(Lib.Call<int>("call_int", add, a, 10));
            return 0;
        });
        Assert.That(() => Lib.Call("call_repeatedly", body, 4), Throws.TypeOf<FormatException>().With.Message.EqualTo("outer"));
        Assert.That(results, Is.EqualTo(new[] { 11, 12, 13 }));
        Assert.That(Lib.Call<int>("call_int", add, 1, 2), Is.EqualTo(3));
    }

    [Test]
    public void Listeners_are_told_at_once_and_by_name()
    {
        var heard = new ConcurrentQueue<CallbackExceptionEventArgs>();
        void Listen(object? sender, CallbackExceptionEventArgs told) => heard.Enqueue(told);
        int heardInside = 0;
        using CData failing = Own.Callback("int(int)", int (int a) =>
        {
            heardInside = heard.Count;
            throw new FormatException($"{a}");
        });
        using CData reporting = Own.Callback("int(int)", int (int a) => throw new ArithmeticException(), new CallbackOptions { OnException = CallbackPolicy.Report, ErrorValue = 5 });
        Ffi.UnhandledCallbackException += Listen;
        try
        {
            Assert.That(() => Lib.Call("call_repeatedly", failing, 3), Throws.TypeOf<FormatException>());
            Assert.That(heardInside, Is.EqualTo(2));
            Assert.That(heard.Select(static one => one.Exception.Message), Is.EqualTo(new[] { "0", "1", "2" }));
            Assert.That(heard.All(static one => one.IsThrownLater && one.Callback.Contains("int(int)", StringComparison.Ordinal) && one.Callback.Contains(nameof(Listeners_are_told_at_once_and_by_name), StringComparison.Ordinal)), Is.True, heard.First().Callback);
            heard.Clear();
            Assert.That(Lib.Call<int>("call_repeatedly", reporting, 2), Is.EqualTo(10));
            Assert.That(heard.Select(static one => one.IsThrownLater), Is.EqualTo(new[] { false, false }));
        }
        finally
        {
            Ffi.UnhandledCallbackException -= Listen;
        }
    }

    [Test]
    public void A_listener_that_throws_ends_nothing()
    {
        static void Listen(object? sender, CallbackExceptionEventArgs told) => throw new InvalidOperationException("listener");
        using CData failing = Own.Callback("int(int)", int (int a) => throw new FormatException());
        Ffi.UnhandledCallbackException += Listen;
        try
        {
            Assert.That(() => Lib.Call("call_repeatedly", failing, 3), Throws.TypeOf<FormatException>());
        }
        finally
        {
            Ffi.UnhandledCallbackException -= Listen;
        }
    }

    [Test]
    public void Without_a_listener_standard_error_has_one_line_for_each_callback_and_call()
    {
        using CData failing = Own.Callback("int(int)", int (int a) => throw new FormatException("two\nlines"));
        string text = Errors(() => Assert.That(() => Lib.Call("call_repeatedly", failing, 300), Throws.TypeOf<FormatException>()));
        Assert.That(text.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(text, Does.StartWith("Cffi: exception in a callback 'int(int)' (").And.Contains("System.FormatException: two lines"));
    }

    [Test]
    public void An_answer_of_OnError_that_does_not_fit_is_told_and_C_gets_the_error_value()
    {
        using CData wrong = Own.Callback(
            "int(int)", int (int a) => throw new FormatException("first"), new CallbackOptions { OnError = static _ => "text", ErrorValue = -3 });
        int result = 0;
        string text = Errors(() => result = Lib.Call<int>("call_repeatedly", wrong, 1));
        Assert.That(result, Is.EqualTo(-3));
        Assert.That(text, Does.Contain("int(int)").And.Contains("first").And.Contains("CFFI7003"));
    }

    [Test]
    public void A_disposed_callback_that_a_thread_of_C_goes_on_calling_is_told_once()
    {
        CData callback = Own.Callback("int(int)", (int a) => a);
        CData copy = Own.Cast("int(*)(int)", callback.Address);
        callback.Dispose();
        string text = Errors(() => Lib.Call("call_in_threads", copy, 4, 1000));
        Assert.That(text.Split("Cffi: exception in").Length - 1, Is.EqualTo(1), text);
    }

    [Test]
    public void Typed_bindings_have_the_same_policies()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef int (*compare_t)(const int *, const int *); void qsort(int *base, size_t n, size_t size, compare_t compare);",
            """
            public static int Sort(int policy)
            {
                int[] numbers = { 5, 4, 3, 2, 1 };
                int calls = 0;
                using var compare = compare_t.Create((x, y) => { calls++; throw new FormatException("typed"); });
                compare.OnException = policy < 0 ? null : (CallbackPolicy)policy;
                try { qsort(numbers, 5, 4, compare.Pointer); }
                catch (FormatException first) { return (1000 * calls) + CallbackExceptions.LaterThan(first).Count; }
                return -calls;
            }
            """);
        int runOn = bindings.Run<int>("Sort", 0);
        Assert.That(runOn / 1000, Is.GreaterThan(1));
        Assert.That(runOn % 1000, Is.EqualTo((runOn / 1000) - 1));
        Assert.That(bindings.Run<int>("Sort", 1), Is.EqualTo(1000), "stop");
        Assert.That(bindings.Run<int>("Sort", 2), Is.EqualTo(-(runOn / 1000)), "report");
        try
        {
            CallbackExceptions.DefaultPolicy = CallbackPolicy.Stop;
            Assert.That(bindings.Run<int>("Sort", -1), Is.EqualTo(1000));
        }
        finally
        {
            CallbackExceptions.DefaultPolicy = CallbackPolicy.RunOn;
        }
    }

    [Test]
    public void Entry_points_come_back_however_many_threads_drop_callbacks()
    {
        int refused = 0;
        var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 5000; i++)
            {
                try
                {
                    Own.Callback("int(int)", static (int a) => a);
                }
                catch (CffiUnsupportedException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.That(refused, Is.Zero);
    }

    private static string Errors(Action action)
    {
        TextWriter before = Console.Error;
        using var text = new StringWriter();
        Console.SetError(TextWriter.Synchronized(text));
        try
        {
            action();
        }
        finally
        {
            Console.SetError(before);
        }

        return text.ToString();
    }
}
