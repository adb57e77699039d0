using Cffi.Parser;
using Cffi.Tests.Native;

namespace Cffi.Tests.Parsing;

/// <summary>Texts that the program gives for <c>#include</c>.</summary>
public sealed class IncludeResolverTests
{
    // The main text, then names and texts of files.
    private static readonly string[][] Trees =
    [
        ["#include \"a.h\"\nint b;", "a.h", "int a;"],
        ["#include \"a.h\"\n;int b;", "a.h", "int a"],
        ["int\n#include \"a.h\"\n, b;", "a.h", "a"],
        ["#include <a.h>\n#include \"a.h\"\nint b;", "a.h", "#ifndef A_H\n#define A_H\nint a;\n#endif\n"],
        ["#include \"a.h\"\n#include <a.h>\nint b;", "a.h", "#pragma once\nint a;"],
        ["#include \"a.h\"\n#include \"b.h\"\n#include \"a.h\"\nend", "a.h", "a\n#include \"b.h\"\na", "b.h", "_Pragma(\"once\") b"],
        ["#import \"a.h\"\n#import \"a.h\"\n#include \"a.h\"\nend", "a.h", "a"],
        ["#define X(name) name,\nenum e {\n#include \"list.def\"\nlast };", "list.def", "X(one)\nX(two)\n"],
        ["#define H \"a.h\"\n#include H\n#define L <b.h>\n#include L", "a.h", "a", "b.h", "b"],
        ["#if 0\n#include \"none.h\"\n#else\n#include \"a.h\"\n#endif\nend", "a.h", "#if 0\n#include \"none.h\"\n#endif\na"],
        ["#include \"a.h\"\n(1) end", "a.h", "#define f(x) <x>\nf(2) f"],
        ["#define f(x) <x>\nf(\n#include \"a.h\"\n)", "a.h", "1"],
        ["#include \"a.h\"\n) end", "a.h", "#define f(x) <x>\nf(1"],
        ["#if 1\n#include \"a.h\"\nend\n#endif", "a.h", "#if 1\na"],
        ["#if 1\n#include \"a.h\"\nend", "a.h", "a\n#endif"],
        ["#include \"a.h\"\n__LINE__ __INCLUDE_LEVEL__", "a.h", "\n__LINE__ __INCLUDE_LEVEL__\n#include \"b.h\"\n__LINE__", "b.h", "__LINE__ __INCLUDE_LEVEL__\n#line 40\n__LINE__"],
        ["#include \"a.h\"\nend", "a.h", "#if __INCLUDE_LEVEL__ < 20\n#include \"a.h\"\n#endif\n__INCLUDE_LEVEL__"],
        ["#if __has_include(\"a.h\") && __has_include(<a.h>) && !__has_include(\"b.h\")\nyes\n#endif\n#ifdef __has_include\nyes\n#endif", "a.h", "a"],
        ["#include \"a.h\"\nX Y", "a.h", "#define X 1\n#include \"b.h\"\n#define Y X", "b.h", "X\n#undef X\n#define X 2\nX"],
        ["#include \"sub/a.h\"\nend", "sub/a.h", "a\n#include \"../b.h\"\n#include \"c.h\"", "b.h", "b", "sub/c.h", "c", "c.h", "wrong"],
        ["#include \"a.h\"\nend", "a.h", ""],
        ["#include \"a.h\"\nend", "a.h", "/* never closed"],
        ["#include \"a.h\"\nend", "a.h", "#if 0\n\"never closed ' \n#endif\na"],
        ["#include \"a.h\"\nend", "a.h", "#include \"a.h\"\n"],
        ["#include \"none.h\"\nend"],
        ["#include \"a.h\" \\\n\nend", "a.h", "#define X a \\\nb\nX"],
        ["#include \"a.h\"\nX", "a.h", "#define X 1 // comment \\\n2\n"],
    ];

    public static IEnumerable<TestCaseData> TreeCases => Trees.Select(static tree => new TestCaseData(tree, null).SetArgDisplayNames(string.Join(" | ", tree).Replace("\n", " / ", StringComparison.Ordinal)));

