using Cffi.Tests.Native;

namespace Cffi.Tests.Memory;

/// <summary>Strings and bit-fields at the end of readable memory: an access of one more byte would crash the process.</summary>
public sealed class GuardPageTests
{
    [Test]
    public void Nothing_is_read_beyond_the_end()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct __attribute__((packed)) bits { unsigned a : 5; unsigned b : 17; };");
        using var page = new GuardedPage();
        CData second = ffi.Cast("char *", page.End);

        CData text = second - 4;
        text[0] = 'e';
        text[1] = 'n';
        text[2] = 'd';
        Assert.That(ffi.String(text), Is.EqualTo("end"));
        Assert.That(ffi.String(text, 1_000_000), Is.EqualTo("end"));
        CData wide = ffi.Cast("char16_t *", text);
        wide[0] = 'w';
        wide[1] = 0;
        Assert.That(ffi.String(wide, 1000), Is.EqualTo("w"));

        CData bits = ffi.Cast("struct bits *", second - 3);
        bits["b"] = 0x1FFFF;
        bits["a"] = 9;
        Assert.That((bits["a"].As<int>(), bits["b"].As<int>()), Is.EqualTo((9, 0x1FFFF)));
    }

    [Test]
    public void Nothing_is_shown_beyond_the_end()
    {
        PlatformSupport.RequireMemoryCopiedByKernel();
        var ffi = new Ffi();
        using var page = new GuardedPage();
        CData text = ffi.Cast("char *", page.End - 4);
        text[0] = 'e';
        text[1] = 'n';
        text[2] = 'd';
        Assert.That(ffi.Cast("const char *", text.Address).ToString(), Is.EqualTo("end"));
        CData wide = ffi.Cast("char16_t *", text);
        wide[0] = 'w';
        wide[1] = 0;
        Assert.That(ffi.Cast("const char16_t *", wide.Address).ToString(), Is.EqualTo("w"));
        Assert.That(ffi.Cast("const char *", page.End - 1).ToString(), Is.Empty);
    }
}
