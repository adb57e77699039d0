using Cffi.Tests.Native;
using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>One Ffi includes another.</summary>
public sealed class IncludeTests
{
    private const string BasePrelude = "typedef struct { long hidden; int x; } point; enum color { RED = 4, GREEN }; static int moved;\n";

    [Test]
    public void Types_and_constants_of_an_included_Ffi_are_the_same_ones()
    {
        var first = new Ffi();
        first.Cdef("typedef struct { int x, y; } point; enum color { RED, GREEN = 5 }; union u { int i; float f; };\n#define LIMIT 7\nint abs(int);");
        var second = new Ffi();
        second.Include(first);
        second.Cdef("struct line { point from, to; union u tags[LIMIT]; enum color c; }; point *middle(struct line *l);");
        Assert.That(second.TypeOf("point"), Is.SameAs(first.TypeOf("point")));
        Assert.That((second.SizeOf("struct line"), second.GetConstant("GREEN").As<int>(), second.GetConstant("LIMIT").As<int>()), Is.EqualTo((48, 5, 7)));
        using CData point = first.New("point *");
        using CData line = second.New("struct line *");
        point["x"] = 3;
        line["to"] = point[0];
        Assert.That(line["to"]["x"].As<int>(), Is.EqualTo(3));
        Assert.That(() => first.TypeOf("struct line"), Throws.TypeOf<CDefinitionException>(), "the included Ffi does not get the other's declarations");
        using CLibrary c = second.Dlopen("c");
        Assert.That((c.Call<int>("abs", -4), c.GetConstant("LIMIT").As<int>()), Is.EqualTo((4, 7)));
        Assert.That(c.Names, Does.Contain("abs").And.Contain("middle").And.Unique);
        first.Cdef("typedef struct { point p; } later;");
        Assert.That(second.SizeOf("later"), Is.EqualTo(8), "later declarations are included too");
    }

    [Test]
    public void Functions_and_variables_of_an_included_module_are_those_of_its_library()
    {
        Ffi first = Base();
        using CLibrary one = first.Verify(BasePrelude + "static int move(point *p) { p->x++; return ++moved; }", Options);
        var second = new Ffi();
        second.Include(first);
        second.Cdef("int twice(point *p); typedef struct { point p; int n[...]; } wide;");
        using CLibrary other = second.Verify(BasePrelude + "static int twice(point *p) { return p->x *= 2; } typedef struct { point p; int n[3]; } wide;", Options);
        using CData p = second.New("point *");
        p["x"] = 20;
        Assert.That((other.Call<int>("move", p), other.Call<int>("twice", p), one.Call<int>("move", p)), Is.EqualTo((1, 42, 2)));
        Assert.That((other.GetVariable("moved").As<int>(), one.GetVariable("moved").As<int>(), other.GetConstant("RED").As<int>()), Is.EqualTo((2, 2, 4)), "both libraries use one variable");
        Assert.That((second.SizeOf("wide"), second.SizeOf("point"), other.GetAddress("move")), Is.EqualTo((32, 16, one.GetAddress("move"))));
        one.Dispose();
        Assert.That(() => other.Call("move", p), Throws.TypeOf<CffiDisposedException>(), "the function was in the closed library");
        Assert.That(other.Call<int>("twice", p), Is.EqualTo(86));
    }

    [Test]
    public void Included_declarations_are_not_asked_of_the_including_modules_C()
    {
        Ffi first = Base();
        using CLibrary one = first.Verify(BasePrelude + "static int move(point *p) { return 5; }", Options);
        var second = new Ffi();
        second.Include(first);
        second.Cdef("int own(void);");
        using CLibrary other = second.Verify("static int own(void) { return 6; }", Options);
        Assert.That((other.Call<int>("own"), other.Call<int>("move", Ffi.Null)), Is.EqualTo((6, 5)));
    }

    [Test]
    public void An_included_Ffi_that_is_not_compiled_is_named()
    {
        var second = new Ffi();
        Ffi first = Base();
        second.Include(first);
        using CLibrary other = second.Verify("", Options);
        Assert.That(
            Assert.Throws<CompilationException>(() => other.Call("move", Ffi.Null))!.Message,
            Is.EqualTo("CFFI8024: 'move' is declared by an included Ffi that is not compiled; compile that Ffi, and keep its library open"));
        Assert.That(() => second.New("point *"), Throws.TypeOf<LayoutException>());
        using CLibrary one = first.Verify(BasePrelude + "static int move(point *p) { return 5; }", Options);
        Assert.That(other.Call<int>("move", Ffi.Null), Is.EqualTo(5), "the included Ffi may be compiled later");
        Assert.That(second.SizeOf("point"), Is.EqualTo(16));
    }

    [Test]
    public void Includes_may_meet_again()
    {
        var root = new Ffi();
        root.Cdef("typedef struct { int x; } point; int zero(void);");
        using CLibrary r = root.Verify("typedef struct { int x; } point; static int zero(void) { return 7; }", Options);
        Ffi left = new(), right = new(), top = new();
        left.Include(root);
        right.Include(root);
        left.Cdef("point *l(void);");
        right.Cdef("point *r(void);");
        top.Include(left);
        top.Include(right);
        top.Cdef("struct both { point a, b; };");
        Assert.That((top.SizeOf("struct both"), top.Declarations.All.Count), Is.EqualTo((8, root.Declarations.All.Count + 3)));
        using CLibrary t = top.Verify("typedef struct { int x; } point; struct both { point a, b; };", Options);
        Assert.That(t.Call<int>("zero"), Is.EqualTo(7));
    }