    [TestCaseSource(nameof(TreeCases))]
    public void Files_are_read_as_gcc_reads_them(string[] tree, object? unused)
    {
        _ = unused;
        using var folder = new TemporaryFolder();
        for (int i = 1; i < tree.Length; i += 2)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(tree[i]))!);
            File.WriteAllText(folder.File(tree[i]), tree[i + 1]);
        }

        (string output, string errors) = CCompiler.Gcc.Preprocess(tree[0] + "\n", "-std=gnu2x", "-P", "-w", "-I", folder.File(""));
        (string? ours, string ownErrors) = PreprocessedText.Of(tree[0] + "\n", Target.LinuxX64, include => InFolder(include, folder.File("")));
        bool isRefused = errors.Contains("error:", StringComparison.Ordinal);
        string expected = string.Join('\n', output.Split('\n').Where(static line => !line.StartsWith("#pragma", StringComparison.Ordinal)));
        Assert.That(ours, isRefused ? Is.Null : Is.EqualTo(PreprocessedText.Lexed(expected)), $"--- gcc\n{output}{errors}\n--- ours\n{ownErrors}");
    }

    [Test]
    public void The_resolver_learns_the_name_how_it_is_written_and_the_text_that_has_it()
    {
        var asked = new List<string>();
        var ffi = new Ffi();
        ffi.Cdef("#include <one.h>\n#include \"two.h\"\n#include <stdint.h>", new CdefOptions
        {
            SourceName = "main.h",
            IncludeResolver = include =>
            {
                asked.Add($"{include} {include.Name} {include.IsQuoted} {include.IsNext} {include.IsBuiltIn} {include.IncludingName}");
                return include.Name switch
                {
                    "one.h" => new("/usr/one.h", "#include \"three.h\"\nint one(void);"),
                    "two.h" or "three.h" => new(include.Name, "#include_next <stddef.h>"),
                    _ => null,
                };
            },
        });
        Assert.That(asked, Is.EqualTo(
        [
            "#include <one.h> one.h False False False main.h", "#include \"three.h\" three.h True False False /usr/one.h", "#include_next <stddef.h> stddef.h False True True three.h",
            "#include \"two.h\" two.h True False False main.h", "#include_next <stddef.h> stddef.h False True True two.h", "#include <stdint.h> stdint.h False False True main.h",
        ]));
    }

    [Test]
    public void Declarations_macros_and_comments_of_included_texts_are_those_of_the_text()
    {
        var fixture = Read("#include \"a.h\"\n/** After. */ T after(int a /* the a */);", ("a.h", "#include <stdint.h>\n/** The T. */\ntypedef struct { /** The x. */ int x; int y; /**< The y. */ } T;\n#define N 3\nenum E { /** One. */ ONE = N };\n/** Before. */\nT before(void);"));
        Assert.That(fixture.TypeOf("after"), Is.EqualTo("T(int)"));
        Assert.That((int)fixture.Constant("N").Integer, Is.EqualTo(3));
        Assert.That(fixture.Declarations.All.Select(static d => d.Name).Where(static name => name.Length > 0), Is.EqualTo((string[])["T", "N", "ONE", "E", "before", "after"]));
        Assert.That((fixture["before"].Comment, fixture["after"].Comment), Is.EqualTo(("Before.", "After.")));
        var record = (CRecordType)((TypedefDeclaration)fixture["T"]).Type;
        Assert.That(record.Members.Select(static member => member.Comment), Is.EqualTo(["The x.", "The y."]));
        Assert.That(fixture["before"].Span.ToString(), Is.EqualTo("a.h(7,1)"));
        Assert.That(fixture["before"].Span.Text, Is.EqualTo("T before(void)"));
    }

    [Test]
    public void A_declaration_that_goes_over_the_end_of_a_text_ends_with_its_text()
    {
        var fixture = Read("struct s {\n#include \"a.h\"\nint c; };\nextern \"C\" {\n#include \"b.h\"\n", ("a.h", "int a;"), ("b.h", "int f(void); }"));
        Assert.That(fixture.Record("s").Members.Select(static member => member.Name), Is.EqualTo((string[])["a", "c"]));
    }

    [Test]
    public void Packing_goes_on_after_the_text_that_sets_it()
    {
        var fixture = Read("#include \"push.h\"\nstruct packed { char c; int i; };\n#include \"pop.h\"\nstruct usual { char c; int i; };", ("push.h", "#pragma pack(push, 1)"), ("pop.h", "#pragma pack(pop)"));
        Assert.That((LayoutEngine.Of(fixture.Record("packed"), Target.LinuxX64).Size, LayoutEngine.Of(fixture.Record("usual"), Target.LinuxX64).Size), Is.EqualTo((5L, 8L)));
    }

    [Test]
    public void Packing_of_the_text_applies_in_a_text_without_directives()
    {
        var fixture = Read("#pragma pack(1)\n#include \"a.h\"", ("a.h", "struct packed { char c; int i; };"));
        Assert.That(LayoutEngine.Of(fixture.Record("packed"), Target.LinuxX64).Size, Is.EqualTo(5));
    }

    [Test]
    public void Errors_have_the_name_and_the_lines_of_their_text_in_the_order_of_reading()
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(
            "first f(void);\n#include \"a.h\"\nlast g(void);\n", Options(("a.h", "int a;\n\nmiddle m(void);\n#include \"b.h\"\nnext n(void);"), ("b.h", "inner i;\n@\n#line 70 \"gen.y\"\nlined l;")));
        Assert.That(errors.Select(static error => $"{error.Span} {error.Id}"), Is.EqualTo(
            ["main.h(1,1) CFFI3001", "a.h(3,1) CFFI3001", "b.h(1,1) CFFI3001", "b.h(2,1) CFFI1001", "gen.y(70,1) CFFI3001", "a.h(5,1) CFFI3001", "main.h(3,1) CFFI3001"]));
        Assert.That(errors[1].Render(), Does.Contain("    3 | middle m(void);\n      | ^~~~~~\n      = note: 'a.h' is included at main.h(2,1)"));
        Assert.That(errors[2].Note, Is.EqualTo("'b.h' is included at a.h(4,1)"));
    }

    [Test]
    public void A_macro_is_named_with_the_text_that_defines_it()
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors("#include \"a.h\"\nN x;", Options(("a.h", "#define N nosuch\n")));
        Assert.That(errors.Single().Render(), Does.Contain("main.h(2,1)").And.Contain("note: in expansion of macro 'N', defined at a.h(1,1)"));
    }

    [Test]
    public void A_refused_text_forgets_what_it_has_included()
    {
        var fixture = new ParserFixture();
        CdefOptions options = Options(("a.h", "#pragma once\n#define A 1\nint a;"));
        fixture.Errors("#include \"a.h\"\nwrong w;", options);
        Assert.That(fixture.Declarations.All, Is.Empty);
        fixture.Parser.Parse("#include \"a.h\"", options);
        fixture.Parser.Parse("#include \"a.h\"\nint b;", options);
        Assert.That(fixture.Declarations.All.Select(static d => d.Name), Is.EqualTo(["A", "a", "b"]));
    }

    [Test]
    public void A_header_that_Cffi_knows_is_the_resolver_s_if_it_has_one()
    {
        var fixture = Read("#include <errno.h>\n#include <time.h>\nclock_t c; struct tm *t;", ("time.h", "typedef short clock_t;"));
        Assert.That(((VariableDeclaration)fixture["c"]).Type.CName, Is.EqualTo("clock_t").Or.EqualTo("short"));
        Assert.That(LayoutEngine.Of(((VariableDeclaration)fixture["c"]).Type, Target.LinuxX64).Size, Is.EqualTo(2));
    }

    [Test]
    public void A_header_that_nobody_has_is_refused()
    {
        CDiagnostic error = new ParserFixture().Errors("#include <none.h>", Options()).Single();
        Assert.That((error.Id, error.Message, error.Hint), Is.EqualTo(
            ("CFFI1109", "the resolver of '#include' has no text for 'none.h'", "return a CSourceText for it, or guard the '#include' with '#if __has_include'")));
    }

    [Test]
    public void A_text_that_includes_itself_is_refused_where_it_does()
    {
        CDiagnostic error = new ParserFixture().Errors("#include \"a.h\"\nint b;", Options(("a.h", "int a;\n#include \"a.h\"\n"))).Single();
        Assert.That((error.Id, error.Message, error.Hint, error.Span.ToString()), Is.EqualTo(("CFFI2002", "'a.h' includes itself without end", "give it an include guard or '#pragma once'", "a.h(2,1)")));
        int number = 0;
        error = new ParserFixture().Errors("#include \"a.h\"", new CdefOptions { IncludeResolver = _ => new($"{++number}.h", "#include \"a.h\"") }).Single();
        Assert.That((error.Id, error.Message), Is.EqualTo(("CFFI2002", "'#include' is nested more than 200 deep")));
        Assert.That(number, Is.EqualTo(201));
    }

    [Test]
    public void Texts_that_double_at_every_level_are_refused()
    {
        int count = 0;
        CDiagnostic error = new ParserFixture().Errors("#include \"a.h\"", new CdefOptions
        {
            IncludeResolver = _ =>
            {
                count++;
                return new("a.h", "#if __INCLUDE_LEVEL__ < 100\n#include \"a.h\"\n#include \"a.h\"\n#endif\n");
            },
        }).Single();
        Assert.That((error.Id, error.Message), Is.EqualTo(("CFFI1112", "the text includes more than 10000 texts or 67108864 characters")));
        Assert.That(count, Is.LessThan(20_400));
    }

    [Test]
    public void A_resolver_that_throws_is_an_error_with_its_exception_inside()
    {
        var cause = new IOException("the disk is gone");
        var ffi = new Ffi();
        CDefinitionException error = Assert.Throws<CDefinitionException>(() => ffi.Cdef("int a;\n#include <x.h>\nwrong w;", new CdefOptions { SourceName = "main.h", IncludeResolver = _ => throw cause }))!;
        Assert.That(error.Id, Is.EqualTo("CFFI1113"));
        Assert.That(error.Message, Does.Contain("main.h(2,1): error CFFI1113: the resolver of '#include' threw System.IO.IOException for 'x.h': the disk is gone"));
        Assert.That(error.InnerException, Is.SameAs(cause));
        Assert.That(ffi.Declarations.All, Is.Empty);
        ffi.Cdef("int a;");
    }

    [Test]
    public void A_resolver_cannot_use_the_Ffi_that_asks_it()
    {
        var ffi = new Ffi();
        foreach (Action<Ffi> use in new Action<Ffi>[] { static asking => asking.Cdef("int inner;"), static asking => asking.TypeOf("int[77]") })
        {
            CDefinitionException error = Assert.Throws<CDefinitionException>(() => ffi.Cdef("#include <x.h>", new CdefOptions
            {
                IncludeResolver = _ =>
                {
                    use(ffi);
                    return null;
                },
            }))!;
            Assert.That(error.InnerException, Is.TypeOf<CffiUnsupportedException>().With.Property("Id").EqualTo("CFFI7035"));
        }

        ffi.Cdef("int after;");
        Assert.That(ffi.Declarations.All.Select(static d => d.Name), Is.EqualTo(["after"]));
    }

    [Test]
    public void Another_platform_asks_again()
    {
        var asked = new List<string>();
        var set = new DeclarationSet();
        var parser = new CParser(Target.LinuxX64, set);
        parser.Parse("#include \"long.h\"", new CdefOptions
        {
            IncludeResolver = include =>
            {
                asked.Add(include.Name);
                return new(include.Name, "#ifdef _WIN32\ntypedef long long word;\n#else\ntypedef long word;\n#endif\nenum { SIZE = sizeof(word) + sizeof(long) };");
            },
        });
        var other = new DeclarationSet();
        parser.Reread(Target.WindowsX64, other);
        Assert.That(asked, Is.EqualTo(["long.h", "long.h"]));
        Assert.That(new[] { set, other }.Select(static one => ((ConstantDeclaration)one.FindIdentifier("SIZE")!).Value!.Integer), Is.EqualTo([(System.Numerics.BigInteger)16, (System.Numerics.BigInteger)12]));
    }

    [Test]
    public void Large_texts_are_read_in_parts_around_includes()
    {
        string many = string.Concat(Enumerable.Range(0, 5000).Select(static i => $"int f{i}(int a);\n"));
        var fixture = Read(many + "#include \"a.h\"\n" + many.Replace("int f", "long h", StringComparison.Ordinal), ("a.h", many.Replace("int f", "char g", StringComparison.Ordinal)));
        Assert.That(fixture.Declarations.All, Has.Count.EqualTo(15_000));
        Assert.That(fixture["g4999"].Span.ToString(), Is.EqualTo("a.h(5000,1)"));
        Assert.That(fixture["h4999"].Span.ToString(), Is.EqualTo("main.h(10001,1)"));
    }

    private static ParserFixture Read(string text, params (string Name, string Text)[] files)
    {
        var fixture = new ParserFixture();
        Assert.That(fixture.Parser.Parse(text, Options(files)), Is.Empty);
        return fixture;
    }

    private static CdefOptions Options(params (string Name, string Text)[] files) => new()
    {
        SourceName = "main.h",
        IncludeResolver = include => files.FirstOrDefault(file => file.Name == include.Name) is { Name: not null } found ? new(found.Name, found.Text) : null,
    };

    private static CSourceText? InFolder(CInclude include, string folder)
    {
        string[] folders = [include.IsQuoted && File.Exists(include.IncludingName) ? Path.GetDirectoryName(include.IncludingName)! : folder, folder];
        string? path = folders.Select(one => Path.GetFullPath(Path.Combine(one, include.Name))).FirstOrDefault(File.Exists);
        return path is null ? null : new CSourceText(path, File.ReadAllText(path));
    }
}
