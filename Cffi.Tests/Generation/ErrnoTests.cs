using Cffi.Backend.Native.Threads;
using Cffi.Generator.Emission;
using Cffi.Tests.Native;

namespace Cffi.Tests.Generation;

/// <summary>Generated calls of every kind do not take an earlier <c>errno</c> for the one that the call set.</summary>
public sealed class ErrnoTests
{
    private const string Prototypes = """
        int plain(int set);
        [[cffi::errno]] int direct(int set);
        [[cffi::errno, cffi::leaf]] int leaf(int set);
        [[cffi::errno]] long double hard(int set);
        [[cffi::errno]] int variadic(int set, ...);
        [[cffi::errno]] void *pointer(int set);
        [[cffi::errno]] void nothing(int set);
        long double plain_hard(int set);
        int plain_variadic(int set, ...);
        extern int errno;
        extern int seen;
        """;

    private const string Callback = "int with_callback(int (*f)(int));\n";

    private const string User = """
        public static string Checked(int before, int set)
        {
            string text = "";
            Action<int>[] calls = { one => direct(one), one => leaf(one), one => hard(one), one => variadic(one, 1.5, "x"), one => pointer(one), one => nothing(one) };
            foreach (Action<int> call in calls)
            {
                errno = before;
                try { call(set); text += $"{seen} "; } catch (CErrnoException e) { text += $"{seen}:{e.Errno} "; }
            }
            return text.Trim();
        }

        public static string Unchecked(int before, int set)
        {
            string text = "";
            Action<int>[] calls = { one => plain(one), one => plain_hard(one), one => plain_variadic(one, 1.5, 2) };
            foreach (Action<int> call in calls)
            {
                // The first call compiles the method, which changes the runtime's errno.
                call(0);
                errno = before;
                call(set);
                int after = errno;
                text += $"{seen}:{after} ";
            }
            return text.Trim();
        }
        """;

    private const string Checked0 = "0 0 0 0 0 0";
    private const string Checked5 = "0:5 0:5 0:5 0:5 0:5 0:5";

    [Test]
    public void A_call_is_judged_by_what_it_leaves_and_not_by_what_was_there([Values] bool hasCallbacks, [Values] bool bindsAtOnce)
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("liberrno.so");
        CCompiler.Gcc.CompileLibrary(Text(""), library, "-O1");
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            new BindingRequest(Prototypes + (hasCallbacks ? Callback : ""), "Lib") { Library = library, BindAtOnce = bindsAtOnce }, User);
        Check((method, arguments) => bindings.Run<string>(method, arguments));
    }

    [Test]
    public void A_call_into_a_module_is_judged_likewise([Values] bool hasCallbacks)
    {
        using GeneratedModule module = GeneratedModule.Of(Prototypes + (hasCallbacks ? Callback : ""), Text("static "), User);
        Check((method, arguments) => module.Run<string>(method, arguments));
    }

    private static void Check(Func<string, object[], string> run)
    {
        for (int i = 0; i < 2; i++)
        {
            // The next call must not start with the errno of an earlier call.
            CallContext.Current.Errno = 9;
            Assert.That(run("Checked", [42, 0]), Is.EqualTo(Checked0), "the functions do not set errno");
            Assert.That(run("Checked", [42, 5]), Is.EqualTo(Checked5), "the functions set errno");
            Assert.That(run("Unchecked", [77, 0]), Is.EqualTo("77:77 77:77 77:77"), "C sees the errno that was set, and does not change it");
            Assert.That(run("Unchecked", [77, 5]), Is.EqualTo("77:5 77:5 77:5"));
        }
    }

    private static string Text(string linkage) => $$"""
        #include <errno.h>
        {{linkage}}int seen;
        #define SEE seen = errno; if (set) errno = set;
        {{linkage}}int plain(int set) { SEE return 1; }
        {{linkage}}int direct(int set) { SEE return set ? -1 : 1; }
        {{linkage}}int leaf(int set) { SEE return set ? -1 : 1; }
        {{linkage}}long double hard(int set) { SEE return 1; }
        {{linkage}}int variadic(int set, ...) { SEE return set ? -1 : 1; }
        {{linkage}}void *pointer(int set) { SEE return set ? 0 : &seen; }
        {{linkage}}void nothing(int set) { SEE }
        {{linkage}}long double plain_hard(int set) { SEE return 1; }
        {{linkage}}int plain_variadic(int set, ...) { SEE return 1; }
        {{linkage}}int with_callback(int (*f)(int)) { return f(1); }
        """;
}
