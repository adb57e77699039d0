using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>Loading on Windows: what people mean by the C library, and what is missing.</summary>
public sealed class WindowsLoadingTests
{
    private static readonly Ffi Own = new();

    [SetUp]
    public void OnlyOnWindows() => PlatformSupport.RequireWindows();

    [Test]
    public void Functions_that_the_headers_define_inline_are_found()
    {
        CLibrary c = Declare("""
            int snprintf(char *, size_t, const char *, ...); int sprintf(char *, const char *, ...); int sscanf(const char *, const char *, ...);
            int swprintf(wchar_t *, size_t, const wchar_t *, ...);
            """);
        using CData text = Own.New("char[40]");
        Assert.That(c.Call<int>("snprintf", text, 40, "%d %s %.2f %lld", 7, "seven", 7.25, 1L << 40), Is.EqualTo(26));
        Assert.That(Own.String(text), Is.EqualTo("7 seven 7.25 1099511627776"));
        Assert.That((c.Call<int>("snprintf", text, 5, "%s", "too long"), Own.String(text)), Is.EqualTo((8, "too ")));
        Assert.That((c.Call<int>("sprintf", text, "%g %d", 0.5, -1), Own.String(text)), Is.EqualTo((6, "0.5 -1")));
        using CData number = Own.New("int *"), other = Own.New("double *");
        Assert.That(c.Call<int>("sscanf", "12 0.75", "%d %lf", number, other), Is.EqualTo(2));
        Assert.That((number[0].As<int>(), other[0].As<double>()), Is.EqualTo((12, 0.75)));
        using CData wide = Own.New("wchar_t[40]"), three = Own.New("wchar_t[]", "drei");
        Assert.That((c.Call<int>("swprintf", wide, 40, "%d %ls", 3, three), Own.String(wide)), Is.EqualTo((6, "3 drei")));
    }

    [Test]
    public void Functions_with_an_underscore_in_the_library_need_none_in_the_declaration()
    {
        CLibrary c = Declare("char *strdup(const char *); void free(void *); long long time(long long *); int getpid(void);");
        CData copy = c.Call<CData>("strdup", "copied");
        Assert.That(Own.String(copy), Is.EqualTo("copied"));
        c.Call("free", copy);
        Assert.That(c.Call<long>("time", Ffi.Null), Is.EqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Within(5));
        Assert.That(c.Call<int>("getpid"), Is.EqualTo(Environment.ProcessId));
    }

    [Test]
    public void Functions_of_mathematics_belong_to_the_C_library() => Assert.That(Declare("double cos(double);").Call<double>("cos", 0.0), Is.EqualTo(1.0));

    [Test]
    public void A_name_that_nobody_has_is_refused_with_the_nearest()
    {
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => Declare("double coz(double);").Call("coz", 0.0))!;
        Assert.That(error.Message, Does.Contain("has no symbol 'coz'; did you mean 'cos'?"));
    }

    [Test]
    public void The_dependency_that_is_missing_is_named()
    {
        TemporaryFolder folder = TemporaryFolder.UntilExit();
        string needed = folder.File("needed.dll"), user = folder.File("user.dll");
        CCompiler.Gcc.CompileLibrary("int needed(void) { return 1; }", needed);
        CCompiler.Gcc.CompileLibrary("int needed(void); int use(void) { return needed(); }", user, needed);
        File.Delete(needed);
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => new Ffi().Dlopen(user))!;
        Assert.That(error.Message, Does.Contain("It needs 'needed.dll', which is not found."));
    }

    private static CLibrary Declare(string declarations)
    {
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        return ffi.Dlopen("c");
    }
}
