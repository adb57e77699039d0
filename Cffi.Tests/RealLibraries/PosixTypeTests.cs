using Cffi.Tests.Generation;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.RealLibraries;

/// <summary>Functions of the C library with the types that an #include declares.</summary>
public sealed class PosixTypeTests
{
    private const string Text = """
        #include <time.h>
        #include <signal.h>
        #include <sys/select.h>
        #include <pthread.h>
        int clock_gettime(clockid_t clock, struct timespec *time);
        struct tm *gmtime_r(const time_t *time, struct tm *result);
        time_t timegm(struct tm *time);
        int sigemptyset(sigset_t *set);
        int sigaddset(sigset_t *set, int signal);
        int sigismember(const sigset_t *set, int signal);
        int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes);
        int pthread_mutex_trylock(pthread_mutex_t *mutex);
        int pthread_mutex_unlock(pthread_mutex_t *mutex);
        int select(int n, fd_set *reads, fd_set *writes, fd_set *others, struct timeval *timeout);
        """;

    [Test]
    public void They_work_at_run_time()
    {
        var ffi = new Ffi();
        ffi.Cdef(Text);
        using CLibrary c = ffi.Dlopen("c");
        Check(ffi, c);
    }

    [Test]
    public void They_work_in_a_module_of_API_mode()
    {
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef(Text);
        ffi.SetSource("_posix", "#include <time.h>\n#include <signal.h>\n#include <sys/select.h>\n#include <pthread.h>", new BuildOptions { CacheFolder = folder.File("cache") });
        string module = ffi.CompileTo(folder.File("out"));
        using (CLibrary c = ffi.Compile())
        {
            Check(ffi, c);
        }

        using CLibrary loaded = Ffi.LoadModule(module);
        Check(loaded.Ffi, loaded);
    }

    [Test]
    public void They_work_in_generated_code()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Text,
            """
            public static unsafe string Use()
            {
                timespec now = default;
                clock_gettime(0, ref now);
                tm epoch = new() { tm_year = 70, tm_mday = 1 };
                sigset_t set = default;
                sigemptyset(ref set);
                sigaddset(ref set, 10);
                pthread_mutex_t mutex = default;
                return $"{now.tv_sec > 1_500_000_000} {timegm(ref epoch)} {epoch.tm_year} {sigismember(in set, 10)} {sigismember(in set, 11)} {pthread_mutex_trylock(ref mutex)} {pthread_mutex_trylock(ref mutex) != 0} {sizeof(sigset_t)} {sizeof(fd_set)} {sizeof(tm)} {sizeof(timeval)}";
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("True 0 70 1 0 0 True 128 128 56 16"));
    }

    private static void Check(Ffi ffi, CLibrary c)
    {
        using CData time = ffi.New("struct timespec *");
        Assert.That(c.Call<int>("clock_gettime", 0, time), Is.Zero);
        Assert.That(time["tv_sec"].As<long>(), Is.GreaterThan(1_500_000_000));
        using CData zero = ffi.New("time_t *");
        using CData broken = ffi.New("struct tm *");
        c.Call("gmtime_r", zero, broken);
        Assert.That((broken["tm_year"].As<int>(), broken["tm_zone"].As<string>()), Is.EqualTo((70, "GMT")));
        using CData set = ffi.New("sigset_t *");
        c.Call("sigemptyset", set);
        c.Call("sigaddset", set, 10);
        Assert.That((c.Call<int>("sigismember", set, 10), c.Call<int>("sigismember", set, 11)), Is.EqualTo((1, 0)));
        using CData mutex = ffi.New("pthread_mutex_t *");
        c.Call("pthread_mutex_init", mutex, Ffi.Null);
        Assert.That((c.Call<int>("pthread_mutex_trylock", mutex), c.Call<int>("pthread_mutex_trylock", mutex) != 0), Is.EqualTo((0, true)));
        using CData reads = ffi.New("fd_set *");
        using CData wait = ffi.New("struct timeval *");
        Assert.That(c.Call<int>("select", 0, reads, Ffi.Null, Ffi.Null, wait), Is.Zero);
    }
}
