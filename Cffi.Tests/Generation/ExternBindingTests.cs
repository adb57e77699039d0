using Cffi.Generator.Emission;
using Cffi.Tests.Native;
using Cffi.Tool;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>C# functions that C calls by name (<c>extern "C#"</c>), in bindings.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ExternBindingTests
{
    [OneTimeSetUp]
    public void Require_a_compiler() => _ = CCompiler.Gcc;

    [Test]
    public void C_calls_the_methods_of_the_class_by_name()
    {
        using GeneratedModule module = GeneratedModule.Of(
            """
            typedef struct { int x; char name[12]; } item; typedef struct { float x, y; } pair; enum color { RED, GREEN = 5 }; typedef struct opaque opaque;
            extern "C#" int add(int a, int b);
            extern "C#" {
                item keep(item i, item *where, const char *text);
                pair swap(pair p);
                _Bool flip(_Bool b); enum color next(enum color c); unsigned char narrow(unsigned char c); long widen(long x); char letter(char c);
                void *same(void *p); opaque *mine(opaque *p); double (*chosen(int which))(double);
                void say(const char *text); void event(int class, int value);
            }
            int run_add(int a, int b); int run_keep(void); float run_swap(void); long run_numbers(void); int run_pointers(void); double run_chosen(int which); void run_say(void);
            double half(double x);
            """,
            """
            typedef struct { int x; char name[12]; } item; typedef struct { float x, y; } pair; enum color { RED, GREEN = 5 }; typedef struct opaque opaque;
            static item keep(item, item *, const char *); static pair swap(pair); static enum color next(enum color); static opaque *mine(opaque *); static double (*chosen(int))(double);
            static int run_add(int a, int b) { return 2 * add(a, b); }
            static int run_keep(void) { item i = { 3, "abc" }, j = { 0 }; item k = keep(i, &j, "text"); return k.x * 1000 + j.x * 10 + (k.name[1] == 'B'); }
            static float run_swap(void) { pair p = { 1, 2 }; p = swap(p); return p.x * 10 + p.y; }
            static long run_numbers(void) { return flip(1) * 1000000 + flip(0) * 100000 + next(RED) * 10000 + narrow(255) + widen(-5000000000) + (letter(-1) == -2); }
            static int run_pointers(void) { int x; return same(&x) == &x && mine((opaque *)&x) == (opaque *)&x && same(0) == 0; }
            static double half(double x) { return x / 2; }
            static double run_chosen(int which) { double (*f)(double) = chosen(which); return f ? f(5) : -1; }
            static void run_say(void) { say("hello"); event(1, 2); }
            """,
            """
            public static string Use()
            {
                run_say();
                return FormattableString.Invariant($"{run_add(20, 1)} {run_keep()} {run_swap()} {run_numbers()} {run_pointers()} {run_chosen(1)} {run_chosen(0)} {Said}");
            }
            """,
            """
            internal static string Said = "";
            private static unsafe double Half(double x) => half(x);
            private static readonly CCallback<chosen_result> Callback = chosen_result.Create(Half);
            private static partial int add(int a, int b) => a + b;
            private static partial item keep(item i, CPointer<item> where, CString text)
            {
                where.Value.x = ((string?)text)!.Length;
                i.x++;
                i.name[1] = (byte)'B';
                return i;
            }
            private static partial pair swap(pair p) => new() { x = p.y, y = p.x };
            private static partial bool flip(bool b) => !b;
            private static partial color next(color c) => c == color.RED ? color.GREEN : color.RED;
            private static partial byte narrow(byte c) => c;
            private static partial nint widen(nint x) => x;
            private static partial byte letter(byte c) => (byte)(c - 1);
            private static partial CAddress same(CAddress p) => p;
            private static partial opaque mine(opaque p) => p;
            private static partial chosen_result chosen(int which) => which == 1 ? Callback : default(chosen_result);
            private static partial void say(CString text) => Said += text;
            private static partial void @event(int @class, int value) => Said += @class + value;
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("42 4041 21 -4999849744 1 2.5 -1 hello3"));
    }

    // Callers that clang compiled rely on the upper bits of narrow results.
    [TestCase("signed char", "-7"), TestCase("signed char", "sbyte.MinValue"), TestCase("unsigned char", "200"), TestCase("short", "-300")]
    [TestCase("unsigned short", "65000"), TestCase("_Bool", "true"), TestCase("enum small", "(small)250"), TestCase("char", "200")]
    public void Narrow_results_are_extended(string type, string value)
    {
        const string Enum = "enum __attribute__((packed)) small { SMALL = 255 };\n";
        using GeneratedModule module = GeneratedModule.Of(
            Enum + $"typedef {type} (*narrow_t)(int); unsigned in_register(narrow_t f); long as_long(narrow_t f);",
            Enum + $"typedef {type} (*narrow_t)(int); static unsigned in_register(narrow_t f) {{ return ((unsigned (*)(int))f)(1); }} static long as_long(narrow_t f) {{ return f(1); }}",
            $"public static string Use() => $\"{{(int)in_register(_ => {value})}} {{as_long(_ => {value})}}\";");
        string shown = value switch { "true" => "1", "sbyte.MinValue" => "-128", "(small)250" => "250", "200" when type == "char" => "-56", _ => value };
        Assert.That(module.Run<string>("Use"), Is.EqualTo($"{shown} {shown}"));
    }

    [Test]
    public void Values_that_only_C_compilers_pass_come_through_compiled_entries()
    {
        using GeneratedModule module = GeneratedModule.Of(
            """
            typedef float v4 __attribute__((vector_size(16))); typedef long double (*wide_t)(int); typedef float (*vector_t)(v4);
            extern "C#" { long double wide(int a); v4 same(v4 v); }
            double run_wide(int a); float run_same(void); double call_wide(wide_t f, int a); float call_vector(vector_t f);
            """,
            """
            typedef float v4 __attribute__((vector_size(16))); typedef long double (*wide_t)(int); typedef float (*vector_t)(v4);
            static v4 same(v4 v);
            static double run_wide(int a) { return (double)wide(a); }
            static float run_same(void) { v4 v = same((v4){ 1, 2, 3, 4 }); return v[0] + 10 * v[3]; }
            static double call_wide(wide_t f, int a) { return (double)f(a); }
            static float call_vector(vector_t f) { return f((v4){ 1, 2, 3, 4 }); }
            """,
            """
            public static string Use()
            {
                using var quarter = wide_t.Create(a => a / 4.0);
                using var vector = vector_t.Create(v => 1.5f);
                return FormattableString.Invariant($"{run_wide(5)} {run_same()} {call_wide(quarter, 5)} {call_vector(vector)}");
            }
            """,
            """
            private static partial CValue wide(int a) => a / 2.0;
            private static partial CValue same(CValue v) => v;
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("2.5 41 1.25 1.5"));
    }

    [Test]
    public void What_the_NET_runtime_cannot_receive_comes_through_the_run_time()
    {
        using GeneratedModule module = GeneratedModule.Of(
            """
            typedef struct { long double x; int y; } wide; typedef struct { _Alignas(32) int x; } aligned;
            extern "C#" { int take(long double x, int y); [[cffi::error(-3)]] int give(__int128 x); aligned pass(int a, aligned b); [[cffi::error(-4)]] int fail(wide w); }
            int run_take(void); int run_give(void); int run_pass(void); int run_fail(void); int last;
            """,
            """
            typedef struct { long double x; int y; } wide; typedef struct { _Alignas(32) int x; } aligned;
            static int give(__int128 x); static aligned pass(int a, aligned b); static int fail(wide w); static int last;
            static int run_take(void) { return take(2.5L, 4); }
            static int run_give(void) { return give((__int128)7 << 64); }
            static int run_pass(void) { aligned a = { 40 }; return pass(2, a).x; }
            static int run_fail(void) { wide w = { 1, 2 }; return last = fail(w); }
            """,
            """
            public static string Use() => $"{run_take()} {run_give()} {run_pass()}";
            public static void Fail() => run_fail();
            public static int Last() => last;
            """,
            """
            private static partial int take(CValue x, int y) => (int)(x.As<double>() * y);
            private static partial int give(Int128 x) => (int)(x >> 64);
            private static partial aligned pass(int a, aligned b) => new() { x = a + b.x };
            private static partial int fail(wide w) => throw new InvalidOperationException("mine");
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("10 7 42"));
        Assert.That(() => module.Run<object>("Fail"), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
        Assert.That(module.Run<int>("Last"), Is.EqualTo(-4));
    }

    [Test]
    public void An_exception_comes_out_of_the_call_into_C_and_C_gets_the_error_value()
    {
        using GeneratedModule module = GeneratedModule.Of(
            """
            #define FAILED -7
            enum color { RED, GREEN = 5 };
            extern "C#" { [[cffi::error(FAILED)]] int number(void); [[cffi::error(-1)]] void *pointer(void); [[cffi::error(0.5)]] double floating(void); [[cffi::error(5)]] enum color which(void); [[cffi::error(1)]] _Bool truth(void); [[cffi::error(0x10)]] long large(void); int plain(void); void nothing(void); }
            int run(int which); extern long last;
            """,
            """
            #define FAILED -7
            enum color { RED, GREEN = 5 }; static enum color which(void); static long last;
            static int run(int i)
            {
                switch (i)
                {
                    case 0: last = number(); break; case 1: last = (long)pointer(); break; case 2: last = floating() * 10; break; case 3: last = which(); break;
                    case 4: last = truth(); break; case 5: last = large(); break; case 6: last = plain(); break; default: last = 99; nothing(); last++; break;
                }
                return plain() + 1;
            }
            """,
            """
            public static string Use()
            {
                string seen = "";
                for (int i = 0; i < 8; i++)
                {
                    try
                    {
                        run(i);
                        seen += "returned ";
                    }
                    catch (InvalidOperationException exception)
                    {
                        seen += $"{exception.Message}:{last} ";
                    }
                }
                return seen;
            }
            """,
            """
            private static partial int number() => throw new InvalidOperationException("number");
            private static partial CAddress pointer() => throw new InvalidOperationException("pointer");
            private static partial double floating() => throw new InvalidOperationException("floating");
            private static partial color which() => throw new InvalidOperationException("which");
            private static partial bool truth() => throw new InvalidOperationException("truth");
            private static partial nint large() => throw new InvalidOperationException("large");
            private static partial int plain() => throw new InvalidOperationException("plain");
            private static partial void nothing() => throw new InvalidOperationException("nothing");
            """);
        Assert.That(module.Run<string>("Use"), Is.EqualTo("number:-7 pointer:-1 floating:5 which:5 truth:1 large:16 plain:0 nothing:100 "));
    }

    [Test]
    public void Threads_of_C_call_CSharp()
    {
        using GeneratedModule module = GeneratedModule.Of(
            "extern \"C#\" int step(int n); long run(int threads);",
            """
            #include <pthread.h>
            static void *body(void *p) { long s = 0; for (int i = 0; i < 1000; i++) s += step(i); return (void *)s; }
            static long run(int threads) { pthread_t t[16]; long s = 0; void *r; for (int i = 0; i < threads; i++) pthread_create(&t[i], 0, body, 0); for (int i = 0; i < threads; i++) { pthread_join(t[i], &r); s += (long)r; } return s; }
            """,
            "public static long Use() => run(8);",
            "private static partial int step(int n) => n % 2;");
        Assert.That(module.Run<long>("Use"), Is.EqualTo(8 * 500));
    }

    [Test]
    public void A_method_without_a_body_is_an_error_of_the_compiler()
    {
        using var folder = new TemporaryFolder();
        Assert.That(GeneratedModule.Generate(folder, "extern \"C#\" void f(void); void run(void);", "static void run(void) { f(); }"), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(GeneratedAssembly.Compile(File.ReadAllText(folder.File("Lib.g.cs"))).GetDiagnostics().Select(static d => d.Id), Is.EqualTo((string[])["CS8795"]));
    }

    [Test]
    public void Without_a_module_they_are_refused_where_they_are_declared()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("int f(void);\nextern \"C#\" int g(void);", "Lib"));
        Assert.That(result.Source, Is.Null);
        Assert.That(result.Diagnostics.Select(static d => d.ToString()), Is.EqualTo((string[])["<cdef>(2,13): error CFFI8305: 'g' is implemented in C# (extern \"C#\"), but C calls it by name in a compiled module only"]));
    }

    [TestCase("extern \"C#\" int f(int n, ...);", "error CFFI8111: 'f' is variadic")]
    [TestCase("extern \"C#\" int f(__builtin_va_list list);", "error CFFI8305: ")]
    public void What_CSharp_cannot_implement_is_refused(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string errors) = GeneratedModule.Generate(folder, text, "");
        Assert.That(exitCode, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(errors, Does.Contain("lib.cffi.h(1,").And.Contain(expected));
    }

    [Test]
    public void An_error_value_that_cannot_be_returned_has_no_effect_and_says_so()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string errors) = GeneratedModule.Generate(folder, "struct s { int x; };\nextern \"C#\" { [[cffi::error(1)]] void f(void); [[cffi::error(x)]] int g(void); [[cffi::error(1.5)]] int h(void); }", "struct s { int x; };");
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done), errors);
        Assert.That(errors.Split('\n').Count(static line => line.Contains("warning CFFI8304: 'cffi::error' of", StringComparison.Ordinal)), Is.EqualTo(3), errors);
    }
}
