using Cffi.Parser.Binding;
using Cffi.Parser.Preprocessing;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>The types that an #include declares, compared with the headers of the C library.</summary>
public sealed class HeaderTypeTests
{
    private static readonly string[] Targets = ["linux-x64", "linux-arm64", "linux-x86"];

    private static IEnumerable<TestCaseData> Headers =>
        from target in Targets from header in StandardHeaders.WithTypes select new TestCaseData(target, header);

    [TestCaseSource(nameof(Headers))]
    public void Types_of_a_header_are_what_the_header_says(string name, string header)
    {
        Target target = Target.Find(name)!;
        var questions = new List<(string Question, long Ours)>();
        var c = new ParserFixture(target);
        c.Parser.Parse($"#include <{header}>");
        foreach (string type in StandardHeaders.TypesOf(header))
        {
            int before = questions.Count;
            foreach (string spelled in (string[])[type, $"struct {type}", $"union {type}"])
            {
                if (c.TryType(spelled) is { } known)
                {
                    Ask(questions, spelled, known, target);
                }
            }

            Assert.That(questions, Has.Count.GreaterThan(before), $"'{type}' of <{header}> is not known.");
        }

        long[] theirs = Ask(target, header, questions.ConvertAll(static question => question.Question));
        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < theirs.Length; i++)
            {
                Assert.That(questions[i].Ours, Is.EqualTo(theirs[i]), questions[i].Question);
            }
        }
    }

    // Compares in both directions, so that missing types and superfluous types show.
    [Test]
    public void A_header_declares_what_the_header_of_the_C_library_declares()
    {
        string[] headers =
        [
            "inttypes.h", "stddef.h", "stdio.h", "string.h", "ctype.h", "wchar.h", "uchar.h", "math.h", "stdatomic.h", "time.h", "pthread.h", "signal.h", "sys/select.h", "sys/time.h", "sys/stat.h", "poll.h",
            "sys/types.h", "sys/uio.h", "semaphore.h", "sys/socket.h", "netinet/in.h", "threads.h", "stdlib.h",
        ];
        Assert.That(StandardHeaders.WithTypes, Is.EquivalentTo(headers));
        string[] names = [.. headers.SelectMany(StandardHeaders.TypesOf).Distinct()];
        using (Assert.EnterMultipleScope())
        {
            foreach (string header in headers)
            {
                string text = $"#include <{header}>\n" + string.Concat(names.SelectMany(static (name, i) => (string[])
                    [$"#line 1 \"{i}a\"\n{name} *cffi_a{i};\n", $"#line 1 \"{i}b\"\nvoid cffi_b{i}(void) {{ (void)sizeof(struct {name}); }}\n", $"#line 1 \"{i}c\"\nvoid cffi_c{i}(void) {{ (void)sizeof(union {name}); }}\n"]));
                string errors = '\n' + CCompiler.Gcc.Errors(text, "-fmax-errors=0");
                IEnumerable<string> theirs = names.Where((_, i) => !"abc".All(form => errors.Contains($"\n{i}{form}:1:", StringComparison.Ordinal)));
                Assert.That(StandardHeaders.TypesOf(header), Is.EquivalentTo(theirs), header);
            }
        }
    }

    [Test]
    public void Without_its_header_a_type_is_the_texts_own()
    {
        ParserFixture c = ParserFixture.Of("struct timespec; int f(struct timespec *); typedef short uint;");
        Assert.That(c.Record("timespec").State, Is.EqualTo(RecordState.Incomplete));
        c = ParserFixture.Of("#include <time.h>\n#include <sys/types.h>\nstruct timespec { int own; }; typedef short uint; extern uint u; int f(struct timespec *);");
        Assert.That((c.Record("timespec").Members[0].Name, c.TypeOf("u")), Is.EqualTo(("own", "short")));
        Assert.That(new ParserFixture().Errors("sigset_t f(void);")[0].Render(), Is.EqualTo("""
            <cdef>(1,1): error CFFI3001: 'sigset_t' is a type of <signal.h>
                1 | sigset_t f(void);
                  | ^~~~~~~~
                  = hint: write '#include <signal.h>' before
            """));
    }

    [Test]
    public void What_is_used_of_a_header_is_declared_with_what_it_needs()
    {
        ParserFixture c = ParserFixture.Of("#include <signal.h>\n#include <time.h>\nint sigaction(int, const struct sigaction *, struct sigaction *);");
        Assert.That(c.Declarations.Own.Where(static declaration => declaration.Name.Length > 0).Select(static declaration => declaration.Name), Is.EqualTo(new[] { "sigval", "siginfo_t", "sigset_t", "sigaction", "sigaction" }));
        c = ParserFixture.Of(DeclarationPrinter.Print(c.Declarations));
        Assert.That(LayoutEngine.Of(c.Record("sigaction"), Target.LinuxX64).Size, Is.EqualTo(152));
        Assert.That(ParserFixture.Of("#include <time.h>\n#include <signal.h>\nint f(void);").Declarations.Own, Has.Count.EqualTo(1));
    }

    [Test]
    public void Two_texts_name_one_type_and_a_refused_text_includes_nothing()
    {
        ParserFixture one = ParserFixture.Of("#include <pthread.h>\nextern pthread_mutex_t m;");
        ParserFixture other = ParserFixture.Of("#include <pthread.h>\n");
        Assert.That(other.Parser.ParseType("pthread_mutex_t"), Is.SameAs(((VariableDeclaration)one["m"]).Type));
        Assert.That(other.Parser.ParseType("struct timespec"), Is.SameAs(one.Parser.ParseType("struct timespec")));
        Assert.That(other.Declarations.Own, Is.Empty);
        var c = new ParserFixture();
        Assert.That(c.Errors("#include <pthread.h>\nextern pthread_mutex_t m; nosuch n;"), Has.Count.EqualTo(1));
        Assert.That(c.TryType("pthread_mutex_t"), Is.Null);
    }

    [Test]
    public void A_record_that_is_not_known_for_the_target_is_said_to_be_incomplete()
    {
        var c = new ParserFixture(Target.OsxArm64);
        Assert.That(c.Parser.Parse("#include <sys/types.h>\nint f(struct timeval *, struct timespec *);")[0].Render(), Is.EqualTo("""
            <cdef>(2,14): warning CFFI3020: the members of 'struct timeval' of <sys/types.h> are not known for osx-arm64
                2 | int f(struct timeval *, struct timespec *);
                  |              ^~~~~~~
                  = hint: use pointers to it, or declare it as the target's headers do
            """));
        Assert.That(new ParserFixture(Target.WindowsX64).Parser.Parse("#include <time.h>\nstruct tm *f(struct timespec *);"), Is.Empty);
        Assert.That(new ParserFixture(Target.OsxArm64).Errors("#include <stdlib.h>\nextern fd_set s;")[0].Message, Is.EqualTo("'fd_set' is a type of <sys/select.h> that is not known for this target"));
        Assert.That(new ParserFixture(Target.OsxArm64).Errors("#include <pthread.h>")[0].Id, Is.EqualTo("CFFI1109"));
    }

    private static void Ask(List<(string Question, long Ours)> questions, string spelled, CType type, Target target)
    {
        TypeLayout layout = LayoutEngine.Of(type, target);
        questions.Add(($"sizeof({spelled})", layout.Size));
        questions.Add(($"_Alignof({spelled})", layout.Alignment));
        if (type.Unqualified is CRecordType record)
        {
            AskOfMembers(questions, spelled, record, 0, target);
        }
        else if (type.Unqualified is not (CEnumType or CPointerType { Item: CRecordType }))
        {
            questions.Add(($"__builtin_types_compatible_p({spelled}, {CTypePrinter.Print(type, "")})", 1));
        }
    }

    private static void AskOfMembers(List<(string Question, long Ours)> questions, string spelled, CRecordType record, long start, Target target)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
        {
            if (field.Member.IsAnonymousRecord)
            {
                AskOfMembers(questions, spelled, (CRecordType)field.Member.Type.Unqualified, start + field.Offset, target);
            }
            else if (field.Member.Name is { } name)
            {
                questions.Add(($"__builtin_offsetof({spelled}, {name})", start + field.Offset));
                if (field.Member.Type is not CArrayType { Length.Kind: CArrayLengthKind.Unspecified })
                {
                    questions.Add(($"sizeof((({spelled} *)0)->{name})", LayoutEngine.Of(field.Member.Type, target).Size));
                }

                if (field.Member.Type.Unqualified is CPrimitiveType)
                {
                    questions.Add(($"__builtin_types_compatible_p(__typeof__((({spelled} *)0)->{name}), {CTypePrinter.Print(field.Member.Type, "")})", 1));
                }
            }
        }
    }

    // 32-bit x86 has the headers of x86-64, except one that is missing there.
    private static long[] Ask(Target target, string header, List<string> questions)
    {
        IEnumerable<(string, string)> asked = questions.Select((question, i) => (i == 0 ? $"#include <{header}>\n#include <stdint.h>\n#include <stddef.h>\n#include <uchar.h>" : "", question));
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("gnu"));
        File.WriteAllText(folder.File("gnu/stubs-32.h"), "");
        string[] options = target == Target.LinuxX86 ? ["-I", folder.File(""), "-I", "/usr/include/x86_64-linux-gnu"] : [];
        return ConstantOracle.Ask(CCompiler.GccFor(target), asked, options);
    }
}
