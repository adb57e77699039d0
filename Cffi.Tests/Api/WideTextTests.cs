using System.Text;

namespace Cffi.Tests.Api;

/// <summary>Wide strings as constants of API mode.</summary>
[TestFixture("any")]
[TestFixture("clang")]
[TestFixture("tcc")]
public sealed class WideTextTests(string compiler) : ApiTests(compiler)
{
    private const string Prelude = """
        #include <stddef.h>
        #define NAME L"Kerberos"
        #define NESTED (NAME)
        #define SMALL u8"\xc3\xa9t\xc3\xa9"
        #define EMPTY L""
        static const __WCHAR_TYPE__ object[] = L"object";
        static int numbers[3] = { 72, 105, 0 };
        #define NUMBERS numbers
        """;

    // tcc does not know these prefixes, nor 'u8'.
    private const string More = """
        #define HALF u"h\u00e9"
        #define FULL U"\U0001f600"
        """;

    [Test]
    public void The_compiler_tells_the_text_of_a_macro()
    {
        using CLibrary library = Compile("#define NAME ...\n#define NESTED ...\n#define EMPTY ...\n", Prelude, out Ffi ffi);
        Assert.That((ffi.GetConstant("NAME").As<string>(), ffi.GetConstant("EMPTY").As<string>()), Is.EqualTo(("Kerberos", "")));

        // tcc does not accept a literal in parentheses as a literal. C has no string type, so the constant is a pointer there.
        CValue nested = ffi.GetConstant("NESTED");
        Assert.That(IsTiny ? ffi.String(ffi.Cast("wchar_t *", nested)) : nested.As<string>(), Is.EqualTo("Kerberos"));
        Assert.That(ffi.GetConstant("NAME").ToString(), Is.EqualTo("Kerberos"));
    }

    [Test]
    public void It_tells_texts_of_the_other_prefixes()
    {
        if (IsTiny)
        {
            Assert.Ignore("tcc does not know the prefixes u8, u and U.");
        }

        using CLibrary library = Compile("#define SMALL ...\n#define HALF ...\n#define FULL ...\n", Prelude + "\n" + More, out Ffi ffi);
        Assert.That((ffi.GetConstant("SMALL").As<string>(), ffi.GetConstant("HALF").As<string>(), ffi.GetConstant("FULL").As<string>()), Is.EqualTo(("\u00e9t\u00e9", "h\u00e9", "\U0001f600")));
        using CLibrary declared = Compile("#define SMALL u8\"\\u00e9t\\u00e9\"\n#define HALF u\"h\\u00e9\"\n#define FULL U\"\\U0001f600\"\n", Prelude + "\n" + More, out ffi);
        Assert.That((ffi.GetConstant("SMALL").As<string>(), ffi.GetConstant("HALF").As<string>(), ffi.GetConstant("FULL").As<string>()), Is.EqualTo(("\u00e9t\u00e9", "h\u00e9", "\U0001f600")));
    }

    [Test]
    public void A_declared_text_is_verified_in_macros_and_in_arrays()
    {
        using CLibrary library = Compile("#define NAME L\"Kerberos\"\nstatic const wchar_t object[] = L\"object\";", Prelude, out Ffi ffi);
        Assert.That((ffi.GetConstant("NAME").As<string>(), ffi.GetConstant("object").As<string>()), Is.EqualTo(("Kerberos", "object")));
        using CLibrary again = Compile("#define NAME L\"Kerberos\"\nstatic const wchar_t object[] = L\"object\";", Prelude, out ffi);
        Assert.That(ffi.GetConstant("object").As<string>(), Is.EqualTo("object"), "from the cache");
    }

    [TestCase("#define NAME L\"Kerberus\"", "the declaration says the string L\"Kerberus\", the C compiler says the string L\"Kerberos\"")]
    [TestCase("#define NAME \"Kerberos\"", "the declaration says the string \"Kerberos\", the C compiler says the string L\"Kerberos\"")]
    [TestCase("#define NAME L\"Kerbero\"", "the declaration says the string L\"Kerbero\", the C compiler says the string L\"Kerberos\"")]
    [TestCase("#define EMPTY \"\"", "the declaration says the string \"\", the C compiler says the string L\"\"")]
    [TestCase("static const wchar_t object[] = L\"objekt\";", "the declaration says the string L\"objekt\", the C compiler says the string L\"object\"")]
    [TestCase("#define NAME 5", "the declaration says 5, the C compiler says a different value")]
    public void A_text_that_C_has_otherwise_is_a_difference(string declared, string expected) =>
        Assert.That(Differences(declared, Prelude), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8105: ").And.All.EndsWith(expected));

    [Test]
    public void An_array_of_integers_is_no_text_and_neither_is_one_of_another_length()
    {
        using CLibrary library = Compile("#define NUMBERS ...", Prelude, out Ffi ffi);
        Assert.That(ffi.Cast("int *", ffi.GetConstant("NUMBERS"))[1].As<int>(), Is.EqualTo(105));
        Assert.That(Differences("static const wchar_t object[] = L\"obj\";", Prelude), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8108: 'object' is not a string of that length in C"));
    }

    [Test]
    public void A_saved_module_has_the_texts()
    {
        using var folder = new Native.TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef("#define NAME ...\nstatic const wchar_t object[] = L\"object\";");
        ffi.SetSource("wide_texts", Prelude, Options);
        using CLibrary library = Ffi.LoadModule(ffi.CompileTo(folder.File("out")));
        Assert.That((library.Ffi.GetConstant("NAME").As<string>(), library.Ffi.GetConstant("object").As<string>()), Is.EqualTo(("Kerberos", "object")));
    }

    [Test]
    public void A_typed_module_has_them_as_strings()
    {
        using Generation.GeneratedModule module = Generation.GeneratedModule.Of(
            "#define NAME ...\n#define DECLARED L\"Kerberos\"\nstatic const wchar_t object[] = L\"object\";\nstatic const char plain[] = \"pl\\0ain\";", Prelude + "\n#define DECLARED NAME\nstatic const char plain[] = \"pl\\0ain\";\n", "public static string Use() => NAME + \"/\" + DECLARED + \"/\" + @object + \"/\" + plain;");
        Assert.That(module.Run<string>("Use"), Is.EqualTo("Kerberos/Kerberos/object/pl\0ain"));
    }

    [Test]
    public void An_array_is_no_pointer_to_its_elements()
    {
        // It has a pointer's size, so that only the type differs.
        string[] differences = Differences("extern char *name; struct s { const char *p; long l; };", "static char name[8]; struct s { char p[8] __attribute__((aligned(8))); long l; };");
        Assert.That(differences, Has.Length.EqualTo(2).And.All.StartsWith("CFFI8104: "));
    }
}
