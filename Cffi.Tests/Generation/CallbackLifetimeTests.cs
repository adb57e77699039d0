using Cffi.Generator.Emission;
using Cffi.Interop;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C# methods that C keeps for a call, until they are disposed, or until a function releases them, and calls that come too late.</summary>
[NonParallelizable]
public sealed class CallbackLifetimeTests
{
    private const string Native = """
        #include <stdlib.h>
        typedef int (*cb_t)(int);
        typedef long double (*wide_t)(struct { int a; } *, _Complex double);
        struct ops { cb_t add; };
        typedef struct reg { cb_t cb; } reg;
        static cb_t kept;
        void set_cb(cb_t cb) { kept = cb; }
        void set_for_good(cb_t cb) { kept = cb; }
        void set_until(cb_t cb) { kept = cb; }
        void replace(cb_t cb) { kept = cb; }
        void clear_cb(void) { }
        int call_cb(int x) { return kept(x); }
        int call_ops(struct ops *ops, int x) { return ops->add(x); }
        reg *enlist(cb_t cb) { reg *r = malloc(sizeof *r); r->cb = cb; kept = cb; return r; }
        int ring(reg *r, int x) { return r->cb(x); }
        void dismiss(reg *r) { if (r) r->cb = 0; }
        void add_to(reg *r, int id, cb_t cb) { r->cb = cb; kept = cb; }
        int set_failing(cb_t cb) { kept = cb; return -1; }
        typedef __int128 (*hard_t)(__int128);
        static hard_t hard;
        void set_hard(hard_t cb) { hard = cb; }
        double call_hard(double x) { return hard(x); }
        """;

    private const string Text = """
        typedef int (*cb_t)(int);
        struct ops { cb_t add; };
        typedef struct reg reg;
        void set_cb(cb_t cb);
        void set_for_good([[cffi::keeps]] cb_t cb);
        void set_until([[cffi::keeps(clear_cb)]] cb_t cb);
        void replace([[cffi::keeps(replace)]] cb_t cb);
        void clear_cb(void);
        int call_cb(int x);
        int call_ops(struct ops *ops, int x);
        reg *enlist([[cffi::keeps(dismiss)]] cb_t cb);
        int ring(reg *r, int x);
        void dismiss(reg *r);
        void add_to(const reg *r, int id, [[cffi::keeps(dismiss)]] cb_t cb);
        [[cffi::errno]] int set_failing([[cffi::keeps]] cb_t cb);
        typedef __int128 (*hard_t)(__int128);
        void set_hard(hard_t cb);
        double call_hard(double x);
        """;

    private const string User = """
        public static void Collect() { for (int i = 0; i < 3; i++) { GC.Collect(); GC.WaitForPendingFinalizers(); } }
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Set(int k) => set_cb(x => x + k);
        public static string Late()
        {
            Set(1);
            Collect();
            return Catch(() => call_cb(1));
        }
        public static string Catch(Func<int> call) { try { return call().ToString(); } catch (Exception e) when (e is ICffiException) { return e.Message; } }
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static ops Ops(int k) => new ops { add = cb_t.Create(x => x + k) };
        public static int Member()
        {
            ops o = Ops(5);
            Collect();
            return call_ops(ref o, 1);
        }
        public static string Disposed()
        {
            int calls = 0;
            var made = cb_t.Create(x => { calls++; return x; });
            cb_t pointer = made;
            set_cb(pointer);
            string before = Catch(() => call_cb(3));
            made.Dispose();
            made.Dispose();
            return before + " " + Catch(() => call_cb(3)) + " " + calls + " " + Catch(() => pointer.Invoke(1));
        }
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Good(int k) => set_for_good(x => x + k);
        public static string ForGood() { Good(2); Collect(); return Catch(() => call_cb(1)); }
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Until(int k) => set_until(x => x + k);
        public static string Released() { Until(3); Collect(); string before = Catch(() => call_cb(1)); clear_cb(); return before + " " + Catch(() => call_cb(1)); }
        public static string Replaced()
        {
            replace(x => x + 1);
            string first = Catch(() => call_cb(1));
            replace(x => x + 2);
            string second = Catch(() => call_cb(1));
            replace(default(cb_t));
            return first + " " + second;
        }
        public static string Keyed()
        {
            CPointerTo a = new(enlist(x => x + 10)), b = new(enlist(x => x + 20));
            add_to(a.R, 1, x => x + 11);
            Collect();
            string all = Catch(() => ring(a.R, 1)) + " " + Catch(() => ring(b.R, 1));
            dismiss(a.R);
            return all + " " + Catch(() => call_cb(1)) + " " + Catch(() => ring(b.R, 1));
        }
        record struct CPointerTo(reg R);
        public static string Failing()
        {
            try { set_failing(x => x); return "no exception"; } catch (CErrnoException) { }
            return Catch(() => call_cb(1));
        }
        public static string Hard()
        {
            SetHard(2);
            Collect();
            return CatchDouble(() => call_hard(1));
        }
        public static string HardKept()
        {
            set_hard(Make(7));
            Collect();
            string first = CatchDouble(() => call_hard(1));
            return first;
        }
        static string CatchDouble(Func<double> call) { try { return call().ToString(); } catch (Exception e) when (e is ICffiException) { return e.Message; } }
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void SetHard(int k) => set_hard(z => z + k);
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static hard_t Make(int k) => hard_t.Create(z => z + k);
        public static int Many(int count)
        {
            int sum = 0;
            for (int i = 0; i < count; i++)
            {
                int k = i;
                set_cb(x => x + k);
                using var made = cb_t.Create(x => x + k);
                sum += made.Pointer.Invoke(1) - k;
            }
            return sum;
        }
        public static int Parallel(int threads, int count)
        {
            int wrong = 0;
            System.Threading.Tasks.Parallel.For(0, threads, t =>
            {
                for (int i = 0; i < count; i++)
                {
                    int k = t * count + i;
                    using var made = cb_t.Create(x => x + k);
                    replace(x => x);
                    if (made.Pointer.Invoke(1) != k + 1) { System.Threading.Interlocked.Increment(ref wrong); }
                }
            });
            return wrong;
        }
        """;

