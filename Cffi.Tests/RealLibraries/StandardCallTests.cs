using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

/// <summary>Ordinary calls of the C library: numbers, records, strings, files.</summary>
public sealed class StandardCallTests
{
    [TestCase(7, 2)]
    [TestCase(-7, 2)]
    [TestCase(int.MinValue, 3)]
    public void Div_returns_quotient_and_remainder_in_one_register(int numerator, int denominator)
    {
        var result = C.Call<CData>("div", numerator, denominator);
        Assert.That(result["quot"].As<int>(), Is.EqualTo(numerator / denominator));
        Assert.That(result["rem"].As<int>(), Is.EqualTo(numerator % denominator));
    }

    [Test]
    public void Ldiv_returns_quotient_and_remainder_in_two_registers()
    {
        var result = C.Call<CData>("ldiv", long.MinValue, 10L);
        Assert.That(result["quot"].As<long>(), Is.EqualTo(long.MinValue / 10));
        Assert.That(result["rem"].As<long>(), Is.EqualTo(long.MinValue % 10));
    }

    [Test]
    public void Labs_takes_a_long() => Assert.That(C.Call<long>("labs", long.MinValue + 1), Is.EqualTo(long.MaxValue));

    [Test]
    public void Toupper_takes_a_character_as_a_number() => Assert.That((char)C.Call<int>("toupper", 'q'), Is.EqualTo('Q'));

    [Test]
    public void Strlen_counts_bytes_of_utf8() => Assert.That(C.Call<nuint>("strlen", "h\u00e9llo\u20ac"), Is.EqualTo((nuint)9));

    [Test]
    public void Wcslen_counts_code_points() => Assert.That(C.Call<int>("wcslen", "a\U0001F600b"), Is.EqualTo(3));

    [Test]
    public void Mbstowcs_writes_wide_text()
    {
        using CData wide = Standard.New("wchar_t[16]");
        Assert.That(C.Call<long>("mbstowcs", wide, "plain", 16), Is.EqualTo(5));
        Assert.That(Standard.String(wide), Is.EqualTo("plain"));
    }

    [Test]
    public void Strchr_returns_a_pointer_into_its_argument()
    {
        using CData text = Standard.New("char[]", "key=value");
        var found = C.Call<CData>("strchr", text, '=');
        Assert.That(found - text, Is.EqualTo(3));
        Assert.That(Standard.String(found + 1), Is.EqualTo("value"));
        Assert.That(C.Call<CData>("strchr", text, '#').IsNull, Is.True);
    }

    [Test]
    public void Getenv_sees_what_setenv_set_and_null_for_what_is_not_there()
    {
        Assert.That(C.Call<int>("setenv", "CFFI_TEST_VALUE", "gr\u00fcn", 1), Is.Zero);
        Assert.That(C.Call<string?>("getenv", "CFFI_TEST_VALUE"), Is.EqualTo("gr\u00fcn"));
        Assert.That(C.Call<string?>("getenv", "CFFI_TEST_ABSENT"), Is.Null);
    }

    [Test]
    public void Environ_is_a_list_of_strings_that_ends_in_null()
    {
        C.Call("setenv", "CFFI_TEST_LISTED", "yes", 1);
        CData environ = C.GetVariable("environ");
        var entries = new List<string>();
        for (int i = 0; !environ[i].IsNull; i++)
        {
            entries.Add(Standard.String(environ[i]));
        }

        Assert.That(entries, Does.Contain("CFFI_TEST_LISTED=yes"));
    }

    [Test]
    public void A_file_is_written_and_read_through_its_opaque_pointer()
    {
        using var folder = new Native.TemporaryFolder();
        string path = folder.File("t\u00e9xt");
        var file = C.Call<CData>("fopen", path, "w");
        Assert.That(file.IsNull, Is.False);
        Assert.That(C.Call<int>("fputs", "first line\n", file), Is.GreaterThanOrEqualTo(0));
        Assert.That(C.Call<long>("ftell", file), Is.EqualTo(11));
        Assert.That(C.Call<int>("fclose", file), Is.Zero);
        Assert.That(File.ReadAllText(path), Is.EqualTo("first line\n"));

        file = C.Call<CData>("fopen", path, "r");
        byte[] bytes = new byte[32];
        Assert.That(C.Call<int>("fread", bytes, 1, bytes.Length, file), Is.EqualTo(11));
        C.Call("fclose", file);
        Assert.That(bytes.AsSpan(0, 11).SequenceEqual("first line\n"u8), Is.True);
    }

    [Test]
    public void Memset_fills_a_net_array_in_place()
    {
        int[] numbers = [1, 2, 3];
        C.Call("memset", numbers, 0xFF, 8);
        Assert.That(numbers, Is.EqualTo(new[] { -1, -1, 3 }));
    }

    [Test]
    public void Strtol_tells_where_it_stopped_through_an_out_pointer()
    {
        using CData text = Standard.New("char[]", "123abc");
        using CData end = Standard.New("char **");
        Assert.That(C.Call<long>("strtol", text, end, 10), Is.EqualTo(123));
        Assert.That(end[0] - text, Is.EqualTo(3));
    }
}
