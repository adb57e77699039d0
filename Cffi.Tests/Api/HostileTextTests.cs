using Cffi.Tests.Native;
using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Names and texts that a shell would execute, or that lead out of the cache: Cffi refuses them or passes them on unchanged.</summary>
public sealed class HostileTextTests
{
    // {0} is a file that exists only if a shell has executed the text.
    private static readonly string[] Texts =
    [
        "$(touch {0})",
        "`touch {0}`",
        "; touch {0} ;",
        "x && touch {0}",
        "x | touch {0}",
        "' ; touch {0} ; '",
        "\" ; touch {0} ; \"",
        "x\ntouch {0}\n",
        "x\rtouch {0}",
        "%TEMP% !x! ^ & touch {0}",
        "../../../../../../../../{0}",
        "@{0}",
        "\\",
        "x y  z",
        "ünï¢ødé 日本 😀",
    ];

    [TestCase("../evil")]
    [TestCase("..")]
    [TestCase(".")]
    [TestCase("a/b")]
    [TestCase("/etc/passwd")]
    [TestCase("a\\b")]
    [TestCase("a b")]
    [TestCase("$(touch x)")]
    [TestCase("`touch x`")]
    [TestCase("a;b")]
    [TestCase("a\nb")]
    [TestCase("a\n")]
    [TestCase("a\0b")]
    [TestCase("\"")]
    [TestCase("'")]
    [TestCase("-o")]
    [TestCase("")]
    [TestCase("1a")]
    [TestCase("a..b")]
    [TestCase("a.")]
    [TestCase("ä")]
    [TestCase("日本")]
    [TestCase("a\u0301")]
    public void A_hostile_module_name_is_refused(string name) =>
        Assert.That(Assert.Throws<CffiNameException>(() => new Ffi().SetSource(name, ""))!.Id, Is.EqualTo("CFFI8005"));

    [Test]
    public void A_module_name_has_a_length_that_a_file_name_can_have()
    {
        var ffi = new Ffi();
        Assert.Throws<CffiNameException>(() => ffi.SetSource(new string('a', 201), ""));
        Assert.Throws<CffiNameException>(() => ffi.SetSource(new string('a', 1_000_000), ""));
        ffi.Cdef("int f(void);");
        ffi.SetSource(new string('a', 200), "static int f(void) { return 1; }", Options);
        using CLibrary lib = ffi.Compile();
        Assert.That(lib.Call<int>("f"), Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("-shared")]
    [TestCase("-")]
    [TestCase("z\0")]
    public void A_text_that_is_no_argument_is_refused(string text)
    {
        BuildOptions[] all =
        [
            new() { Libraries = [text] }, new() { LibraryDirectories = [text] }, new() { IncludeDirectories = [text] }, new() { Defines = [text] },
        ];
        foreach (BuildOptions options in all)
        {
            Assert.That(Assert.Throws<CffiTypeException>(() => new Ffi().SetSource("m", "", options))!.Id, Is.EqualTo("CFFI8013"));
        }
    }

    [TestCase("int a;\0int b;")]
    public void A_prelude_that_is_no_text_is_refused(string prelude) => Assert.That(
        Assert.Throws<CffiTypeException>(() => new Ffi().SetSource("m", prelude))!.Message,
        Is.EqualTo("CFFI8020: the prelude of module 'm' is not C text: it contains a NUL or half a surrogate pair"));

    [Test]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (string text in new[] { "\ud800", "x\udc00", "\udc00\ud800", "\ud83d " })
        {
            Assert.That(Assert.Throws<CffiTypeException>(() => new Ffi().SetSource("m", "", new BuildOptions { Defines = ["X=" + text] }))!.Id, Is.EqualTo("CFFI8013"));
            Assert.That(Assert.Throws<CffiTypeException>(() => new Ffi().SetSource("m", "// " + text))!.Id, Is.EqualTo("CFFI8020"));
            Assert.That(Assert.Throws<CffiNameException>(() => new Ffi().SetSource(text, ""))!.Id, Is.EqualTo("CFFI8005"));
        }
    }

    [TestCaseSource(nameof(Texts))]
    public void A_library_name_is_only_a_name(string text) => NothingRuns(text, (hostile, cache) =>
    {
        CompilationException error = Assert.Throws<CompilationException>(() => Use("", new BuildOptions { CacheFolder = cache, Libraries = [hostile] }))!;
        Assert.That(error.Id, Is.EqualTo("CFFI8002"));
    });

    [TestCaseSource(nameof(Texts))]
    public void A_library_folder_is_only_a_folder(string text) =>
        NothingRuns(text, (hostile, cache) => Use("", new BuildOptions { CacheFolder = cache, LibraryDirectories = [hostile] }));

