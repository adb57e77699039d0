namespace Cffi.Tests.Loading;

internal sealed class FunctionLookupTests
{
    [Test]
    public void A_function_is_found_by_name_or_is_not_there()
    {
        var ffi = new Ffi();
        ffi.Cdef("int abs(int); int cffi_no_such_function(int); extern int optind;");
        using CLibrary c = ffi.Dlopen("c");
        Assert.Multiple(() =>
        {
            Assert.That(c.GetFunction("abs"), Is.SameAs(c["abs"]));
            Assert.That(c.TryGetFunction("abs", out CFunction? abs), Is.True);
            Assert.That(abs!.Invoke<int>(-3), Is.EqualTo(3));
            Assert.That(c.TryGetFunction("cffi_no_such_function", out CFunction? missing), Is.False, "declared, and not in the library");
            Assert.That(missing, Is.Null);
            Assert.That(c.TryGetFunction("labs", out _), Is.False, "not declared");
            Assert.That(c.TryGetFunction("optind", out _), Is.False, "a variable");
            Assert.That(() => c.GetFunction("cffi_no_such_function"), Throws.InstanceOf<LibraryLoadException>());
            Assert.That(() => c.TryGetFunction(null!, out _), Throws.InstanceOf<ArgumentNullException>());
        });
    }

    [Test]
    public void A_closed_library_has_no_functions_to_try()
    {
        var ffi = new Ffi();
        ffi.Cdef("int abs(int);");
        CLibrary c = ffi.Dlopen("c");
        c.Dispose();
        Assert.That(() => c.TryGetFunction("abs", out _), Throws.InstanceOf<ObjectDisposedException>().And.InstanceOf<ICffiException>());
    }
}
