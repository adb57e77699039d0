using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Conversion;

/// <summary>Text as debuggers and logs show it, and as bytes.</summary>
public sealed class ShownTextTests
{
    [Test]
    public void Text_is_shown_as_text_and_other_data_by_its_address()
    {
        using CData array = Own.New("char[8]", "gr\u00fcn");
        using CData full = Own.New("char[3]", "abc");
        using CData wide = Own.New("char16_t[]", "wide");
        using CData numbers = Own.New("unsigned char[4]", new byte[] { 65, 66, 0, 0 });
        Assert.That((array.ToString(), full.ToString(), wide.ToString()), Is.EqualTo(("gr\u00fcn", "abc", "wide")));
        Assert.That((array + 2).ToString(), Is.EqualTo("\u00fcn"));
        Assert.That(numbers.ToString(), Does.StartWith("<cdata 'unsigned char[4]'"));
        Assert.That(Own.Cast("const unsigned char *", numbers).ToString(), Is.EqualTo("AB"), "SQLite returns text with this type");
        Assert.That(Own.Cast("unsigned char *", numbers).ToString(), Does.StartWith("<cdata"));
    }

    [Test]
    public void Text_that_C_owns_is_shown_by_a_value_too()
    {
        PlatformSupport.RequireMemoryCopiedByKernel();
        Assert.That($"{Lib.Call("greeting")}", Is.EqualTo("gr\u00fc\u00dfe"));
    }

    // A debugger and a log call ToString on any pointer.
    [Test]
    public void A_pointer_to_nowhere_is_shown_by_its_address()
    {
        Assert.That(Own.Cast("char *", 16).ToString(), Is.EqualTo("<cdata 'char *' 0x10>"));
        Assert.That(Own.Cast("const char *", -1).ToString(), Does.StartWith("<cdata 'const char *' 0xffff"));
        Assert.That(Own.Cast("char *", 0).ToString(), Is.EqualTo("<cdata 'char *' NULL>"));
        CData freed = Own.New("char[4]", "abc");
        freed.Dispose();
        Assert.That(freed.ToString(), Does.StartWith("<cdata 'char[4]'"));
    }

    [Test]
    public void The_bytes_up_to_the_nul_can_be_read_even_if_they_are_not_UTF8()
    {
        byte[] latin = [0x67, 0x72, 0xFC, 0x6E];
        using CData array = Own.New("char[]", (byte[])[.. latin, 0, 0x7A]);
        using CData wide = Own.New("char16_t[]", "ab");
        Assert.That(Own.StringBytes(array), Is.EqualTo(latin));
        Assert.That(Own.StringBytes(array + 1), Is.EqualTo(latin[1..]));
        Assert.That(Own.StringBytes(array, 2), Is.EqualTo(latin[..2]));
        Assert.That(Own.StringBytes(wide), Is.EqualTo("a\0b\0"u8.ToArray()));
        Assert.That(System.Text.Encoding.Latin1.GetString(Own.StringBytes(array)), Is.EqualTo("gr\u00fcn"));
        Assert.That(() => Own.StringBytes(Own.Cast("char *", 0)), Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Own.StringBytes(Own.Cast("int", 5)), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void String_constants_of_every_width_are_their_text()
    {
        var ffi = new Ffi();
        ffi.Cdef("#define W L\"Kerberos \\u00e9\"\n#define S u\"a\\U0001F600\"\n#define T U\"a\\U0001F600\"\n#define P u8\"\\u00e9\"\n#define N \"plain\"\n");
        Assert.That(
            (ffi.GetConstant("W").As<string>(), ffi.GetConstant("S").As<string>(), ffi.GetConstant("T").As<string>(), ffi.GetConstant("P").As<string>(), ffi.GetConstant("N").As<string>()),
            Is.EqualTo(("Kerberos \u00e9", "a\U0001F600", "a\U0001F600", "\u00e9", "plain")));
    }

    [Test]
    public void A_null_alone_is_one_argument()
    {
        var ffi = new Ffi();
        ffi.Cdef("void free(void *p); int fflush(void *stream); void *realloc(void *p, size_t n);");
        using CLibrary c = ffi.Dlopen("c");
        c.Call("free", null);
        Assert.That(c.Call<int>("fflush", null), Is.Zero);
        Assert.That(c["fflush"].Invoke<int>(null), Is.Zero);
        c["free"].Invoke(null);
        CData pointer = ffi.Cast("int (*)(void *)", c.GetAddress("fflush"));
        Assert.That(pointer.Invoke<int>(null), Is.Zero);
        pointer.Invoke(null);
        dynamic d = c;
        Assert.That((int)d.fflush(null), Is.Zero);
        Assert.That(() => c.Call("realloc", null), Throws.TypeOf<CffiArgumentCountException>().With.Message.Contains("got 1"));
        Assert.That(() => c.Call("free"), Throws.TypeOf<CffiArgumentCountException>().With.Message.Contains("got 0"));
    }

    [Test]
    public void A_message_leads_on()
    {
        Assert.That(() => Own.New("char *", "abc"), Throws.TypeOf<CffiTypeException>().With.Message.Contains("New(\"char[]\", ...)"));
        Assert.That(() => Own.New("int *", new[] { 1, 2 }), Throws.TypeOf<CffiTypeException>().With.Message.Contains("New(\"int[]\", ...)"));
        var ffi = new Ffi();
        ffi.Cdef("int abs(int n);");
        using CLibrary c = ffi.Dlopen("c");
        Assert.That(() => ffi.Cast("int (*)(uint16_t *)", c.GetAddress("abs")).Invoke("text"), Throws.TypeOf<CffiTypeException>().With.Message.Contains("'char16_t *'").And.Message.Contains("char[]"));
        Assert.That(() => ffi.Cast("int (*)(char **)", c.GetAddress("abs")).Invoke("text"), Throws.TypeOf<CffiTypeException>().With.Message.Contains("array of strings"));
        dynamic d = c;
        Func<int, int> body = static x => x;
        Assert.That(() => d.abs(body), Throws.TypeOf<CffiTypeException>().With.Message.Contains("Ffi.Callback"));
    }
}
