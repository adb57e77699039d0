using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>Attributes in every position that C, GNU C and C23 allow: each has the compiler's effect, or is reported.</summary>
public sealed class AttributePlacementTests
{
    private const string KindOfG = "_Generic(&g, int(*)(int): 1, int(*)(long long): 2, int(*)(long): 2, int(*)(int *): 3, int(*)(long long *): 4, int(*)(long *): 4, long long(*)(int): 5, long(*)(int): 5, default: 9)";

    // Texts in which every attribute has an effect. They declare x and g, and T and s.
    private static readonly (string Text, string[] Questions)[] Cases =
    [
        .. Around(["extern int @ x;", "extern @ int x;", "extern int x @;", "@ extern int x;", "extern int (@ x);"], "mode(DI)", "sizeof(x)", "__alignof__(x)"),
        .. Around(["extern int * @ x;", "extern int @ *x;", "extern int *x @;", "extern @ int *x;"], "mode(DI)", "sizeof(x)", "sizeof(*x)"),
        .. Around(["typedef int @ T; extern T x;", "typedef int T @; extern T x;", "typedef @ int T; extern T x;", "typedef int *T @; extern T x;"], "mode(DI)", "sizeof(x)", "__alignof__(x)"),
        .. Around(["int g(int @ x);", "int g(@ int x);", "int g(int x @);", "int g(int @);", "int g(int * @ x);", "int g(int @ *x);", "int g(int *x @);", "int g(int a[2], int @);", "int g(register int @);"], "mode(DI)", KindOfG),
        .. Around(["extern int (*g)(int @);", "extern int (*g)(int x @);", "struct s { int (*g)(int @); }; extern struct s x; extern typeof(x.g) g;"], "mode(DI)", KindOfG.Replace("&g", "g", StringComparison.Ordinal)),
        .. Around(["struct s { char c; int x @; };", "struct s { char c; int @ x; };", "struct s { char c; @ int x; };", "struct s { char c; int * @ x; };", "struct s { char c; int @ x : 7; };"], "mode(DI)", "sizeof(struct s)", "_Alignof(struct s)"),
        .. Around(["extern int @ x;", "extern @ int x;", "extern int x @;", "extern int (@ x);", "extern int * @ x;", "extern int @ *x;", "extern int *x @;", "extern int x[2] @;", "extern int @ x[2];"], "aligned(16)", "sizeof(x)", "__alignof__(x)", "_Alignof(x)"),
        .. Around(["extern int @ *x;", "extern int x[2] @;"], "aligned(16)", "__alignof__(typeof(x))", "sizeof(*x)"),
        .. Around(["extern int (*x)(int) @;", "extern int @ (*x)(int);"], "aligned(16)", "sizeof(x)", "__alignof__(x)"),
        .. Around(["typedef int @ T; extern T x;", "typedef int T @; extern T x;", "typedef int *T @; extern T x;"], "aligned(16)", "sizeof(T)", "__alignof__(T)", "_Alignof(x)"),
        .. Around(["struct s { char c; int x @; };", "struct s { char c; int @ x; };", "struct s { char c; @ int x; };", "struct s { char c; int * @ x; };", "struct s { char c; int @ *x; };", "struct s { char c; int x[3] @; };", "struct s { char c; int (*x)(int) @; };"], "aligned(16)", "sizeof(struct s)", "_Alignof(struct s)", "_Alignof(((struct s *)0)->x)"),
        .. Around(["struct s { char c; int x @; };", "struct s { char c; int @ x; };", "struct s { char c; @ int x; };"], "packed", "sizeof(struct s)", "_Alignof(struct s)", "_Alignof(((struct s *)0)->x)"),
        .. Around(["struct @ s { char c; int x; };", "struct s { char c; int x; } @;", "struct s { union @ { char c; int x; } m; };", "typedef struct @ { char c; int x; } T; struct s { T t; };", "typedef struct { char c; int x; } @ T; struct s { T t; };"], "packed", "sizeof(struct s *)", "sizeof((*(struct s *)0))"),
        .. Around(["struct @ s { char c; int x; };", "struct s { char c; int x; } @;", "struct s { struct { char c; } @; };", "struct s { struct @ { char c; }; };", "struct s { char c; struct { char d; } @ m; };"], "aligned(16)", "sizeof(struct s)", "_Alignof(struct s)"),
        .. Around(["enum @ s { A };", "enum s { A } @;"], "packed", "sizeof(enum s)"),
        .. Around(["extern int @ x;", "extern @ int x;", "extern int x @;", "extern int (@ x);"], "vector_size(16)", "sizeof(x)", "__alignof__(x)"),
        .. Around(["extern int * @ x;", "extern int @ *x;", "extern int *x @;", "extern int (@ *x);"], "vector_size(16)", "sizeof(x)", "sizeof(*x)"),
        .. Around(["extern int x[4] @;", "extern int @ x[4];"], "vector_size(16)", "sizeof(x)", "sizeof(*x)"),
        .. Around(["int @ g(int);", "int g(int) @;", "@ int g(int);"], "vector_size(16)", "sizeof(g(0))"),
        .. Around(["int g(int @ x);", "int g(int x @);", "int g(int @ *x);"], "vector_size(16)", "_Generic(&g, int(*)(int __attribute__((vector_size(16)))): 1, int(*)(int __attribute__((vector_size(16))) *): 2, default: 3)"),
        .. Around(["struct s { int x @; };", "struct s { int @ x; };", "typedef int T @; struct s { T x; };"], "vector_size(16)", "sizeof(struct s)"),
        ("int x;", [.. TypeNames("mode(DI)"), .. TypeNames("aligned(16)"), .. TypeNames("vector_size(16)"), .. TypeNames("mode(QI)"), .. TypeNames("aligned(1)")]),
        ("int x;", ["(int __attribute__((mode(QI))))300", "(unsigned __attribute__((mode(HI))))-1", "sizeof((int __attribute__((mode(DI))))0)", "sizeof(typeof(int __attribute__((mode(DI)))))", "sizeof(typeof(int __attribute__((mode(DI))) *))", "_Alignof(typeof(char __attribute__((aligned(8)))))"]),
        ("extern typeof(char __attribute__((aligned(8)))) x; struct s { char c; typeof(char __attribute__((aligned(8)))) d; };", ["sizeof(struct s)", "_Alignof(struct s)"]),

        // C23 attributes after a type or a star belong to that type.
        ("extern int [[gnu::mode(DI)]] *x;", ["sizeof(x)", "sizeof(*x)"]),
        ("extern int [[gnu::mode(DI)]] x[2];", ["sizeof(x)"]),
        ("int [[gnu::mode(DI)]] g(int);", [KindOfG]),
        ("int g(int [[gnu::mode(DI)]] *x);", [KindOfG]),
        ("int g([[gnu::mode(DI)]] int x);", [KindOfG]),
        ("int g(int x [[gnu::mode(DI)]]);", [KindOfG]),
        ("extern int [[gnu::aligned(16)]] *x;", ["_Alignof(x)", "_Alignof(typeof(*x))"]),
        ("extern int [[gnu::aligned(16)]] x;", ["_Alignof(typeof(x))", "sizeof(x)"]),
        ("extern int * [[gnu::aligned(16)]] *x;", ["_Alignof(x)", "_Alignof(typeof(*x))"]),
        ("extern int x [[gnu::aligned(16)]];", ["_Alignof(x)"]),
        ("extern int x[2] [[gnu::aligned(16)]];", ["_Alignof(x)"]),
        ("typedef int T [[gnu::aligned(16)]];", ["_Alignof(T)"]),
        ("struct [[gnu::packed]] s { char c; int x; };", ["sizeof(struct s)"]),
        ("int x;", ["sizeof(int [[gnu::mode(DI)]])", "sizeof(int [[gnu::mode(DI)]] [2])", "_Alignof(int [[gnu::aligned(16)]])", "_Alignof(int * [[gnu::aligned(16)]])", "_Alignof(int [[gnu::aligned(16)]] *)"]),

        // _Alignas, and what has an alignment.
        ("extern _Alignas(16) char x; struct s { char c; _Alignas(8) char d; _Alignas(double) char e; };", ["_Alignof(x)", "_Alignof(typeof(x))", "sizeof(struct s)", "_Alignof(((struct s *)0)->d)"]),
        ("struct s { char c; double x; long long l; double a[2]; };", ["_Alignof(double)", "__alignof__(double)", "__alignof__(long long)", "_Alignof(long long)", "__alignof__(double[2])", "__alignof__(_Complex double)", "_Alignof(((struct s *)0)->x)", "__alignof__(((struct s *)0)->a)", "__alignof__(struct s)", "__alignof__(long double)", "__alignof__(void *)"]),
        ("struct s { char c; _Alignas(16) struct { char d; }; };", ["sizeof(struct s)", "_Alignof(struct s)"]),
        ("extern double x; extern long long s[2]; typedef double T __attribute__((aligned(4))); extern T g;", ["_Alignof(x)", "__alignof__(x)", "_Alignof(s)", "__alignof__(T)", "_Alignof(g)"]),
        ("#pragma pack(push, 2)\nstruct s { char c; int x; int y __attribute__((aligned(8))); };\n#pragma pack(pop)", ["_Alignof(((struct s *)0)->x)", "_Alignof(((struct s *)0)->y)", "sizeof(struct s)"]),
    ];