    [Test]
    public void Circles_and_clashes_are_refused()
    {
        Ffi one = new(), other = new(), third = new();
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => one.Include(one))!.Message, Is.EqualTo("CFFI7033: an Ffi cannot include itself, or an Ffi that includes it"));
        other.Include(one);
        third.Include(other);
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => one.Include(third))!.Id, Is.EqualTo("CFFI7033"));
        Assert.Throws<CffiArgumentNullException>(() => one.Include(null!));
        foreach ((string left, string right) in new[]
        {
            ("typedef int T;", "typedef long T;"), ("struct s { int a; };", "struct s { int a; };"), ("#define N 1", "#define N 2"), ("int f(int);", "int f(long);"),
            ("int f(int);", "extern int f;"), ("enum e { A };", "enum e { A };"), ("#define N ...", "#define N ..."), ("struct s;", "enum s { A };"),
        })
        {
            Ffi a = new(), b = new();
            a.Cdef(left);
            b.Cdef(right + "\ntypedef short also;");
            Assert.That(Assert.Throws<CffiUnsupportedException>(() => a.Include(b), left)!.Message, Does.StartWith("CFFI7034: '").And.EndsWith("' is declared differently in the two; declare it in one of them only, before the other includes it"));
            Assert.That(() => a.TypeOf("also"), Throws.TypeOf<CDefinitionException>(), "a refused Include includes nothing");
        }

        foreach (string same in new[] { "typedef unsigned char u8; int f(u8 *); extern int v;\n#define N 5\n#define S \"s\"" })
        {
            Ffi a = new(), b = new();
            a.Cdef(same);
            b.Cdef(same);
            a.Include(b);
            Assert.That(a.GetConstant("N").As<int>(), Is.EqualTo(5));
        }
    }

    [Test]
    public void A_name_that_is_included_cannot_be_declared_otherwise()
    {
        Ffi first = new(), second = new();
        first.Cdef("typedef int T; int f(int);");
        second.Include(first);
        second.Cdef("typedef int T; int f(int);");
        Assert.Throws<CDefinitionException>(() => second.Cdef("typedef long T;"));
        Assert.Throws<CDefinitionException>(() => second.Cdef("int f(long);"));
    }

    [Test]
    public void CSharp_functions_of_an_included_Ffi_are_implemented_through_either()
    {
        Ffi first = new(), second = new();
        first.Cdef("extern \"C#\" int f(void); int call(void);");
        using CLibrary one = first.Verify("static int call(void) { return f(); }", Options);
        second.Include(first);
        using CLibrary other = second.Verify("", Options);
        second.DefExtern("f", () => 11);
        Assert.That((one.Call<int>("call"), other.Call<int>("call")), Is.EqualTo((11, 11)));
    }

    [Test]
    public void A_shipped_module_has_the_types_that_it_includes_and_can_be_included()
    {
        using var folder = new TemporaryFolder();
        Ffi first = Base();
        using CLibrary one = first.Verify(BasePrelude + "static int move(point *p) { return 5; }", Options);
        var second = new Ffi();
        second.Include(first);
        second.Cdef("int get(point *p);");
        second.SetSource("_second", BasePrelude + "static int get(point *p) { return p->x; }", Options);
        using CLibrary shipped = Ffi.LoadModule(second.CompileTo(folder.File("out")));
        using CData p = shipped.Ffi.New("point *");
        p["x"] = 9;
        Assert.That((shipped.Call<int>("get", p), shipped.GetConstant("RED").As<int>(), shipped.Ffi.SizeOf("point")), Is.EqualTo((9, 4, 16)));
        Assert.That(Assert.Throws<CffiNameException>(() => shipped.Call("move", p))!.Id, Is.EqualTo("CFFI7030"), "the function is in the other module");

        var third = new Ffi();
        third.Include(shipped.Ffi);
        third.Cdef("int more(point *p);");
        using CLibrary top = third.Verify(BasePrelude + "static int more(point *p) { return p->x + 1; }", Options);
        Assert.That((top.Call<int>("get", p), top.Call<int>("more", p)), Is.EqualTo((9, 10)));
    }

    [Test]
    public void For_another_platform_an_Ffi_is_compiled_alone()
    {
        var ffi = new Ffi();
        ffi.Include(Base());
        ffi.SetSource("_m", "", Options);
        Assert.That(
            Assert.Throws<CffiUnsupportedException>(() => ffi.CompileFor(Target.LinuxArm64))!.Message,
            Is.EqualTo("CFFI8025: an Ffi that includes another Ffi cannot be compiled for linux-arm64; declare everything in one Ffi"));
    }

    private static Ffi Base()
    {
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { int x; ...; } point; enum color { RED = ..., GREEN }; int move(point *p); extern int moved;");
        return ffi;
    }
}