    private const string OneCall = "CFFI7063: C calls a callback 'cb_t' after the call of 'set_cb' that its method was passed to; pass the result of Create of its type and keep that, or declare the parameter with [[cffi::keeps]]";

    private GeneratedAssembly bindings = null!;
    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        string library = folder.File("libkeeps.so");
        CCompiler.Gcc.CompileLibrary(Native, library);
        bindings = GeneratedAssembly.Of(Text, User, library);
    }

    [OneTimeTearDown]
    public void Close()
    {
        bindings?.Dispose();
        folder?.Dispose();
    }

    [Test]
    public void A_method_that_C_keeps_beyond_the_call_is_a_named_trap() => Assert.That(bindings.Run<string>("Late"), Is.EqualTo(OneCall));

    [Test]
    public void Create_keeps_the_method_also_where_nothing_refers_to_it() => Assert.That(bindings.Run<int>("Member"), Is.EqualTo(6));

    [Test]
    public void After_disposal_the_method_does_not_run() =>
        Assert.That(bindings.Run<string>("Disposed"), Is.EqualTo("3 CFFI7060: a callback 'cb_t' is used after its disposal 1 CFFI7060: a callback 'cb_t' is used after its disposal"));

    [Test]
    public void A_declaration_says_that_C_keeps_the_method() => Assert.That(bindings.Run<string>("ForGood"), Is.EqualTo("3"));

    [Test]
    public void A_function_releases_the_methods_that_C_kept() => Assert.That(bindings.Run<string>("Released"), Is.EqualTo("4 CFFI7060: a callback 'cb_t' is used after 'clear_cb' has released it"));

    [Test]
    public void The_next_call_of_a_function_releases_the_method_that_the_last_call_kept() => Assert.That(bindings.Run<string>("Replaced"), Is.EqualTo("2 3"));

    [Test]
    public void The_first_argument_selects_the_methods_that_a_function_releases() =>
        Assert.That(bindings.Run<string>("Keyed"), Is.EqualTo("12 21 CFFI7060: a callback 'cb_t' is used after 'dismiss' has released it 21"));

    [Test]
    public void A_call_that_fails_keeps_nothing() => Assert.That(bindings.Run<string>("Failing"), Is.EqualTo(OneCall.Replace("set_cb", "set_failing", StringComparison.Ordinal)));

    [Test]
    public void What_the_run_time_receives_lives_as_long()
    {
        Assert.That(bindings.Run<string>("Hard"), Is.EqualTo(OneCall.Replace("set_cb", "set_hard", StringComparison.Ordinal).Replace(" 'cb_t'", "", StringComparison.Ordinal)));
        Assert.That(bindings.Run<string>("HardKept"), Is.EqualTo("8"));
    }

    [Test]
    public void The_number_of_entries_does_not_grow_with_calls()
    {
        Assert.That(bindings.Run<int>("Many", 10_000), Is.EqualTo(10_000));
        Assert.That(Entries("cb_t"), Is.LessThan(2 * CEntries.Resting));
    }

    [Test]
    public void Threads_do_not_get_each_others_methods() => Assert.That(bindings.Run<int>("Parallel", 8, 2_000), Is.Zero);

    [Test]
    public void The_text_says_how_long_a_method_is_kept()
    {
        Assert.That(bindings.Source, Does.Contain("""/// <param name="cb">C may call it during this call. <c>Create</c> keeps it longer.</param>"""));
        Assert.That(bindings.Source, Does.Contain("""/// <param name="cb">C keeps the method forever.</param>"""));
        Assert.That(bindings.Source, Does.Contain("""/// <param name="cb">C keeps the method until <c>clear_cb</c> is called.</param>"""));
        Assert.That(bindings.Source, Does.Contain("""/// <param name="cb">C keeps the method until <c>dismiss</c> is called for the same <c>r</c>.</param>"""));
        Assert.That(bindings.Source, Does.Contain("""/// <param name="cb">C keeps the method until <c>dismiss</c> is called for the result.</param>"""));
    }

    [TestCase("void f([[cffi::keeps(nothing)]] void (*g)(void));", "'cffi::keeps' of 'f' has no effect: write the name of the function that releases the method, or no argument if none does")]
    [TestCase("void h(char *p); void f([[cffi::keeps(h)]] void (*g)(void));", "'cffi::keeps' of 'f' has no effect: 'f' has neither a parameter nor a result with the type of the first parameter of 'h', so 'h' cannot tell which methods it releases")]
    [TestCase("void f([[cffi::keeps]] char *p);", "'cffi::keeps' of parameter 'p' of 'f' has no effect: the parameter is not a pointer to a function")]
    public void A_word_that_means_nothing_is_reported(string text, string message)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, "Lib"));
        Assert.That(result.Diagnostics.Select(static one => one.Message), Is.EqualTo((string[])[message]));
    }

    private int Entries(string type)
    {
        object all = bindings.Assembly.GetType($"Lib+{type}")!.GetField("CffiEntries", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!;
        return (int)all.GetType().GetProperty("Count", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(all)!;
    }
}