    public static IEnumerable<string> Targets => ["linux-x64", "linux-x86", "linux-arm64"];

    [TestCaseSource(nameof(Targets))]
    public void An_attribute_counts_at_every_place_as_gcc_counts_it(string name)
    {
        Target target = Target.Find(name)!;
        CCompiler compiler = CCompiler.GccFor(target);
        var questions = new List<(string Before, string Expression)>();
        var ours = new List<long>();
        var texts = new List<string>();
        Assert.Multiple(() =>
        {
            for (int i = 0; i < Cases.Length; i++)
            {
                string own = string.Concat(new[] { "x", "g", "T", "s", "A", "m" }.Select(word => $"#undef {word}\n#define {word} {word}{i}_\n"));
                string before = own + Cases[i].Text;
                foreach (string question in Cases[i].Questions)
                {
                    if (Value(Cases[i].Text, question, target) is { } value)
                    {
                        questions.Add((before, question));
                        ours.Add(value);
                        texts.Add($"{Cases[i].Text}  {question}");
                        before = "";
                    }
                }
            }
        });
        long[] theirs = ConstantOracle.Ask(compiler, questions, "-std=gnu2x");
        Assert.Multiple(() =>
        {
            for (int i = 0; i < theirs.Length; i++)
            {
                Assert.That(ours[i], Is.EqualTo(theirs[i]), texts[i]);
            }
        });
        TestContext.Out.WriteLine($"{theirs.Length} questions about {Cases.Length} texts");
    }

