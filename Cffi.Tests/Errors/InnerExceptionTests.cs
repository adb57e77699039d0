using Cffi.Core.CallPlans;
using Cffi.Modules.Cache;
using Cffi.Tests.Native;
using Cffi.Tests.RealLibraries;

namespace Cffi.Tests.Errors;

/// <summary>An exception that says where, over one that says what: the second is the inner exception of the first.</summary>
public sealed class InnerExceptionTests
{
    [Test]
    public void A_refused_argument_keeps_the_refusal_and_its_cause()
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => StandardLibrary.C.Call("strlen", "\uD800"))!;
        Assert.That(error.Message, Does.StartWith("CFFI7008: argument 1 of 'size_t strlen("));
        Assert.That(error.InnerException, Is.TypeOf<CffiTypeException>().With.Message.StartWith("CFFI7008: the string has an unpaired surrogate"));
        Assert.That(error.InnerException!.InnerException, Is.InstanceOf<System.Text.EncoderFallbackException>());
    }

    [Test]
    public void Every_kind_of_refused_argument_keeps_the_refusal()
    {
        Assert.That(() => StandardLibrary.C.Call("abs", 1L << 40), Throws.TypeOf<CffiRangeException>().With.InnerException.TypeOf<CffiRangeException>());
        Assert.That(() => StandardLibrary.C.Call("abs", "text"), Throws.TypeOf<CffiTypeException>().With.InnerException.TypeOf<CffiTypeException>());
    }

    [Test]
    public void A_refused_result_of_a_callback_keeps_the_refusal()
    {
        var ffi = new Ffi();
        ffi.Cdef("void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));");
        using CLibrary c = ffi.Dlopen("c");
        CData compare = ffi.Callback("int(const void *, const void *)", static (CData _, CData _) => 1L << 40);
        CffiRangeException error = Assert.Throws<CffiRangeException>(() => c.Call("qsort", ffi.New("int[2]"), 2, 4, compare))!;
        Assert.That(error.Message, Does.Contain("the result of"));
        Assert.That(error.InnerException, Is.TypeOf<CffiRangeException>().With.Message.Not.Contains("the result of"));
    }

    [Test]
    public void A_description_that_cannot_be_read_keeps_the_cause()
    {
        using var folder = new TemporaryFolder();
        LibraryLoadException error = Assert.Throws<LibraryLoadException>(() => Ffi.LoadModule(folder.File("none.cffi")))!;
        Assert.That(error.Id, Is.EqualTo("CFFI6010"));
        Assert.That(error.InnerException, Is.InstanceOf<IOException>());
    }

    [Test]
    public void A_list_of_headers_that_cannot_be_read_keeps_the_cause() => Assert.That(
        () => HeaderList.Of("{ not JSON", "/"),
        Throws.TypeOf<CompilationException>().With.Property("Id").EqualTo("CFFI8011").And.InnerException.InstanceOf<System.Text.Json.JsonException>());

    [Test]
    public void A_call_that_cannot_be_planned_keeps_the_reason_of_the_layout()
    {
        var type = CFunctionType.Of(CPrimitiveType.Of(CPrimitiveKind.Int), [new CRecordType(false, "later")]);
        Assert.That(() => AbiLowering.Plan(type, Target.LinuxX64), Throws.TypeOf<CffiUnsupportedException>().With.Property("Id").EqualTo("CFFI5002").And.InnerException.TypeOf<LayoutException>());
    }
}
