using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>Texts that are cut, or lack a character, at any position: they are read or refused, never with another exception.</summary>
public sealed class CutTextTests
{
    // Every construct after which the lexer, the preprocessor or a constant can meet the end of the text.
    private const string Ends = """
        #if '\\' == 92 && L'\x41' && u'\u00e9' && '\101' && 0x1'0 && 1.5e+3 > 0x1.8p-2
        #elif defined(X) || defined Y || __has_include(<stdio.h>) || __has_include("a.h") || __has_attribute(packed)
        #endif
        #define F(a, ...) a ## __VA_ARGS__ #a __VA_OPT__(, a) "\"\\" '\''
        #define G(x) F(x, (1, "a\\"), '\\') \
          more
        const char *s = "a\n\x1b\U0001F600" L"\\" u8"\0";
        #pragma pack(push, name, 4)
        #pragma push_macro("F")
        #pragma pop_macro("F")
        #include <stdint.h>
        #include "stdio.h"
        _Pragma("pack(pop)") _Pragma("once\\")
        # 5 "file\\.h" 1
        #line 7 "x\"y"
        #error what's this "
        #warning \
        int f(int a[3]) __asm__("sym" "bol"); /* a comment * / */ // another \
        one
        enum { A = 'ab', B = '\e', C = sizeof("\\") } ??= ??/ <: :> %: %:%: <% %>
        struct [[deprecated("x\\")]] t { int x : 3; } __attribute__((aligned(8), deprecated("\\")));
        """;

    private static readonly string[] Texts = [Ends, .. FuzzSeeds.All];

    [Test]
    public void A_text_that_is_cut_off_anywhere_is_read_or_refused() =>
        ForEach(static (text, at) => text[..at]);

    [Test]
    public void A_text_without_any_one_character_is_read_or_refused() =>
        ForEach(static (text, at) => text.Remove(at, 1));

    [Test]
    public void A_text_with_a_backslash_anywhere_is_read_or_refused() =>
        ForEach(static (text, at) => text[..at] + "\\" + text[at..]);

    [Test]
    public void A_text_that_starts_anywhere_is_read_or_refused() =>
        ForEach(static (text, at) => text[at..]);

    [TestCase("#if '\\\\")]
    [TestCase("#if '\\")]
    [TestCase("#if \"\\")]
    [TestCase("enum { A = '\\")]
    [TestCase("char *s = \"\\")]
    public void A_literal_that_ends_in_a_backslash_is_refused(string text) =>
        Assert.That(new ParserFixture().Errors(text), Is.Not.Empty);

    [TestCase("int (*)(const char *, int[3])")]
    [TestCase("unsigned long long __attribute__((aligned(8))) *const[sizeof(int[2]) + '\\\\' - 0x1p3f > 2 ? 'a' : \"b\\\"\"[0]]")]
    public void A_type_name_that_is_cut_off_anywhere_is_read_or_refused(string typeName)
    {
        for (int at = 0; at <= typeName.Length; at++)
        {
            Check(() => new ParserFixture().Parser.ParseType(typeName[..at]), typeName[..at]);
            Check(() => new ParserFixture().Parser.ParseType(typeName[..at] + "\\"), typeName[..at] + "\\");
        }
    }

    private static void ForEach(Func<string, int, string> change)
    {
        foreach (string text in Texts)
        {
            for (int at = 0; at < text.Length; at++)
            {
                string changed = change(text, at);
                Check(() => new ParserFixture().Parser.Parse(changed), changed);
            }
        }
    }

    private static void Check(Action read, string text)
    {
        try
        {
            read();
        }
        catch (CDefinitionException refusal)
        {
            Assert.That(refusal.Diagnostics, Is.Not.Empty);
            Assert.That(refusal.Message, Is.Not.Empty);
        }
        catch (Exception exception)
        {
            // The test looks for any other exception, and shows the text with it.
            Assert.Fail($"{text}\n{exception}");
        }
    }
}
