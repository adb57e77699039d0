using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

public sealed class ErrnoTests
{
    private const int BadDescriptor = 9;
    private const int OutOfRange = 34;

    [Test]
    public void Strtol_reports_a_number_that_is_too_large()
    {
        Ffi.Errno = 0;
        Assert.That(C.Call<long>("strtol", "99999999999999999999", Ffi.Null, 10), Is.EqualTo(long.MaxValue));
        Assert.That(Ffi.Errno, Is.EqualTo(OutOfRange));
    }

    [Test]
    public void A_call_that_succeeds_leaves_errno_as_it_was_set()
    {
        Ffi.Errno = 77;
        C.Call("strtol", "12", Ffi.Null, 10);
        Assert.That(Ffi.Errno, Is.EqualTo(77));
    }

    [Test]
    public void Collections_and_other_work_between_calls_do_not_change_it()
    {
        for (int i = 0; i < 50; i++)
        {
            Ffi.Errno = 0;
            C.Call("close", -1);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ = File.Exists("/no/such/file");
            Assert.That(Ffi.Errno, Is.EqualTo(BadDescriptor));
        }
    }

    [Test]
    public void Errno_is_kept_in_ten_thousand_calls_while_another_thread_collects()
    {
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
            }
        });
        collector.Start();
        CFunction close = C["close"];
        int lost = 0;
        for (int i = 0; i < 10_000; i++)
        {
            Ffi.Errno = 0;
            close.Invoke(-1);
            lost += Ffi.Errno == BadDescriptor ? 0 : 1;
        }

        done.Cancel();
        collector.Join();
        Assert.That(lost, Is.Zero);
    }

    [Test]
    public void Each_thread_has_its_own()
    {
        Ffi.Errno = 5;
        int first = -1;
        int last = -1;
        var other = new Thread(() =>
        {
            first = Ffi.Errno;
            C.Call("close", -1);
            last = Ffi.Errno;
        });
        other.Start();
        other.Join();
        Assert.That((first, last, Ffi.Errno), Is.EqualTo((0, BadDescriptor, 5)));
    }

    [Test]
    public void Errno_can_be_declared_as_the_variable_that_C_code_sees()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern int errno; int close(int fd);");
        using CLibrary c = ffi.Dlopen("c");
        CData errno = c.GetVariable("errno");
        c.Call("close", -1);
        File.Exists("/nonexistent");
        Assert.That((errno.As<int>(), Ffi.Errno), Is.EqualTo((9, 9)), "EBADF");
        errno.Assign(0);
        Assert.That(Ffi.Errno, Is.Zero);
    }
}
