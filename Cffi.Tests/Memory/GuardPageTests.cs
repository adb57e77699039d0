namespace Cffi.Tests.Memory;

/// <summary>Strings and bit-fields at the end of readable memory: an access of one more byte would crash the process.</summary>
public sealed class GuardPageTests
{
    private const int PageSize = 4096;

    [Test]
    public void Nothing_is_read_beyond_the_end()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            void *mmap(void *address, size_t size, int protection, int flags, int fd, long offset);
            int mprotect(void *address, size_t size, int protection);
            int munmap(void *address, size_t size);
            struct __attribute__((packed)) bits { unsigned a : 5; unsigned b : 17; };
            """);
        using CLibrary c = ffi.Dlopen("c");
        var pages = c.Call<CData>("mmap", Ffi.Null, 2 * PageSize, 3, 0x22, -1, 0);
        CData second = ffi.Cast("char *", pages) + PageSize;
        Assert.That(c.Call<int>("mprotect", second, PageSize, 0), Is.Zero);

        CData text = second - 4;
        text[0] = 'e';
        text[1] = 'n';
        text[2] = 'd';
        Assert.That(ffi.String(text), Is.EqualTo("end"));
        Assert.That(ffi.String(text, 1_000_000), Is.EqualTo("end"));
        Assert.That(ffi.Cast("const char *", text.Address).ToString(), Is.EqualTo("end"), "shown too");
        CData wide = ffi.Cast("char16_t *", text);
        wide[0] = 'w';
        wide[1] = 0;
        Assert.That(ffi.String(wide, 1000), Is.EqualTo("w"));
        Assert.That(ffi.Cast("const char16_t *", wide.Address).ToString(), Is.EqualTo("w"), "shown too");
        Assert.That(ffi.Cast("const char *", (second - 1).Address).ToString(), Is.Empty, "shown too");

        CData bits = ffi.Cast("struct bits *", second - 3);
        bits["b"] = 0x1FFFF;
        bits["a"] = 9;
        Assert.That((bits["a"].As<int>(), bits["b"].As<int>()), Is.EqualTo((9, 0x1FFFF)));
        Assert.That(c.Call<int>("munmap", pages, 2 * PageSize), Is.Zero);
    }
}
