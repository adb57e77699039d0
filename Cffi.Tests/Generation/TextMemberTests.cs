using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Strings in structs, unsigned characters, strings with a NUL, and null as a variadic argument, in code that is not unsafe.</summary>
public sealed class TextMemberTests
{
    [Test]
    public void Text_in_a_struct_and_unsigned_text_are_shown_as_text()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libtext.so");
        CCompiler.Gcc.CompileLibrary(
            "struct named { int n; char name[8]; unsigned char bytes[8]; char one[1]; }; struct named make(void) { return (struct named){ 1, \"h\\303\\251llo\", { 65 }, { 'x' } }; }"
            + " const unsigned char *column(void) { return (const unsigned char *)\"from SQL\"; } const unsigned char *none(void) { return 0; }",
            library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "struct named { int n; char name[8]; unsigned char bytes[8]; char one[1]; }; struct named make(void); const unsigned char *column(void); const unsigned char *none(void);",
            """
            public static string Shown()
            {
                var output = new System.IO.StringWriter();
                Console.SetOut(output);
                var value = make();
                Console.WriteLine(value.name);
                Console.WriteLine(column());
                string name = value.name;
                string? missing = none();
                CPointer<byte> bytes = column();
                ReadOnlySpan<byte> raw = value.name;
                return $"{output}{name} {value.one} {missing is null} {bytes[5]} {raw.Length} {column().Bytes.Length}";
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Shown").ReplaceLineEndings("\n"), Is.EqualTo("héllo\nfrom SQL\nhéllo x True 83 8 8"));
    }

    [Test]
    public void Unsigned_text_is_shown_as_text_wherever_C_has_it()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libunsigned.so");
        CCompiler.Gcc.CompileLibrary(
            """
            struct entry { const unsigned char *name; const unsigned char *both[2]; int n; };
            const unsigned char *version = (const unsigned char *)"v1";
            struct entry make(void) { struct entry e = { (const unsigned char *)"member", { (const unsigned char *)"one", (const unsigned char *)"two" }, 3 }; return e; }
            int each(int (*seen)(const unsigned char *text, int n)) { return seen((const unsigned char *)"from C", 6); }
            unsigned sum(const unsigned char *bytes, int n) { unsigned s = 0; while (n-- > 0) s += bytes[n]; return s; }
            void find(const unsigned char **to) { *to = (const unsigned char *)"found"; }
            """,
            library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            struct entry { const unsigned char *name; const unsigned char *both[2]; int n; };
            extern const unsigned char *version;
            struct entry make(void);
            typedef int (*seen_t)(const unsigned char *text, int n);
            int each(seen_t seen);
            unsigned sum(const unsigned char *bytes, int n);
            void find([[cffi::out]] const unsigned char **to);
            """,
            """
            public static string Shown()
            {
                var output = new System.IO.StringWriter();
                Console.SetOut(output);
                entry value = make();
                Console.WriteLine(value.name);
                Console.WriteLine(version);
                each((text, n) => { Console.WriteLine($"{text} {text.AsSpan(n).Length} {text[0]}"); return 0; });
                find(out var found);
                Console.WriteLine(found);
                ReadOnlySpan<byte> bytes = [1, 2, 3];
                return $"{output}{sum(bytes, 3)} {sum(value.name, 2)} {sum((CPointer<byte>)value.name, 1)}";
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Shown").ReplaceLineEndings("\n"), Is.EqualTo("member\nv1\nfrom C 6 102\nfound\n6 210 109"));
    }

    [Test]
    public void A_string_with_a_nul_inside_is_refused()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "size_t strlen(const char *s); size_t wcslen(const wchar_t *s); int snprintf(char *buffer, size_t size, const char *format, ...);",
            """
            public static nuint Narrow() => strlen("a\0b");
            public static nuint Wide() => wcslen("a\0b");
            public static int Variadic() => snprintf(default(CPointer<byte>), 0, "%s", "a\0b");
            public static nuint Bytes() => strlen("a\0b"u8);
            """);
        foreach (string way in new[] { "Narrow", "Wide", "Variadic" })
        {
            Assert.That(() => bindings.Run<object>(way), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7014"), way);
        }

        Assert.That(bindings.Run<nuint>("Bytes"), Is.EqualTo((nuint)1), "bytes may contain a NUL");
    }

    [Test]
    public void A_variadic_function_may_have_a_parameter_of_its_own_name()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of("int printf(const char *printf, ...); int snprintf(char *nothing, size_t size, const char *format, ...);", "public static int Two() => printf(\"%s\", \"\");");
        Assert.That(bindings.Run<int>("Two"), Is.Zero);
    }

    [Test]
    public void A_null_alone_is_one_variadic_argument()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "int snprintf([[cffi::length(size)]] char *buffer, size_t size, const char *format, ...);",
            """
            public static string Null()
            {
                Span<byte> buffer = stackalloc byte[16];
                int n = snprintf(buffer, "%p", null);
                return System.Text.Encoding.UTF8.GetString(buffer[..n]);
            }
            """);
        Assert.That(bindings.Run<string>("Null"), Is.EqualTo("(nil)"));
    }
}
