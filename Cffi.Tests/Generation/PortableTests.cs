using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>One assembly for platforms whose layouts or values differ.</summary>
public sealed class PortableTests
{
    private const string Text = """
        struct mixed { char first; wchar_t wide; long double exact; unsigned low : 3; unsigned char high : 2; int last; };
        void *memset(struct mixed *m, int c, size_t n);
        struct mixed *calloc(size_t n, size_t size);
        long labs(long x);
        int towupper(wchar_t c);
        size_t wcslen(const wchar_t *s);
        #ifdef _WIN32
        #define PATH_LENGTH 260
        int only_on_windows(void);
        #else
        #define PATH_LENGTH 4096
        #endif
        #define LONG_BITS (sizeof(long) * 8)
        """;

    [Test]
    public void Members_are_found_where_the_platform_has_them()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            Text,
            """
            public static string Use()
            {
                var m = new mixed { first = 1, wide = 0x1F600, low = 5, high = 2, last = -7 };
                CPointer<mixed> p = calloc(2, 64);
                p.Store(m, 1);
                mixed copy = p.Load(1);
                return $"{copy.first} {copy.wide} {copy.low} {copy.high} {copy.last} {p.Load(0).last}";
            }
            public static string Scalars() => $"{labs(-5)} {(char)towupper('a')} {wcslen("wide")} {PATH_LENGTH} {LONG_BITS}";
            public static int Windows() => only_on_windows();
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("1 128512 5 2 -7 0"));
        Assert.That(bindings.Run<string>("Scalars"), Is.EqualTo(OperatingSystem.IsWindows() ? "5 A 4 260 32" : "5 A 4 4096 64"));
        Assert.That(() => bindings.Run<int>("Windows"), Throws.TypeOf<CffiUnsupportedException>().With.Message.Contains("only_on_windows"));
    }

    [Test]
    public void A_layout_that_follows_pointers_and_long_is_one_struct()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("struct s { void *p; long l; int i; char c[3]; struct s *next; }; int f(struct s *s);", "Lib"));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Source, Does.Contain("    public unsafe partial struct s : CffiI.ICRecord\n").And.Not.Contains("StructLayout"));
        Assert.That(result.Source, Does.Contain("sizeof(s), 32, 20, 32, 32, 32, 20, 32, 32, 32, 32);"));
    }

    [Test]
    public void What_only_some_targets_can_read_is_a_warning()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("#if __SIZEOF_LONG__ == 8\nint f(void);\n#else\n#error no long\n#endif", "Lib"));
        Assert.That(result.Source, Does.Contain("new CffiI.BoundLibrary(2, null, targets: [0, 2, 3, 6, 7, 8])").Or.Contains("new(2, null, targets: [0, 2, 3, 6, 7, 8])"));
        Assert.That(result.Diagnostics.Select(static one => one.ToString()), Has.Some.Contains("warning CFFI8301: the text has an error on win-x64, and the bindings cannot be used there: CFFI1107"));
    }

    [Test]
    public void The_text_is_the_same_each_time()
    {
        string? first = BindingEmitter.Emit(new BindingRequest(Text, "Lib")).Source;
        string? second = BindingEmitter.Emit(new BindingRequest(Text, "Lib")).Source;
        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("int f(int x); /* __LONG__ */ struct s { long a; int b[12]; }; [[cffi::leaf]] enum e { A = 5 } g(void);", true)]
    [TestCase("char a[sizeof(long)];", false)]
    [TestCase("#ifdef _WIN32\nint f(void);\n#endif", false)]
    [TestCase("enum { A = 1L << 40 };", false)]
    [TestCase("enum { A = 4294967296 };", false)]
    [TestCase("struct s { long x : 40; };", false)]
    [TestCase("int f(__int128 x);", false)]
    public void One_reading_serves_all_platforms_where_nothing_is_computed(string text, bool expected) =>
        Assert.That(Cffi.Generator.Emission.Reading.TargetIndependence.IsSure(text), Is.EqualTo(expected));

    [Test]
    public void A_bit_field_of_a_type_that_a_platform_does_not_have_is_left_to_the_others()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("struct s { __int128 wide : 100; }; int f(struct s *s);", "Lib"));
        Assert.That(result.Source, Does.Contain("On linux-x64, linux-arm64, osx-arm64, linux-musl-x64, linux-musl-arm64, osx-x64 only."));
    }
}
