using Cffi.Tests.Native;

namespace Cffi.Tests.Errors;

/// <summary>Windows' last error is kept per thread and per call, as <c>errno</c> is.</summary>
public sealed class LastErrorTests
{
    private const string Declarations = """
        void SetLastError(unsigned int code); unsigned int GetLastError(void);
        int InitOnceExecuteOnce(void **once, int (*body)(void *once, void *parameter, void **context), void *parameter, void **context);
        """;

    [Test]
    public void It_is_what_the_threads_last_call_left_and_the_next_call_finds()
    {
        CLibrary system = Kernel();
        system.Call("SetLastError", 5);
        Ffi.Errno = 12;
        GC.Collect();
        _ = Environment.GetEnvironmentVariable("CFFI_NOT_SET");
        Assert.That((Ffi.LastError, Ffi.Errno), Is.EqualTo((5, 12)));
        Ffi.LastError = 77;
        _ = File.Exists("no such file");
        Assert.That(system.Call<int>("GetLastError"), Is.EqualTo(77));
        int onOther = -1;
        var other = new Thread(() => onOther = Ffi.LastError);
        other.Start();
        other.Join();
        Assert.That((onOther, Ffi.LastError), Is.EqualTo((0, 77)));
    }

    [Test]
    public void A_callback_sees_it_and_sets_it()
    {
        CLibrary system = Kernel();
        var ffi = new Ffi();
        int seen = 0;
        using CData body = ffi.Callback("int(void *, void *, void **)", (CData _, CData _, CData _) =>
        {
            seen = Ffi.LastError;
            _ = File.Exists("no such file");
            Ffi.LastError = 88;
            return 1;
        });
        using CData once = ffi.New("void *[1]");
        Ffi.LastError = 77;
        Assert.That(system.Call<int>("InitOnceExecuteOnce", once, body, Ffi.Null, Ffi.Null), Is.EqualTo(1));
        Assert.That((seen, Ffi.LastError), Is.EqualTo((77, 88)));
    }

    [Test]
    public void Other_systems_have_none()
    {
        if (!OperatingSystem.IsWindows())
        {
            Ffi.LastError = 5;
            Assert.That(Ffi.LastError, Is.Zero);
        }
    }

    private static CLibrary Kernel()
    {
        PlatformSupport.RequireWindows();
        var ffi = new Ffi();
        ffi.Cdef(Declarations);
        return ffi.Dlopen("kernel32");
    }
}