    [TestCaseSource(nameof(Texts))]
    public void An_include_folder_is_only_a_folder(string text) => NothingRuns(text, (hostile, cache) =>
    {
        using var folder = new TemporaryFolder();
        string include = folder.File(hostile.Replace('/', '_'));
        Directory.CreateDirectory(include);
        File.WriteAllText(Path.Combine(include, "own.h"), "#define OWN 1\n");
        var options = new BuildOptions { CacheFolder = cache, IncludeDirectories = [include] };
        Use("#include <own.h>\n#if OWN != 1\n#error\n#endif", options);
        File.WriteAllText(Path.Combine(include, "own.h"), "#define OWN 20\n");
        Assert.Throws<CompilationException>(() => Use("#include <own.h>\n#if OWN != 1\n#error\n#endif", options), "Cffi detects the changed header, whatever the folder's name");
    });

    [TestCaseSource(nameof(Texts))]
    public void A_macro_arrives_as_it_is(string text) => NothingRuns(text, (hostile, cache) =>
    {
        // The preprocessor has its own rules: a line feed ends a macro, a backslash starts an escape sequence.
        string value = "\"" + hostile.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
        var options = new BuildOptions { CacheFolder = cache, Defines = ["TEXT=" + value] };
        var ffi = new Ffi();
        ffi.Cdef("#define TEXT ...");
        if (hostile.Contains('\n') || hostile.Contains('\r'))
        {
            Assert.Catch<CffiException>(() => ffi.Verify("", options).Dispose());
            return;
        }

        using CLibrary lib = ffi.Verify("", options);
        Assert.That(lib.GetConstant("TEXT").As<string>(), Is.EqualTo(hostile));
    });

    [TestCaseSource(nameof(Texts))]
    public void A_prelude_is_only_text(string text) => NothingRuns(text, (hostile, cache) =>
    {
        var ffi = new Ffi();
        ffi.Cdef("#define TEXT ...");
        string value = hostile.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r");
        using CLibrary lib = ffi.Verify($"/* {hostile} */\n#define TEXT \"{value}\"", new BuildOptions { CacheFolder = cache });
        Assert.That(lib.GetConstant("TEXT").As<string>(), Is.EqualTo(hostile));
    });

    [TestCase("#if 0")]
    [TestCase("/*")]
    [TestCase("int x = (")]
    [TestCase("static int g(void) {")]
    [TestCase("#define CFFI_SAME(e, T) 1 \\")]
    [TestCase("#include \"/no/such/file\"")]
    [TestCase("#error no")]
    [TestCase("const char *s = \"")]
    [TestCase("__asm__(\"nonsense\");")]
    public void A_prelude_cannot_swallow_the_checks(string prelude)
    {
        // The declaration is wrong. If the module loads, the check did not run.
        var ffi = new Ffi();
        ffi.Cdef("long f(void);");
        CffiException error = Assert.Catch<CffiException>(() => ffi.Verify("static int f(void) { return 1; }\n" + prelude, Options))!;
        Assert.That(error.Id, Is.EqualTo("CFFI8002").Or.EqualTo("CFFI8107"));
    }

    [Test]
    public void An_argument_that_is_too_long_is_an_error()
    {
        CompilationException error = Assert.Throws<CompilationException>(() => Use("", Options with { Defines = ["X=" + new string('1', 300_000)] }))!;
        Assert.That(error.Message, Does.Match("^CFFI8004: .* cannot be started: ").And.Contain("too long"));
        Assert.That(Assert.Throws<CompilationException>(() => Use("", Options with { Libraries = [new string('z', 10_000)] }))!.Id, Is.EqualTo("CFFI8002"));
    }

    [Test]
    public void A_long_prelude_is_no_argument()
    {
        string long_ = "static const char text[] = \"" + new string('x', 300_000) + "\";\n";
        Use(long_, Options);
    }

    private static void Use(string prelude, BuildOptions options)
    {
        var ffi = new Ffi();
        ffi.Cdef("int abs(int);");
        using CLibrary lib = ffi.Verify("#include <stdlib.h>\n" + prelude, options);
        Assert.That(lib.Call<int>("abs", -3), Is.EqualTo(3));
    }

    private static void NothingRuns(string text, Action<string, string> use)
    {
        using var folder = new TemporaryFolder();
        string proof = folder.File("proof"), cache = folder.File("cache");
        use(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, proof), cache);
        Assert.That(File.Exists(proof), Is.False);
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(proof)!), Is.SubsetOf(new[] { cache }), "there is no file beside the cache");
        Assert.That(Directory.GetFileSystemEntries(cache).Select(Path.GetFileName), Has.All.Match("^[0-9a-f]{32}$"), "the cache contains only entries");
    }
}
