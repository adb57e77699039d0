using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Conversion;

/// <summary>Characters and strings in UTF-8, UTF-16 and UTF-32.</summary>
public sealed class TextConversionTests
{
    private static readonly string[] Samples = ["", "a", "plain", "gr\u00fc\u00dfe", "\u20ac\u4e2d", "a\U0001F600b"];

    private static CLibrary C => RealLibraries.StandardLibrary.C;

    private static bool IsWideUtf16 => Target.Current.WCharSize == sizeof(char);

    [TestCaseSource(nameof(Samples))]
    public void Text_survives_the_way_to_c_and_back(string text)
    {
        string first = text.Split('\0')[0];
        foreach (string type in new[] { "char[]", "unsigned char[]", "signed char[]", "char16_t[]", "char32_t[]", "wchar_t[]" })
        {
            using CData memory = Own.New(type, text);
            Assert.That(Own.String(memory), Is.EqualTo(first), type);
            Assert.That(Own.String(memory + 0), Is.EqualTo(first), type);
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void String_arguments_become_temporaries_with_a_nul(string text)
    {
        string first = text.Split('\0')[0];
        Assert.That(C.Call<int>("strlen", text), Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(first)));
        Assert.That(Lib.Call<int>("length16", text), Is.EqualTo(first.Length));
        Assert.That(Lib.Call<int>("length32", text), Is.EqualTo(first.EnumerateRunes().Count()));
        Assert.That(C.Call<int>("wcslen", text), Is.EqualTo(IsWideUtf16 ? first.Length : first.EnumerateRunes().Count()));
    }

    // A truncated string would be a different file name, password or SQL statement.
    [Test]
    public void A_string_with_a_nul_inside_is_refused_wherever_it_goes()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct named { char name[8]; char16_t wide[8]; }; int printf(const char *format, ...);");
        using CData record = ffi.New("struct named *");
        using CData texts = ffi.New("char[2][8]");
        Action[] ways =
        [
            () => C.Call("strlen", "in\0side"), () => C.Call("wcslen", "in\0side"), () => Lib.Call("length16", "in\0side"), () => Lib.Call("length32", "end\0"),
            () => Lib.Call("count_constant_strings", new[] { "one", "in\0side" }), () => C.Call("snprintf", Ffi.Null, 0, "%s", "in\0side"),
            () => record["name"] = "a\0b", () => record["wide"] = "a\0b", () => texts[1] = "a\0b", () => record["name"].Assign("a\0b"),
            () => ffi.New("char[]", "a\0b"), () => ffi.New("char32_t[]", "a\0b"), () => ffi.New("struct named *", new[] { "a\0b" }),
        ];
        foreach (Action way in ways)
        {
            CffiTypeException error = Assert.Throws<CffiTypeException>(() => way())!;
            Assert.That(error.Id, Is.EqualTo("CFFI7014"), error.Message);
            Assert.That(error.Message, Does.Contain("NUL at index ").And.Contain("pass an array of "));
        }

        using CData bytes = Own.New("char[]", "in\0side"u8.ToArray());
        Assert.That(bytes.Length, Is.EqualTo(7), "bytes may contain a NUL");
        record["name"][0] = '\0';
        record["name"][1] = "\0";
        Assert.That(record["name"][1].As<int>(), Is.Zero, "one character is one code unit");
    }

    [Test]
    public void A_megabyte_of_text_passes()
    {
        string text = string.Concat(Enumerable.Repeat("\u00e4b", 1 << 19));
        Assert.That(C.Call<long>("strlen", text), Is.EqualTo(3L << 19));
        Assert.That(Lib.Call<long>("length16", text), Is.EqualTo(1L << 20));
        using CData memory = Own.New("char[]", text);
        Assert.That(Own.String(memory), Is.EqualTo(text));
    }

