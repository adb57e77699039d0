using System.Runtime.InteropServices;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>Libraries that the program has opened itself.</summary>
public sealed class OpenHandleTests
{
    private const string Text = """
        int counter = 5;
        _Thread_local int own = 3;
        int twice(int a) { return 2 * a; }
        int back(int (*f)(void)) { return f() + counter; }
        """;

    private const string Declared = "extern int counter; extern _Thread_local int own; int twice(int); int back(int (*)(void));";
    private TemporaryFolder folder = null!;
    private string path = null!;
    private Ffi ffi = null!;

    [SetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        path = folder.File("libhandle.so");
        CCompiler.Gcc.CompileLibrary(Text, path);
        ffi = new Ffi();
        ffi.Cdef(Declared);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_handle_gives_functions_and_variables()
    {
        nint handle = NativeLibrary.Load(path);
        using (CLibrary library = ffi.Dlopen(handle, "mine"))
        {
            Assert.That((library.Name, library.Path, library.ToString()), Is.EqualTo(("mine", (string?)null, "<library 'mine'>")));
            Assert.That(library.Call<int>("twice", 21), Is.EqualTo(42));
            Assert.That(library.GetVariable("counter").As<int>(), Is.EqualTo(5));
            Assert.That(library.GetAddress("twice"), Is.EqualTo(NativeLibrary.GetExport(handle, "twice")));
        }

        NativeLibrary.Free(handle);
    }

    [Test]
    public void A_handle_gives_thread_local_variables()
    {
        PlatformSupport.RequireThreadLocalVariables();
        using CLibrary library = ffi.Dlopen(NativeLibrary.Load(path), "mine", ownsHandle: true);
        Assert.That(library.GetVariable("own").As<int>(), Is.EqualTo(3));
    }

    [Test]
    public void A_symbol_that_is_missing_is_named_with_the_nearest()
    {
        nint handle = NativeLibrary.Load(path);
        ffi.Cdef("int twise(int);");
        using CLibrary library = ffi.Dlopen(handle, "mine", ownsHandle: true);
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => library.Call("twise", 1))!;
        Assert.That(error.Message, Is.EqualTo("CFFI6002: library 'mine' has no symbol 'twise'; did you mean 'twice'?"));
    }

    // Otherwise its name would decide which other libraries it has.
    [Test]
    public void A_handle_named_c_does_not_have_what_belongs_to_the_C_library()
    {
        PlatformSupport.RequireSeparateMathematics();
        ffi.Cdef("double cos(double);");
        using CLibrary library = ffi.Dlopen(NativeLibrary.Load(path), "c", ownsHandle: true);
        Assert.That(() => library.Call("cos", 0), Throws.TypeOf<LibraryLoadException>().With.Property("Id").EqualTo("CFFI6002"));
    }

    [Test]
    public void The_main_program_has_a_handle()
    {
        var c = new Ffi();
        c.Cdef("size_t strlen(const char *);");
        using CLibrary library = c.Dlopen(NativeLibrary.GetMainProgramHandle(), "main");
        Assert.That(library.Call<int>("strlen", "four"), Is.EqualTo(4));
    }

    [Test]
    public void A_null_handle_is_refused()
    {
        CffiNullPointerException error = Assert.Throws<CffiNullPointerException>(() => ffi.Dlopen(0, "mine"))!;
        Assert.That(error.Message, Is.EqualTo("CFFI6005: the handle of library 'mine' is null; pass the handle of an open library, or a name to Dlopen (null for the process itself)"));
        Assert.That(() => ffi.Dlopen(NativeLibrary.GetMainProgramHandle(), null!), Throws.InstanceOf<ArgumentNullException>());
    }

    [Test]
    public void A_handle_that_is_not_owned_stays_open_and_one_that_is_owned_goes([Values] bool isOwned)
    {
        nint handle = NativeLibrary.Load(path);
        CLibrary library = ffi.Dlopen(handle, "mine", isOwned);
        CFunction twice = library["twice"];
        CData counter = library.GetVariable("counter");
        Assert.That(IsLoaded, Is.True);
        library.Dispose();
        library.Dispose();
        Assert.That(() => library.Call("twice", 1), Throws.TypeOf<CffiDisposedException>());
        Assert.That(() => twice.Invoke(1), Throws.TypeOf<CffiDisposedException>());
        Assert.That(() => counter.As<int>(), Throws.TypeOf<CffiDisposedException>());
        Assert.That(IsLoaded, Is.EqualTo(!isOwned || !PlatformSupport.Unloads));
        if (!isOwned)
        {
            using CLibrary again = ffi.Dlopen(handle, "mine");
            Assert.That(again.Call<int>("twice", 4), Is.EqualTo(8));
            NativeLibrary.Free(handle);
        }
    }

    [Test]
    public void An_owned_handle_that_a_callback_closes_goes_when_the_call_has_returned()
    {
        CLibrary library = ffi.Dlopen(NativeLibrary.Load(path), "mine", ownsHandle: true);
        bool isLoadedInside = false;
        CData close = ffi.Callback("int(void)", () =>
        {
            library.Dispose();
            isLoadedInside = IsLoaded;
            return 1;
        });
        Assert.That(library.Call<int>("back", close), Is.EqualTo(6));
        Assert.That((isLoadedInside, IsLoaded), Is.EqualTo((true, !PlatformSupport.Unloads)));
    }

    private bool IsLoaded => LoadedModules.Contain(path);
}
