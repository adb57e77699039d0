using System.Text;
using Cffi.Tests.Generation;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>Identifiers with characters outside of ASCII, as characters and as universal character names (C11 6.4.2.1, 6.4.3).</summary>
public sealed class IdentifierTests
{
    private const string Text = """
        struct caf\u00e9 { int pri\u0078\u0302; double \U0001F600; };
        int na\u00efve(int \u5024, const struct caf\u00e9 *p);
        extern int \u00e9t\u00e9;
        #define GR\u00d6SSE 7
        enum farbe { GR\u00dcN = 4 };
        """;

    private static string Written => Text.Replace("\\u0078", "x", StringComparison.Ordinal);

    [Test]
    public void A_universal_character_name_is_the_character()
    {
        ParserFixture c = ParserFixture.Of(Written);
        Assert.That(c.Record("caf\u00e9").Members.Select(static member => member.Name), Is.EqualTo(new[] { "prix\u0302", "\U0001F600" }));
        Assert.That(((FunctionDeclaration)c["na\u00efve"]).ParameterNames[0], Is.EqualTo("\u5024"));
        Assert.That((c.TypeOf("\u00e9t\u00e9"), (int)c.Constant("GR\u00d6SSE").Integer, (int)c.Constant("GR\u00dcN").Integer), Is.EqualTo(("int", 7, 4)));
        Assert.That(ParserFixture.Of("int \\u00e9; int \u00e9; typedef int \\U000000e9t; extern \u00e9t x;").Declarations.Own, Has.Count.EqualTo(3));
    }

    // Compares every character of the plane with gcc, which follows the same Annex D.
    [Test]
    public void Gcc_takes_the_same_characters()
    {
        int[] all = [.. Enumerable.Range(0xa0, 0xd800 - 0xa0), .. Enumerable.Range(0xe000, 0x2000), 0x10000, 0x1f600, 0x1fffd, 0x1fffe, 0x2ffff, 0xefffd, 0xeffff, 0xf0000, 0x10ffff];
        var text = new StringBuilder();
        foreach (int character in all)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"#line {character} \"s\"\n\\U{character:x8}\n#line {character} \"p\"\na\\U{character:x8}\n");
        }

        (_, string errors) = CCompiler.Gcc.Preprocess(text.ToString(), "-std=c11", "-P", "-w", "-fmax-errors=0");
        HashSet<string> refused = [.. errors.Split('\n').Where(static line => line.Contains("error:", StringComparison.Ordinal)).Select(static line => line[..line.IndexOf(':', 2)])];
        foreach (int character in all)
        {
            // Cffi treats a byte order mark as a blank.
            if (character != 0xfeff)
            {
                Assert.That(Cffi.Parser.Lexing.NameCharacters.IsStart(character), Is.EqualTo(!refused.Contains($"s:{character}")), $"U+{character:X4} first");
                Assert.That(Cffi.Parser.Lexing.NameCharacters.IsPart(character), Is.EqualTo(!refused.Contains($"p:{character}")), $"U+{character:X4} later");
            }
        }
    }

    [Test]
    public void What_cannot_stand_in_a_name_is_said_by_its_number()
    {
        Assert.That(ParserFixture.ErrorOf("int \\u0041;"), Does.StartWith("""
            <cdef>(1,5): error CFFI1001: the universal character name of U+0041 is not allowed here
                1 | int \u0041;
                  |     ^~~~~~
                  = hint: write the character itself
            """));
        Assert.That(ParserFixture.ErrorOf("int \\u0301x;"), Does.Contain("U+0301").And.Contain("Annex D"));
        Assert.That(ParserFixture.ErrorOf("int a\\u00d7;"), Does.Contain("(1,6)").And.Contain("U+00D7"));
        Assert.That(ParserFixture.ErrorOf("int a\u00d7;"), Does.Contain("the character U+00D7 cannot occur in C"));
    }

    [Test]
    public void Symbols_are_found_in_a_library_of_gcc_at_run_time_and_in_generated_code()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libwide.so");
        CCompiler.Gcc.CompileLibrary($"{Written}\nint \\u00e9t\\u00e9 = 5;\nint na\\u00efve(int \\u5024, const struct caf\\u00e9 *p) {{ return \\u5024 + p->prix\\u0302 + (int)p->\\U0001F600; }}", library);
        var ffi = new Ffi();
        ffi.Cdef(Written);
        using (CLibrary lib = ffi.Dlopen(library))
        {
            using CData record = ffi.New("struct caf\u00e9 *");
            record["prix\u0302"] = 20;
            record["\U0001F600"] = 300.0;
            Assert.That(lib.Call<int>("na\u00efve", 1, record), Is.EqualTo(321));
            Assert.That(lib.GetVariable("\u00e9t\u00e9").As<int>(), Is.EqualTo(5));
        }

        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Written,
            """
            public static string Use()
            {
                caf\u00e9 p = new() { prix\u0302 = 20, _uD83D_uDE00 = 300 };
                \u00e9t\u00e9++;
                return $"{na\u00efve(1, p)} {\u00e9t\u00e9} {GR\u00d6SSE} {farbe.GR\u00dcN}";
            }
            """,
            library);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("321 6 7 GR\u00dcN"));
    }

    [Test]
    public void A_module_of_API_mode_has_them()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct caf\\u00e9 { int \\u00e9; ...; }; int na\\u00efve(struct caf\\u00e9 *p); extern int \\u00e9t\\u00e9;\n#define GR\\u00d6SSE ...\n");
        ffi.SetSource("_wide", "struct caf\\u00e9 { long pad; int \\u00e9; }; static int na\\u00efve(struct caf\\u00e9 *p) { return p->\\u00e9 + 1; } static int \\u00e9t\\u00e9 = 3;\n#define GR\\u00d6SSE 9\n");
        using CLibrary lib = ffi.Compile();
        using CData record = ffi.New("struct caf\u00e9 *");
        record["\u00e9"] = 20;
        Assert.That((lib.Call<int>("na\u00efve", record), lib.GetVariable("\u00e9t\u00e9").As<int>(), lib.GetConstant("GR\u00d6SSE").As<int>()), Is.EqualTo((21, 3, 9)));
    }
}