    [TestCase("int g(int x __attribute__((aligned(16))));", "'aligned' on a parameter has no effect")]
    [TestCase("int g(int __attribute__((packed)) x);", "'packed' on a parameter has no effect")]
    [TestCase("int g(int x __attribute__((ms_struct)));", "'ms_struct' on a parameter has no effect")]
    [TestCase("int g(union u { int a; } *x __attribute__((transparent_union)));", "'transparent_union' on a parameter has no effect")]
    [TestCase("int g(int __stdcall x);", "'__stdcall' on a parameter has no effect")]
    [TestCase("extern int x __attribute__((packed));", "'packed' on a variable has no effect")]
    [TestCase("extern int x __attribute__((stdcall));", "'stdcall' on a variable has no effect")]
    [TestCase("extern __attribute__((stdcall)) int x;", "'stdcall' on a variable has no effect")]
    [TestCase("extern int * __stdcall x;", "'__stdcall' on a variable has no effect")]
    [TestCase("extern int (__stdcall *x)[3];", "'__stdcall' on a variable has no effect")]
    [TestCase("union u { int a; float b; }; extern union u x __attribute__((transparent_union));", "'transparent_union' on a variable has no effect")]
    [TestCase("int g(int) __attribute__((packed));", "'packed' on a function has no effect")]
    [TestCase("_Thread_local int g(int);", "'_Thread_local' on a function has no effect")]
    [TestCase("typedef struct { char c; int x; } T __attribute__((packed));", "'packed' on a typedef has no effect")]
    [TestCase("typedef int T __attribute__((gcc_struct));", "'gcc_struct' on a typedef has no effect")]
    [TestCase("typedef int T __attribute__((transparent_union));", "'transparent_union' on a typedef has no effect")]
    [TestCase("struct s { int x __attribute__((ms_struct)); };", "'ms_struct' on a member has no effect")]
    [TestCase("struct s { int x __attribute__((fastcall)); };", "'fastcall' on a member has no effect")]
    [TestCase("struct s { char c; int x; } __attribute__((stdcall));", "'stdcall' on a record has no effect")]
    [TestCase("struct s { int x; } __attribute__((transparent_union));", "'transparent_union' on a record has no effect")]
    [TestCase("__attribute__((packed)) struct s { char c; int x; };", "'packed' on an unnamed declaration has no effect")]
    [TestCase("_Alignas(16) struct s { char c; int x; };", "'_Alignas' on an unnamed declaration has no effect")]
    [TestCase("__declspec(align(16)) struct s { char c; };", "'align' on an unnamed declaration has no effect")]
    [TestCase("struct __attribute__((packed)) s;", "'packed' on a tag without a body has no effect")]
    [TestCase("struct s { char c; int x; }; extern struct __attribute__((aligned(16))) s x;", "'aligned' on a tag without a body has no effect")]
    [TestCase("enum s { A }; extern enum __attribute__((packed)) s x;", "'packed' on a tag without a body has no effect")]
    [TestCase("enum s { A } __attribute__((transparent_union));", "'transparent_union' on an enum has no effect")]
    [TestCase("enum s { A __attribute__((packed)) };", "'packed' on an enumerator has no effect")]
    [TestCase("enum s { A __attribute__((mode(DI))) };", "'DI' on an enumerator has no effect")]
    [TestCase("struct s { char c; __attribute__((aligned(16))) struct { char d; }; };", "'aligned' on an unnamed member has no effect")]
    [TestCase("struct s { char c; __attribute__((packed)) struct { char d; int e; }; };", "'packed' on an unnamed member has no effect")]
    [TestCase("extern char x[sizeof(int __attribute__((packed)))];", "'packed' on a type name has no effect")]
    public void An_attribute_that_does_not_count_is_reported(string text, string message)
    {
        var c = new ParserFixture();
        IReadOnlyList<CDiagnostic> warnings = c.Parser.Parse(text);
        Assert.That(warnings.Select(warning => (warning.Id, warning.Message)), Is.EqualTo(new[] { ("CFFI3019", message) }));
    }

