using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>A method of a typed callback throws: the value that C gets, the report, and the <c>errno</c> that C sees.</summary>
public sealed class CallbackPolicyTests
{
    private const string Text = """
        typedef int (*compare_t)(const void *a, const void *b);
        void *bsearch(const void *key, const void *base, size_t n, size_t size, compare_t compare);
        typedef void (*once_t)(void);
        int pthread_once(int *control, once_t routine);
        typedef long double (*hard_t)(long double x);
        """;

    private const string User = """
        public static string ErrorValue()
        {
            int calls = 0;
            using CCallback<compare_t> compare = compare_t.Create((a, b) => { calls++; throw new InvalidOperationException("no"); }, new CallbackOptions<int> { ErrorValue = 1, OnException = CallbackPolicy.Report });
            CAddress found = bsearch(new[] { 5 }, new[] { 1, 2, 3, 4 }, 4, 4, compare);
            return $"{found} {calls}";
        }

        public static string OnError()
        {
            var told = new System.Collections.Generic.List<string>();
            using CCallback<compare_t> compare = compare_t.Create((a, b) => throw new InvalidOperationException("no"), new CallbackOptions<int> { OnError = e => { told.Add(e.Message); return 0; } });
            bool isFound = bsearch(new[] { 5 }, new[] { 1, 2, 3, 4 }, 4, 4, compare) != 0;
            return $"{isFound} {string.Join(",", told)}";
        }

        public static string HandlerThrows()
        {
            using CCallback<compare_t> compare = compare_t.Create((a, b) => throw new InvalidOperationException("no"), new CallbackOptions<int> { ErrorValue = 1, OnError = e => throw new ArgumentException("nor I") });
            try { bsearch(new[] { 5 }, new[] { 1 }, 1, 4, compare); return "nothing"; }
            catch (AggregateException e) { return string.Join(",", System.Linq.Enumerable.Select(e.InnerExceptions, one => one.Message)); }
        }

        public static int Stopped()
        {
            int calls = 0;
            using CCallback<compare_t> compare = compare_t.Create((a, b) => { calls++; throw new InvalidOperationException("no"); }, new CallbackOptions<int> { ErrorValue = 1, OnException = CallbackPolicy.Stop });
            try { bsearch(new[] { 5 }, new[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 8, 4, compare); }
            catch (InvalidOperationException) { return calls; }
            return -1;
        }

        public static string OfNothing()
        {
            string told = "";
            using CCallback<once_t> routine = once_t.Create(() => throw new InvalidOperationException("no"), new CallbackOptions { OnError = e => { told += e.Message; return default; } });
            int control = 0;
            pthread_once(new(ref control), routine);
            return told;
        }

        public static string NextHasNone()
        {
            for (int i = 0; i < 200; i++)
            {
                compare_t.Create((a, b) => throw new InvalidOperationException("no"), new CallbackOptions<int> { OnError = e => 0 }).Dispose();
            }

            using CCallback<compare_t> compare = compare_t.Create((a, b) => throw new InvalidOperationException("next"));
            try { bsearch(new[] { 5 }, new[] { 1 }, 1, 4, compare); return "nothing"; }
            catch (InvalidOperationException e) { return e.Message; }
        }
        """;

    private static GeneratedAssembly bindings = null!;

    [OneTimeSetUp]
    public static void Generate() => bindings = GeneratedAssembly.Of(Text, User);

    [OneTimeTearDown]
    public static void Unload() => bindings.Dispose();

    // bsearch continues in the right half while the comparison returns a positive number, so it visits two of the four elements.
    [TestCase("ErrorValue", "0x0 2")]
    [TestCase("OnError", "True no")]
    [TestCase("HandlerThrows", "no,nor I")]
    [TestCase("OfNothing", "no")]
    [TestCase("NextHasNone", "next")]
    public void Options_say_what_becomes_of_exceptions(string use, string expected) => Assert.That(bindings.Run<string>(use), Is.EqualTo(expected));

    [Test]
    public void A_stopped_callback_answers_with_the_error_value_and_does_not_run() => Assert.That(bindings.Run<int>("Stopped"), Is.EqualTo(1));

    [Test]
    public void What_the_run_time_receives_has_the_same_options()
    {
        using GeneratedModule module = GeneratedModule.Of(
            "typedef __int128 (*hard_t)(__int128 x); __int128 run(hard_t f);",
            "typedef __int128 (*hard_t)(__int128 x); static __int128 run(hard_t f) { return f(1); }",
            """
            public static string Use()
            {
                string told = "";
                using var value = hard_t.Create(x => throw new InvalidOperationException("no"), new CallbackOptions<Int128> { ErrorValue = -7, OnException = CallbackPolicy.Report });
                using var handler = hard_t.Create(x => throw new InvalidOperationException("no"), new CallbackOptions<Int128> { OnError = e => { told = e.Message; return 8; } });
                return $"{run(value)} {run(handler)} {told}";
            }
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("-7 8 no"));
    }

    [Test]
    public void The_body_leaves_errno_as_it_was_for_C()
    {
        using GeneratedModule module = GeneratedModule.Of(
            "typedef void (*cb_t)(void); int around(cb_t f); int chdir(const char *path);",
            "#include <errno.h>\n#include <unistd.h>\ntypedef void (*cb_t)(void); static int around(cb_t f) { errno = 5; f(); return errno; }",
            """
            public static string Use()
            {
                int seen = 0;
                using var spoils = cb_t.Create(() => { chdir("/no/such/folder"); });
                using var throws = cb_t.Create(() => { chdir("/no/such/folder"); throw new InvalidOperationException("no"); }, new CallbackOptions { OnError = e => default });
                return $"{around(spoils)} {around(() => { chdir("/no/such/folder"); seen = 1; })} {around(throws)} {seen}";
            }
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("5 5 5 1"));
    }
}
