using Cffi.Generator.Emission;
using Cffi.Generator.Emission.Reading;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Texts that the generator reads once for all platforms: the result equals a separate reading for each platform.</summary>
public sealed class OneReadingTests
{
    // Parts of constant expressions that decide whether one reading is enough.
    private static readonly string[] Pieces =
    [
        "1", "0", "7", "200", "2147483647", "0x7fffffff", "0x80000000", "0777", "1u", "1L", "3000000000", "'a'", "'\\xff'", "L'a'", "sizeof", "(", ")", "(", ")", "+", "-", "~", "*",
        "<<", ">>", "==", "?", ":", "(char)", "(int)", "(long)", "(unsigned long)", "(T)", "(size_t)", "long", "int", "T", "B", "C", "\"a\"", "/* x */", "[", "]", ",", "{", "}", "=",
    ];

    private static readonly string[] Frames =
    [
        "typedef long T; enum { B = 3, A = @, C }; int a[A];",
        "typedef long T; enum { B = 3 }; int a[@];",
        "#define B 5\ntypedef long T;\n#define A @\nint a[A];\nenum e { X = A };",
        "typedef long T; enum { B = 3 }; struct s { int x : @; long y : @; _Bool z; };",
        "typedef long T; enum { B = 3 }; static const T A = @; const char D = @;",
        "enum { B = 3 }; typedef struct s { wchar_t w[B]; void (*f)(long double, struct s *, wchar_t); } T; enum E : @ { X = @ }; int f(T t, T *p, enum E e);",
        "typedef long T; enum { B = 3 }; [[cffi::errno]] int f([[cffi::length(n)]] const T *p, int n); int g([[cffi::out]] T *p, int q[@]);",
    ];

    [TestCase("enum { A = (unsigned long)-1 };")]
    [TestCase("enum { A = 1, B = ((char)-1 > 0) + 3 };")]
    [TestCase("typedef long T; int a[(T)-1 > 0 ? 1 : 2];")]
    [TestCase("const char c = 200;")]
    [TestCase("static const unsigned long m = -1;")]
    [TestCase("#define M ((long)-1)\n")]
    [TestCase("#define M (T)-1\n")]
    [TestCase("#define T long\nenum { A = (T)-1 };")]
    [TestCase("#define F(x) x\n")]
    [TestCase("enum e : long { A };")]
    [TestCase("struct s { int x : 17; };")]
    [TestCase("enum { A = 0x80000000 };")]
    [TestCase("#define C L'x'\n")]
    [TestCase("#define S \"\\xff\"\n")]
    [TestCase("struct s { [[gnu::mode(word)]] int x; };")]
    [TestCase("alignas(long) int x;")]
    public void A_text_that_platforms_may_read_otherwise_is_read_for_each(string text) => Assert.That(TargetIndependence.IsSure(text), Is.False);

    [TestCase("#define LIMIT 0x10\n#define NAME \"text\" /* why */\n#define BOTH (LIMIT + 2 * 3)\n#define TAB 't'\n#define FLAG\nint f(void);")]
    [TestCase("enum flags { A = 1 << 3, B = A | 0x20, C = -(A + 1), D };\nint a[C < 0 ? A : 2][B];")]
    [TestCase("struct s { unsigned low : 3; unsigned : 0, high : 16; struct { enum { X = 5 } x; } in; };")]
    [TestCase("static const int LIMIT = 42; const double d = 1;")]
    [TestCase("[[cffi::errno, cffi::leaf]] int f([[cffi::length(n)]] const char *p, size_t n); // f(x)")]
    [TestCase("extern \"C#\" int f(int x);")]
    public void Numbers_of_type_int_are_the_same_everywhere(string text) => Assert.That(TargetIndependence.IsSure(text), Is.True);

    [Test]
    public void A_cast_is_computed_on_each_platform()
    {
        string source = Emit("enum { A = (unsigned long)-1 };").Source!;
        Assert.That(source, Does.Contain("public static global::System.Int128 A =>"), "no type of 64 bits has -1 and 18446744073709551615");
        Assert.That(source, Does.Contain("1 => unchecked((global::System.Int128)(4294967295U)), // linux-x86"));
        Assert.That(source, Does.Contain("4 or 5 or 9 => unchecked((global::System.Int128)(-1)), // win-x64, win-x86, win-arm64"), "an enumerator of MSVC is an int");
    }

    [Test]
    public void An_enumerator_beyond_int_makes_a_reading_for_each_platform() =>
        Assert.That(Same("enum { A = 2147483647, B, C = B * 2 };", out _), Is.Null);

    [Test]
    public void A_callback_is_compared_on_each_platform() =>
        Assert.That(Emit("void f(void (*each)(wchar_t c));").Source, Does.Not.Contain("Invoke("), "wchar_t is passed as two types");

    [Test]
    public void A_callback_through_the_run_time_is_right_on_each_platform()
    {
        const string Text = "struct s { int a; }; void f(void (*each)(long double x, struct s *p));";
        Assert.That(Emit(Text).Source, Does.Contain("CCallback<f_each> Create(Body body, "));
        Assert.That(Same(Text, out bool isOne), Is.Null);
        Assert.That(isOne, Is.True);
    }

    [Test]
    public void A_mistake_is_reported_as_a_reading_for_each_platform_reports_it()
    {
        Assert.That(Same("int f(unt x);", out bool isOne), Is.Null);
        Assert.That(isOne, Is.True);
        Assert.That(Same("int f(UINT x);", out _), Is.Null);
        Assert.That(Same("int f(UINT x);", out _, Target.WindowsX64, Target.LinuxX64), Is.Null);
    }

    [Test]
    public void Random_texts_are_read_once_as_they_are_read_for_each_platform()
    {
        int count = FuzzSettings.Count("CFFI_TEXTS", 3_000);
        int once = 0;
        for (int i = 0; i < count; i++)
        {
            var random = SplitMix64.ForCase(FuzzSettings.Seed, i);
            string text = string.Concat(random.Pick(Frames).Split('@').SelectMany((part, index) => index == 0 ? [part] : Expression(random).Append(part)));
            Assert.That(Same(text, out bool isOne), Is.Null, $"CFFI_SEED={FuzzSettings.Seed}, text {i}: {text}");
            once += isOne ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{once} of {count} random texts were read once");
        Assert.That(once, Is.GreaterThan(count / 50));
    }

    private static IEnumerable<string> Expression(SplitMix64 random) =>
        [.. Enumerable.Range(0, 1 + random.Below(5)).Select(_ => random.Pick(Pieces) + " ")];

    private static BindingResult Emit(string text) => BindingEmitter.Emit(new BindingRequest(text, "Lib"));

    // The difference between one reading and a reading per platform; null if there is none.
    internal static string? Same(string text, out bool isOne, params Target[] targets)
    {
        isOne = TargetIndependence.IsSure(text);
        var request = new BindingRequest(text, "Lib") { Targets = targets };
        BindingResult result = BindingEmitter.Emit(request);
        var diagnostics = new List<CDiagnostic>();
        IReadOnlyList<TargetText> texts = TargetReader.ReadForEach(request, diagnostics, default);
        BindingResult each = BindingEmitter.Emit(request, texts);
        string expected = each.Source + string.Join("\n", diagnostics.Concat(each.Diagnostics));
        string found = result.Source + string.Join("\n", result.Diagnostics);
        return found == expected ? null : $"read once:\n{found}\nread for each:\n{expected}";
    }
}
