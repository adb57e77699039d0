using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Variables and constants.</summary>
public sealed class VariableTests
{
    [Test]
    public void Variables_are_references_into_the_library()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "extern int optind; extern char **environ; extern const char *const sys_missing[]; extern int opterr; struct in6_addr { unsigned char bytes[16]; }; extern const struct in6_addr in6addr_loopback;",
            """
            public static string Use()
            {
                optind = 5;
                optind++;
                ref int second = ref optind;
                string? first = environ[0];
                return $"{second} {first!.Contains('=')} {in6addr_loopback.bytes[15]}";
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("6 True 1"));
    }

    [Test]
    public void Constants_are_constants_of_CSharp()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            #define LIMIT (4 * 10 + 2)
            #define MASK 0x80000000u
            #define BIG 0x7fffffffffffffffLL
            #define HUGE 0xffffffffffffffffULL
            #define PI 3.25
            #define NAME "n\"ame"
            #define LETTER 'x'
            #define RAW "\xff\0b"
            #define NOWHERE ((void *)-1)
            enum color { RED, GREEN = 5, BLUE };
            enum { UNNAMED = 9 };
            static const int eleven = 11;
            """,
            """
            public static string Use()
            {
                const int limit = LIMIT;
                uint mask = MASK;
                color green = color.GREEN;
                color blue = BLUE;
                return FormattableString.Invariant($"{limit} {mask} {BIG} {HUGE} {PI} {NAME} {LETTER} {RAW.Length} {NOWHERE} {green} {(int)blue} {UNNAMED} {eleven}");
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("42 2147483648 9223372036854775807 18446744073709551615 3.25 n\"ame 120 3 -1 GREEN 6 9 11"));
    }
}