    [TestCase("extern int x [[aligned(16)]];", "the attribute 'aligned' is unknown and has no effect", "write '[[gnu::aligned]]'")]
    [TestCase("extern int x [[vendor::packed]];", "the attribute 'vendor::packed' is unknown and has no effect", null)]
    public void A_GNU_attribute_without_its_prefix_is_unknown_to_C23(string text, string message, string? hint)
    {
        CDiagnostic warning = new ParserFixture().Parser.Parse(text).Single();
        Assert.That((warning.Id, warning.Message), Is.EqualTo(("CFFI3016", message)));
        Assert.That(hint is null || warning.Hint == hint, warning.Hint);
    }

    [TestCase("extern int x[2] __attribute__((mode(DI)));", "the mode 'DI' of 'int[2]' is not supported")]
    [TestCase("int g(int) __attribute__((mode(DI)));", "the mode 'DI' of 'int(int)' is not supported")]
    [TestCase("int g(int x[2] __attribute__((mode(DI))));", "the mode 'DI' of 'int[2]' is not supported")]
    [TestCase("extern int *x __attribute__((mode(HI)));", "the mode 'HI' of 'int *' is not supported")]
    [TestCase("extern _Bool x __attribute__((mode(DI)));", "the mode 'DI' of '_Bool' is not supported")]
    [TestCase("struct s { int x; } __attribute__((mode(DI)));", "the mode 'DI' of 'struct s' is not supported")]
    [TestCase("extern int (__attribute__((mode(DI))) *x);", "compilers disagree about the type to which '__attribute__' applies here")]
    [TestCase("extern int (__attribute__((aligned(16))) *x)(int);", "compilers disagree about the type to which 'aligned' applies here")]
    [TestCase("extern int * __attribute__((aligned(16))) *x;", "compilers disagree about the type to which 'aligned' applies here")]
    [TestCase("extern int (*x)(int) [[gnu::aligned(16)]];", "'aligned' applies to the pointed-to type here")]
    public void An_attribute_that_cannot_be_right_is_refused(string text, string message)
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors.Select(error => (error.Id, error.Message)), Is.EqualTo(new[] { ("CFFI5301", message) }));
    }

    [TestCase("int (*x)(int) __attribute__((stdcall));", "int(__stdcall *)(int)")]
    [TestCase("__attribute__((stdcall)) int (*x)(int);", "int(__stdcall *)(int)")]
    [TestCase("int (__attribute__((stdcall)) *x)(int);", "int(__stdcall *)(int)")]
    [TestCase("typedef int (*F)(int); F x __attribute__((stdcall));", "int(__stdcall *)(int)")]
    [TestCase("typedef int (*F)(int); F __attribute__((stdcall)) x;", "int(__stdcall *)(int)")]
    public void A_convention_counts_wherever_it_stands(string text, string type)
    {
        int at = text.LastIndexOf("typedef", StringComparison.Ordinal) < 0 ? 0 : text.IndexOf(';', StringComparison.Ordinal) + 1;
        string before = text[..at];
        string declaration = text[at..].TrimEnd(';');
        var c = ParserFixture.Of($"{before} struct s {{ {declaration}; }}; int g({declaration}); extern {declaration}; typedef {declaration.Replace("x", "T", StringComparison.Ordinal)};");
        Assert.That(new[] { c.Record("s").Members[0].Type.CName, ((FunctionDeclaration)c["g"]).Type.Parameters[0].CName, c.TypeOf("x"), c.TypeOf("T") }, Is.All.EqualTo(type));
    }

    [Test]
    public void A_type_name_counts_attributes_when_it_is_asked_for_alone()
    {
        var c = new ParserFixture();
        Assert.That(LayoutEngine.Of(c.Parser.ParseType("int __attribute__((mode(DI)))"), Target.LinuxX64).Size, Is.EqualTo(8));
        Assert.That(LayoutEngine.Of(c.Parser.ParseType("char __attribute__((aligned(8)))"), Target.LinuxX64), Is.EqualTo(new TypeLayout(1, 8)));
        CType pointer = c.Parser.ParseType("int * __attribute__((aligned(16)))");
        Assert.That(pointer.CName, Is.EqualTo("__typeof__(__typeof__(int *) __attribute__((aligned(16))))"));
        Assert.That(c.Parser.ParseType(pointer.CName).CName, Is.EqualTo(pointer.CName));
        Assert.That(LayoutEngine.Of(c.Parser.ParseType(pointer.CName), Target.LinuxX64), Is.EqualTo(new TypeLayout(8, 16)));
    }

    [TestCase("int __attribute__((mode(DI)))")]
    [TestCase("char __attribute__((aligned(8)))")]
    [TestCase("_Alignas(8) char")]
    public void A_type_name_is_refused_where_the_compiler_would_drop_its_attribute(string typeName)
    {
        var mac = new ParserFixture(Target.OsxArm64);
        Assert.Throws<CDefinitionException>(() => mac.Parser.ParseType(typeName));
    }

    [Test]
    public void Attributes_are_printed_and_read_again()
    {
        var c = ParserFixture.Of("struct r { int a; }; extern int x __attribute__((aligned(16))); extern typeof(struct r __attribute__((aligned(32)))) y; int g(int __attribute__((mode(DI))) a);");
        string printed = DeclarationPrinter.Print(c.Declarations);
        Assert.That(DeclarationPrinter.Print(ParserFixture.Of(printed).Declarations), Is.EqualTo(printed));
        Assert.That(printed, Does.Contain("x __attribute__((aligned(16)))").And.Contain("__typeof__(struct r __attribute__((aligned(32)))) y"));
    }

    private static IEnumerable<(string, string[])> Around(string[] places, string attribute, params string[] questions) =>
        places.Select(place => (place.Replace("@", $"__attribute__(({attribute}))", StringComparison.Ordinal), questions));

    private static string[] TypeNames(string attribute) =>
        [.. new[] { "int @", "@ int", "int * @", "int @ *" }.SelectMany(name => new[] { "sizeof", "_Alignof", "__alignof__" }, (name, word) => $"{word}({name.Replace("@", $"__attribute__(({attribute}))", StringComparison.Ordinal)})")
            .Where(question => !question.Contains('*', StringComparison.Ordinal) || !attribute.Contains("QI", StringComparison.Ordinal))];

    // Null if the text is refused: a refusal is not silent.
    private static long? Value(string text, string question, Target target)
    {
        var c = new ParserFixture(target);
        try
        {
            IReadOnlyList<CDiagnostic> warnings = c.Parser.Parse($"{text}\nenum {{ cffi_value = (unsigned char)0, cffi_answer = {question} }};");
            Assert.That(warnings, Is.Empty, text);
            return (long)c.Constant("cffi_answer").Integer;
        }
        catch (CDefinitionException refusal)
        {
            // DI is a mode for pointers only if they have 64 bits.
            bool isRight = target == Target.LinuxX86 && $"{text}{question}".Contains("mode(DI)", StringComparison.Ordinal) && $"{text}{question}".Contains('*', StringComparison.Ordinal);
            Assert.That(isRight, $"{text} {question}\n{refusal.Message}");
            return null;
        }
    }
}
