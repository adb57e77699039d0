using Cffi.Parser;
using Cffi.Tests.Api;
using NUnit.Framework;

namespace Cffi.Tests.Declarations;

/// <summary>After any change of the declarations, names are looked up again.</summary>
public sealed class RenewalTests
{
    private const string Before = "int labs(int x); typedef int T; struct s { T a; }; extern int environ; enum { N = 1 }; typedef struct s S;";
    private const string After = "long labs(long x); typedef long long T; struct s { T a; T b; T c; }; extern char **environ; enum { N = 2 }; typedef struct s S;";

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return Way("Cdef", static ffi => ffi.Cdef(After, new CdefOptions { Override = true }));
        yield return Way("Declare", static ffi => ffi.Declare(Read(After).All));
        yield return Way("Another parser", static ffi => new CParser(ffi.Target, ffi.Declarations).Parse(After, new CdefOptions { Override = true }));
    }

    [TestCaseSource(nameof(Ways))]
    public void Everything_by_name_is_renewed(Action<Ffi> declare)
    {
        var ffi = new Ffi();
        ffi.Cdef(Before);
        Check(ffi, ffi, declare);
    }

    [TestCaseSource(nameof(Ways))]
    public void So_it_is_where_the_names_are_included(Action<Ffi> declare)
    {
        var inner = new Ffi();
        inner.Cdef(Before);
        var middle = new Ffi();
        middle.Include(inner);
        var outer = new Ffi();
        outer.Include(middle);
        Check(outer, inner, declare);
    }

    [Test]
    public void A_type_name_that_is_declared_by_and_by_is_found()
    {
        var inner = new Ffi();
        var outer = new Ffi();
        outer.Include(inner);
        Assert.That(() => outer.SizeOf("later"), Throws.TypeOf<CDefinitionException>());
        inner.Declare(Read("typedef int later[3];").All);
        Assert.That(outer.SizeOf("later"), Is.EqualTo(12));
    }

    [Test]
    public void A_compiler_completes_what_another_Ffi_includes()
    {
        _ = ApiFixture.Require("gcc", "clang", "cc");
        var inner = new Ffi();
        inner.Cdef("typedef struct { int a; ...; } part; typedef int... number; #define LIMIT ...\n int one(void);".Replace("; #define", ";\n#define", StringComparison.Ordinal));
        var outer = new Ffi();
        outer.Include(inner);
        Assert.That(() => outer.SizeOf("part"), Throws.TypeOf<LayoutException>());
        using CLibrary lib = inner.Verify("typedef struct { long x; int a; long y; } part; typedef short number;\n#define LIMIT 7\nstatic int one(void) { return 1; }", ApiFixture.Options);
        Assert.That((outer.SizeOf("part"), outer.SizeOf("number"), outer.GetConstant("LIMIT").As<int>()), Is.EqualTo((24L, 2L, 7)));
    }

    private static void Check(Ffi ffi, Ffi changed, Action<Ffi> declare)
    {
        using CLibrary c = ffi.Dlopen("c");
        dynamic site = c;
        object Call() => site.labs(3);
        object Constant() => site.N;
        Assert.That((ffi.SizeOf("T"), ffi.SizeOf("T[3]"), ffi.SizeOf("S"), ffi.OffsetOf("S", "a")), Is.EqualTo((4L, 12L, 4L, 0L)));
        Assert.That((c["labs"].Type.CName, Call(), Constant(), c.GetVariable("environ").Type.CName, c.GetConstant("N").As<int>()), Is.EqualTo(("int(int)", (object)3, (object)1, "int", 1)));
        Assert.That(() => c.Call("labs", 1L << 40), Throws.TypeOf<CffiRangeException>());
        declare(changed);
        Assert.That((ffi.SizeOf("T"), ffi.SizeOf("T[3]"), ffi.SizeOf("S"), ffi.OffsetOf("S", "c")), Is.EqualTo((8L, 24L, 24L, 16L)));
        Assert.That((c["labs"].Type.CName, Call(), Constant(), c.GetVariable("environ").Type.CName, c.GetConstant("N").As<int>()), Is.EqualTo(("long(long)", (object)3L, (object)2, "char **", 2)));
        Assert.That(c.Call("labs", -1L << 40).As<long>(), Is.EqualTo(1L << 40));
        using CData record = ffi.New("S *");
        record["c"] = long.MaxValue;
        Assert.That(ffi.Member<long>("S", "c").Get(record), Is.EqualTo(long.MaxValue));
        Assert.That(c.Names, Has.No.Member("T").And.Contains("labs"));
    }

    private static DeclarationSet Read(string text)
    {
        var set = new DeclarationSet();
        new CParser(Target.LinuxX64, set).Parse(text);
        return set;
    }

    private static TestCaseData Way(string name, Action<Ffi> declare) => new TestCaseData(declare).SetArgDisplayNames(name);
}
