using Cffi.Generator.Emission;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Handles release their resource once, whoever releases it.</summary>
public sealed class HandleTests
{
    private const string Text = "typedef struct thing thing; int thing_close(thing *t); [[cffi::release(thing_close)]] thing *thing_open(int id); int thing_id(thing *t); int closed(void);";

    [Test]
    public void A_handle_that_C_has_released_is_not_released_again()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libthing.so");
        CCompiler.Gcc.CompileLibrary(
            "#include <stdlib.h>\nstruct thing { int id; }; static int count; int thing_close(struct thing *t) { __sync_fetch_and_add(&count, 1); return t->id; } struct thing *thing_open(int id) { struct thing *t = malloc(sizeof *t); t->id = id; return t; } int thing_id(struct thing *t) { return t->id; } int closed(void) { return count; }",
            library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Text,
            """
            public static string Closed()
            {
                int before = closed();
                thingHandle a = thing_open(4);
                int answer = thing_close(a);
                a.Dispose();
                string late;
                try { late = thing_close(a).ToString(); } catch (CffiDisposedException e) { late = e.Message; }
                thingHandle b = thing_open(5);
                b.Dispose();
                b.Dispose();
                try { thing_close(b); late += "!"; } catch (CffiDisposedException) { }
                return $"{answer} {closed() - before} {a.IsClosed} {late}";
            }
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
            static void Forget(bool closes) { thingHandle a = thing_open(6); if (closes) { thing_close(a); } }
            public static int Collected(bool closes)
            {
                int before = closed();
                Forget(closes);
                for (int i = 0; i < 3; i++) { GC.Collect(); GC.WaitForPendingFinalizers(); }
                return closed() - before;
            }
            public static int Threads()
            {
                int before = closed();
                System.Threading.Tasks.Parallel.For(0, 200, i =>
                {
                    thingHandle a = thing_open(i);
                    System.Threading.Tasks.Parallel.Invoke(a.Dispose, () => { try { thing_close(a); } catch (CffiDisposedException) { } catch (ObjectDisposedException) { } });
                });
                return closed() - before;
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Closed"), Is.EqualTo("4 2 True CFFI7060: a handle 'thingHandle' is used after its disposal"));
        Assert.That(bindings.Run<int>("Collected", true), Is.EqualTo(1));
        Assert.That(bindings.Run<int>("Collected", false), Is.EqualTo(1));
        Assert.That(bindings.Run<int>("Threads"), Is.EqualTo(200));
    }

    [Test]
    public void Two_functions_that_release_one_type_are_reported()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(
            "typedef struct s s; void close1(s *); void close2(s *); [[cffi::release(close1)]] s *open1(void);\n[[cffi::release(close2)]] s *open2(void);", "Lib"));
        Assert.That(result.Diagnostics.Select(static one => one.ToString()), Is.EqualTo((string[])[
            "<cdef>(2,1): warning CFFI8304: 'cffi::release' of 'open2' has no effect: another function says that 'close1' releases a pointer to 'struct s'"]));
    }
}
