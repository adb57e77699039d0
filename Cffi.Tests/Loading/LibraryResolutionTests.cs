using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>The program's own answer to where a library is. A process has one, so whole programs run in processes of their own.</summary>
public sealed class LibraryResolutionTests
{
    private TemporaryFolder folder = null!;
    private string library = null!;
    private string module = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        library = folder.File("libelsewhere.so");
        CCompiler.Gcc.CompileLibrary("int twice(int a) { return 2 * a; }", library);
        var ffi = new Ffi();
        ffi.Cdef("int twice(int);");
        ffi.SetSource("_moved", "static int twice(int a) { return 2 * a; }", Api.ApiFixture.Options);
        string description = ffi.CompileTo(folder.File("module"));
        module = Directory.GetFiles(folder.File("module")).Single(file => file != description);
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCase("path", "42\n42\n")]
    [TestCase("handle", "42\n42\n")]
    [TestCase("null", "CFFI6001: cannot load library 'nosuch'; tried:\n  <resolver>: it gave no library\n")]
    [TestCase("zero", "CFFI6001: cannot load library 'nosuch'; tried:\n  <resolver>: it gave no library\n")]
    [TestCase("missing", "CFFI6001: cannot load library 'nosuch'; tried:\n  <resolver>: it gave '/no/such/file.so'\n  /no/such/file.so: ")]
    [TestCase("throw", "CFFI6001: cannot load library 'nosuch'; tried:\n  <resolver>: it threw System.InvalidOperationException: no idea of nosuch\nSystem.InvalidOperationException\n")]
    [TestCase("inside", "42\n42\n")]
    [TestCase("late", "CFFI6004: the resolver of libraries comes too late, because a library was already opened by its name; call CLibrary.SetResolver at the start of the program\n")]
    [TestCase("second", "CFFI6004: the resolver of libraries is already set, and a process has one; call CLibrary.SetResolver once, with a function that asks the others\n")]
    public void A_library_is_where_the_resolver_says(string name, string expected)
    {
        (int exitCode, string output, string errors) = TestHost.Run("resolve", name, library);
        Assert.That((exitCode, errors), Is.EqualTo((0, "")));
        Assert.That(output, Does.StartWith(expected));
    }

    [Test]
    public void A_module_of_typed_bindings_is_where_the_resolver_says_with_its_description_beside_it()
    {
        (int exitCode, string output, string errors) = TestHost.Run("resolve", "module", module);
        Assert.That((exitCode, output, errors), Is.EqualTo((0, "_moved Cffi.TestHost\n42\n", "")));
    }

    [Test]
    public void A_module_of_typed_bindings_needs_a_path()
    {
        (int exitCode, string output, string errors) = TestHost.Run("resolve", "module-handle", module);
        Assert.That((exitCode, output, errors), Is.EqualTo((0, "CFFI6006: the resolver gave a handle for module '_moved', but Cffi also reads the description beside the module; return LibraryLocation.AtPath\n", "")));
    }

    [Test]
    public void Of_many_threads_that_set_a_resolver_one_wins_and_each_library_asks_that_one()
    {
        for (int round = 0; round < 50; round++)
        {
            var resolution = new LibraryResolution();
            int set = 0, winner = -1;
            Parallel.For(0, 8, i =>
            {
                try
                {
                    resolution.Set(_ => LibraryLocation.OfHandle(i + 1));
                    Interlocked.Increment(ref set);
                    winner = i;
                }
                catch (CffiUnsupportedException)
                {
                }
            });
            Assert.That(set, Is.EqualTo(1));
            Assert.That(resolution.Ask(Request, [])!.Handle, Is.EqualTo((nint)(winner + 1)));
        }
    }

    [Test]
    public void Of_a_library_that_is_opened_and_a_resolver_that_is_set_at_once_the_first_decides_for_good()
    {
        for (int round = 0; round < 200; round++)
        {
            var resolution = new LibraryResolution();
            bool isSet = false, wasAsked = false;
            Parallel.Invoke(
                () =>
                {
                    try
                    {
                        resolution.Set(static _ => LibraryLocation.OfHandle(1));
                        isSet = true;
                    }
                    catch (CffiUnsupportedException)
                    {
                    }
                },
                () => wasAsked = resolution.Ask(Request, []) is not null);
            Assert.That(wasAsked, Is.EqualTo(isSet));
            Assert.That(resolution.Ask(Request, []) is not null, Is.EqualTo(isSet));
        }
    }

    [Test]
    public void An_empty_location_is_none() => Assert.That(
        (LibraryLocation.AtPath(null), LibraryLocation.AtPath(""), LibraryLocation.OfHandle(0)), Is.EqualTo(((LibraryLocation?)null, (LibraryLocation?)null, (LibraryLocation?)null)));

    [Test]
    public void A_path_with_a_NUL_is_not_cut()
    {
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => LibraryHandle.OpenAt(LibraryLocation.AtPath(library + "\0x")!, "mine", DlopenFlags.Default, []))!;
        Assert.That(error.Message, Does.Contain("a C name ends at the first NUL"));
    }

    private static LibraryRequest Request => new("mine", DlopenFlags.Default, null);
}