    [TestCase("lone high", new[] { 0xD800 })]
    [TestCase("lone low", new[] { 0x61, 0xDC00, 0x62 })]
    [TestCase("high before a pair", new[] { 0xD800, 0xD800, 0xDC00 })]
    public void An_unpaired_surrogate_is_refused_where_the_encoding_has_no_form_for_it(string name, int[] units)
    {
        // The test gives numbers, because C# stores attributes in UTF-8, which has no lone surrogates.
        string text = string.Concat(units.Select(static unit => (char)unit));
        Assert.That(() => C.Call("strlen", text), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7008"), name);
        Assert.That(() => Lib.Call("length32", text), Throws.TypeOf<CffiTypeException>().With.Message.Contains("surrogate"));
        Assert.That(() => C.Call("wcslen", text), IsWideUtf16 ? Throws.Nothing : Throws.TypeOf<CffiTypeException>().With.Message.Contains("surrogate"));
        Assert.That(() => Own.New("char[]", text), Throws.TypeOf<CffiTypeException>());
        Assert.That(Lib.Call<int>("length16", text), Is.EqualTo(text.Length), "UTF-16 can represent a lone surrogate");
    }

    [Test]
    public void Units_that_are_no_text_become_replacement_characters()
    {
        using CData memory = Own.New("unsigned char[]", new byte[] { 0x61, 0xFF, 0x62, 0 });
        Assert.That(Own.String(memory), Is.EqualTo("a\ufffdb"));
        Assert.That(Own.String(Own.Cast("char32_t", 0xD800)), Is.EqualTo("\ufffd"));
    }

    [Test]
    public void Text_ends_at_nul_limit_or_memory()
    {
        using CData array = Own.New("char[5]", "hello");
        Assert.That(Own.String(array), Is.EqualTo("hello"));
        Assert.That(Own.String(array, 2), Is.EqualTo("he"));
        Assert.That(Own.String(array, 0), Is.Empty);
        Assert.That(Own.String(array, long.MaxValue), Is.EqualTo("hello"));
        Assert.That(Own.String(array + 3), Is.EqualTo("lo"), "the text ends at the end of the memory");
        CData foreign = Lib.Call<CData>("greeting");
        Assert.That(Own.String(foreign), Is.EqualTo("gr\u00fc\u00dfe"));
        Assert.That(Own.String(foreign, 2), Is.EqualTo("gr"));
        Assert.That(Own.String(foreign, 1_000_000_000), Is.EqualTo("gr\u00fc\u00dfe"));
        Assert.That(foreign.As<string>(), Is.EqualTo("gr\u00fc\u00dfe"));
    }

    [Test]
    public void One_character_becomes_one_unit()
    {
        using CData memory = Own.New("char[4]");
        memory[0] = 'A';
        memory[1] = "B";
        memory[2] = 0xC3;
        Assert.That(memory[0] == 'A', Is.True);
        memory[3] = memory[2];
        Assert.That(memory[3].As<int>(), Is.EqualTo(0xC3), "a value that was read can be written back");
        CffiRangeException error = Assert.Throws<CffiRangeException>(() => memory[0] = '\u20ac')!;
        Assert.That(error.Id, Is.EqualTo("CFFI7011"));
        Assert.That(error.Message, Does.Contain("U+20AC").And.Contain("'char'"));
        Assert.That(() => memory[0] = "AB", Throws.TypeOf<CffiTypeException>());
        Assert.That(() => memory[0] = "", Throws.TypeOf<CffiTypeException>());
        using CData wide = Own.New("char16_t[2]");
        wide[0] = '\u20ac';
        Assert.That(Own.String(wide), Is.EqualTo("\u20ac"));
    }

    [Test]
    public void A_list_of_strings_becomes_a_list_of_pointers()
    {
        Assert.That(Lib.Call<int>("count_constant_strings", new string?[] { "one", "t\u00fco", null }), Is.EqualTo(7));
        Assert.That(Lib.Call<int>("count_constant_strings", new object[] { "one", Ffi.Null }), Is.EqualTo(3));
        Assert.That(Lib.Call<int>("count_constant_strings", new string?[] { null }), Is.Zero);
    }
}
