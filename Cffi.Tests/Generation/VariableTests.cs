using Cffi.Generator.Emission;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Variables and constants.</summary>
public sealed class VariableTests
{
    [Test]
    public void Variables_are_references_into_the_library()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "extern int optind; extern char **environ; extern const char *const sys_missing[]; extern int opterr; struct in6_addr { unsigned char bytes[16]; }; extern const struct in6_addr in6addr_loopback;",
            """
            public static string Use()
            {
                optind = 5;
                optind++;
                ref int second = ref optind;
                string? first = environ[0];
                return $"{second} {first!.Contains('=')} {in6addr_loopback.bytes[15]}";
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("6 True 1"));
    }

    [Test]
    public void Constants_are_constants_of_CSharp()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            #define LIMIT (4 * 10 + 2)
            #define MASK 0x80000000u
            #define BIG 0x7fffffffffffffffLL
            #define HUGE 0xffffffffffffffffULL
            #define PI 3.25
            #define NAME "n\"ame"
            #define LETTER 'x'
            #define RAW "\xff\0b"
            #define NOWHERE ((void *)-1)
            enum color { RED, GREEN = 5, BLUE };
            enum { UNNAMED = 9 };
            static const int eleven = 11;
            """,
            """
            public static string Use()
            {
                const int limit = LIMIT;
                uint mask = MASK;
                color green = color.GREEN;
                color blue = color.BLUE;
                return FormattableString.Invariant($"{limit} {mask} {BIG} {HUGE} {PI} {NAME} {LETTER} {RAW.Length} {NOWHERE} {green} {(int)blue} {UNNAMED} {eleven}");
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("42 2147483648 9223372036854775807 18446744073709551615 3.25 n\"ame 120 3 0xffffffffffffffff GREEN 6 9 11"));
    }

    [TestCase("_Thread_local")]
    [TestCase("__thread")]
    [TestCase("__declspec(thread)")]
    public void Thread_local_variables_are_those_of_the_thread_that_uses_them(string specifier)
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libtls.so");
        CCompiler.Gcc.CompileLibrary("__thread int counter = 7; __thread long array[3]; int get(void) { return counter; } long second(void) { return array[1]; }", library);
        var request = new BindingRequest($"extern {specifier} int counter; extern {specifier} long array[3]; int get(void); long second(void);", "Lib") { Library = library };
        foreach (bool bindAtOnce in (bool[])[false, true])
        {
            using GeneratedAssembly bindings = GeneratedAssembly.Of(request with { BindAtOnce = bindAtOnce }, UseOfThreads);
            Assert.That(bindings.Run<string>("Use"), Is.EqualTo("10 10 5 | 7 27 27 0 6 | 10 10 5"));
        }
    }

    [Test]
    public void A_variable_alone_may_bring_callbacks_whose_exceptions_are_thrown()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libhook.so");
        CCompiler.Gcc.CompileLibrary("int (*hook)(int); int run(int x) { return hook(x); }", library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "int run(int x); extern int (*hook)(int);",
            """
            public static int Use(bool fails)
            {
                using CCallback<hook_type> callback = hook_type.Create(x => fails ? throw new InvalidOperationException("mine") : x + 1);
                hook = callback.Pointer;
                return run(4);
            }
            """,
            library);
        Assert.That(bindings.Run<int>("Use", false), Is.EqualTo(5));
        Assert.That(() => bindings.Run<int>("Use", true), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
    }

    [Test]
    public void Constant_pointers_have_the_type_of_what_takes_them()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef void (*destructor)(void *); typedef struct opaque opaque; struct s { int x; };
            #define STATIC ((destructor)0)
            #define TRANSIENT ((destructor)-1)
            #define NO_TEXT ((char *)0)
            #define BAD ((struct s *)-1)
            #define NONE ((opaque *)0)
            #define ANY ((void *)-2)
            #define TABLE ((int *)0x1000)
            """,
            """
            public static string Use()
            {
                destructor one = TRANSIENT;
                CPointer<s> bad = BAD;
                opaque none = NONE;
                CAddress any = ANY;
                CPointer<int> table = TABLE;
                return $"{STATIC.IsNull} {one.Address} {NO_TEXT == null} {bad.Address} {none.IsNull} {any} {table.Address}";
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("True -1 True -1 True 0xfffffffffffffffe 4096"));
    }

    [Test]
    public void The_errno_of_a_thread_is_its_own()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "extern int errno; int *__errno_location(void);",
            """
            public static bool Use()
            {
                bool isSame = Same();
                var thread = new System.Threading.Thread(() => isSame &= Same());
                thread.Start();
                thread.Join();
                return isSame && Same();
            }

            private static unsafe bool Same() { fixed (int* place = &errno) { return __errno_location().Address == (nint)place; } }
            """);
        Assert.That(bindings.Run<bool>("Use"), Is.True);
    }

    [Test]
    public void Platforms_whose_loader_does_not_give_the_address_are_named()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("extern _Thread_local int x;", "Lib"));
        Assert.That(result.Diagnostics.Select(static d => d.ToString()), Is.EqualTo((string[])["<cdef>(1,1): warning CFFI8303: 'x' cannot be used on osx-arm64, win-x64, win-x86, osx-x64, win-arm64: it is thread-local, and the loader does not give its address"]));
        result = BindingEmitter.Emit(new BindingRequest("extern _Thread_local int x;", "Lib") { Targets = [Target.WindowsX64] });
        Assert.That(result.Diagnostics.Select(static d => d.ToString()), Is.EqualTo((string[])["<cdef>(1,1): warning CFFI8302: 'x' is omitted: it is thread-local, and the loader does not give its address"]));
    }

    [Test]
    public void Variables_of_a_module_are_located_at_each_use()
    {
        using GeneratedModule module = GeneratedModule.Of(
            "extern int counter; extern long array[3]; int get(void); long second(void); extern int same_macro;",
            "static __thread int counter = 7; static __thread long array[3]; static int get(void) { return counter; } static long second(void) { return array[1]; }\n#define same_macro (*(&counter))",
            UseOfThreads + "public static int Macro() => same_macro;");
        Assert.That(module.Run<string>("Use"), Is.EqualTo("10 10 5 | 7 27 27 0 6 | 10 10 5"));
        Assert.That(module.Run<int>("Macro"), Is.EqualTo(10));
    }

    private const string UseOfThreads =
        """
        public static string Use()
        {
            counter = 7;
            counter += 3;
            ARRAY(5);
            string here = $"{counter} {get()} {second()}";
            string there = "";
            var thread = new System.Threading.Thread(() =>
            {
                there = $"{counter} ";
                counter += 20;
                there += $"{counter} {get()} {second()} ";
                ARRAY(6);
                there += second();
            });
            thread.Start();
            thread.Join();
            return $"{here} | {there} | {counter} {get()} {second()}";
        }

        private static void ARRAY(int value) => array[1] = new System.Runtime.InteropServices.CLong(value);

        """;
}
