namespace Cffi.Tests.Api;

/// <summary>How Cffi behaves where the documentation of Python's cffi describes <c>...</c> and library objects, line by line.</summary>
[TestFixture("any")]
[TestFixture("clang")]
public sealed class CffiBehaviourTests(string compiler) : ApiTests(compiler)
{
    // "..." in structs: the compiler supplies the offsets, and checks the types.
    [TestCase("struct s { int a; long b; ...; };", "struct s { long b; int more, a; };", null)]
    [TestCase("struct s { unsigned a : 3; ...; };", "struct s { char c; unsigned x : 5, a : 3; };", null)]
    [TestCase("struct s { int a; ...; };", "struct s { long a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int', a signed integer of 4 bytes, the C compiler says a signed integer of 8 bytes")]
    [TestCase("struct s { int a; ...; };", "struct s { unsigned a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int', a signed integer of 4 bytes, the C compiler says an unsigned integer of 4 bytes")]
    [TestCase("struct s { char a[4]; ...; };", "struct s { char a[5]; };", "CFFI8104: member 'a' of 'struct s': the declaration says 4 elements, the C compiler says 5")]

    // A struct or union without "..." must match exactly.
    [TestCase("struct s { int a, b; };", "struct s { int a, b; };", null)]
    [TestCase("union u { int a; };", "union u { int a; long b; };", "CFFI8102: 'union u': the declaration says 4 bytes aligned to 4, the C compiler says 8 bytes aligned to 8")]
    [TestCase("struct s { int a; } __attribute__((packed));", "struct s { int a; };", "CFFI8102: 'struct s': the declaration says 4 bytes aligned to 1, the C compiler says 4 bytes aligned to 4")]

    // Enums are checked; cffi documents this, but does not do it.
    [TestCase("enum e { A, B };", "enum e { A = 3, B };", "CFFI8105: constant 'A': the declaration says 0, the C compiler says 3")]
    [TestCase("enum e { A = 3, ... };", "enum e { A = 3, B };", null)]
    [TestCase("enum e { A, B = ..., C };", "enum e { A, B = 7, C };", null)]

    // Constants.
    [TestCase("#define X 5", "#define X 6", "CFFI8105: constant 'X': the declaration says 5, the C compiler says 6")]
    [TestCase("static const int X = 5;", "#define X 6", "CFFI8105: constant 'X': the declaration says 5, the C compiler says 6")]
    [TestCase("static const int X = 5;", "enum { X = 5 };", null)]

    // Parameter and result types are compared; cffi lets C convert or warn.
    [TestCase("int f(int);", "static long f(int x) { return x; }", "CFFI8107: function 'f': the declaration says 'int f(int)', the C compiler says")]
    [TestCase("double f(float);", "static double f(double x) { return x; }", "CFFI8107: ")]
    [TestCase("int f(int *);", "static int f(long *x) { return 0; }", "CFFI8107: ")]
    [TestCase("int f(int (*g)(int));", "static int f(int (*g)(long)) { return 0; }", "CFFI8107: ")]
    [TestCase("int f(int, ...);", "static int f(int a) { return 0; }", "CFFI8107: ")]
    [TestCase("int f(const char *);", "static int f(char *x) { return 0; }", "CFFI8107: ")]
    public void Declarations_are_compared(string declared, string actual, string? difference)
    {
        if (difference is null)
        {
            Compile(declared, actual).Dispose();
        }
        else
        {
            Assert.That(Differences(declared, actual), Has.Some.StartsWith(difference));
        }
    }

    [Test]
    public void Numbers_whose_size_the_compiler_tells_are_used_as_what_they_are()
    {
        using CLibrary lib = Compile(
            "typedef int... T; typedef int... U; typedef float... F; typedef float... D; typedef float... L; T t(T); U u(U); F f(F); D d(D); L l(L); extern L wide; struct s { T a; L b; ...; };",
            "typedef unsigned short T; typedef signed char U; typedef float F; typedef double D; typedef long double L; static T t(T x) { return x; } static U u(U x) { return x; }"
            + " static F f(F x) { return x; } static D d(D x) { return x; } static L l(L x) { return x * 2; } static L wide = 3; struct s { char c; T a; L b; };",
            out Ffi ffi);
        Assert.That((ffi.SizeOf("T"), ffi.SizeOf("U"), ffi.SizeOf("F"), ffi.SizeOf("D"), ffi.SizeOf("L")), Is.EqualTo((2, 1, 4, 8, 16)));
        Assert.That((lib.Call<int>("t", 65535), lib.Call<int>("u", -128), lib.Call<float>("f", 0.5), lib.Call<double>("d", 0.25), lib.Call<double>("l", 1.5)), Is.EqualTo((65535, -128, 0.5f, 0.25, 3.0)));
        Assert.That((lib.GetVariable("wide").As<double>(), ffi.OffsetOf("struct s", "b"), ffi.TypeOf("T").Kind), Is.EqualTo((3.0, 16, CTypeKind.PartialNumber)));
        Assert.That(() => lib.Call("t", 65536), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => lib.Call("u", 128), Throws.TypeOf<CffiRangeException>());
        Assert.That(Differences("typedef int... T;", "typedef double T;"), Has.One.StartsWith("CFFI8108: "));
        Assert.That(Differences("typedef float... T;", "typedef int T;"), Has.One.StartsWith("CFFI8108: "));
        Assert.That(Differences("typedef int... T;", "typedef struct { int x; } T;"), Is.Not.Empty);
    }

    [Test]
    public void Opaque_types_are_pointed_to_and_nothing_else()
    {
        using CLibrary lib = Compile(
            "typedef ... T; typedef ... *P; typedef struct { ...; } K; T *make(void); int take(T *); P get(void); int use(P); int size(K *); extern T one;",
            "typedef struct { int x; } T; typedef union { long y; } *P; typedef struct { char c[24]; } K; static T one = { 5 }; static T *make(void) { return &one; } static int take(T *t) { return t->x; }"
            + " static P get(void) { static long l = 6; return (P)&l; } static int use(P p) { return (int)p->y; } static int size(K *k) { return sizeof *k; }",
            out Ffi ffi);
        Assert.That((lib.Call<int>("take", lib.Call<CData>("make")), lib.Call<int>("use", lib.Call<CData>("get"))), Is.EqualTo((5, 6)));
        Assert.That(() => ffi.New("T *"), Throws.TypeOf<LayoutException>());
        Assert.That(() => ffi.SizeOf("T"), Throws.TypeOf<LayoutException>());
        Assert.That(() => lib.Call("take", lib.Call<CData>("get")), Throws.TypeOf<CffiTypeException>(), "the two opaque types are different");
        Assert.That(ffi.SizeOf("K"), Is.EqualTo(24), "known size, unknown members");
        using CData k = ffi.New("K *");
        Assert.That(lib.Call<int>("size", k), Is.EqualTo(24));
        Assert.That(() => k["c"], Throws.TypeOf<CffiNameException>());
        Assert.That(lib.GetAddress("one"), Is.EqualTo(lib.Call<CData>("make").Address), "a variable of an opaque type has an address");
    }

    [Test]
    public void Lengths_that_the_compiler_tells_are_those_of_C()
    {
        using CLibrary lib = Compile(
            "extern int a[...]; struct s { char f[...]; int g[...][...]; }; extern int n[...][...]; typedef int T[...]; extern T t; extern int open[]; extern short m[][3];",
            "static int a[5] = { 1, 2, 3, 4, 5 }; struct s { char f[7]; int g[2][4]; }; static int n[3][2]; typedef int T[6]; static T t; static int open[4] = { 9, 8 }; static short m[2][3] = { { 1 }, { 0, 0, 4 } };",
            out Ffi ffi);
        Assert.That((lib.GetVariable("a").Length, lib.GetVariable("n").Length, lib.GetVariable("n")[0].Length, lib.GetVariable("t").Length), Is.EqualTo((5, 3, 2, 6)));
        Assert.That((ffi.SizeOf("struct s"), ffi.OffsetOf("struct s", "g"), ffi.SizeOf("T")), Is.EqualTo((40, 8, 24)));
        Assert.That(() => lib.GetVariable("a")[5], Throws.TypeOf<CffiIndexException>());

        // An array without a length is a pointer without bounds.
        Assert.That((lib.GetVariable("open")[1].As<int>(), lib.GetVariable("m")[1][2].As<int>()), Is.EqualTo((8, 4)));
        Assert.That(Differences("extern int a[4];", "static int a[5];"), Has.One.StartsWith("CFFI8104: variable 'a': the declaration says 4 elements, the C compiler says 5"));
    }

    [Test]
    public void Constants_that_the_compiler_tells_have_their_type()
    {
        using CLibrary lib = Compile(
            "#define I ...\n#define U ...\n#define S ...\n#define F ...\nstatic const int K; static const double D; static char *const T; static const char *const C;",
            "#define I (-3)\n#define U 0x8000000000000000u\n#define S \"macro\"\n#define F 0.5f\nenum { K = 40 };\n#define D (1 / 8.0)\n#define T \"text\"\n#define C \"literal\"");
        Assert.That((lib.GetConstant("I").As<int>(), lib.GetConstant("U").As<ulong>(), lib.GetConstant("S").As<string>(), lib.GetConstant("F").As<float>()), Is.EqualTo((-3, 1ul << 63, "macro", 0.5f)));
        Assert.That((lib.GetConstant("K").As<int>(), lib.GetConstant("D").As<double>(), lib.GetConstant("C").As<string>(), lib.GetConstant("T").As<string>()), Is.EqualTo((40, 0.125, "literal", "text")));
    }

    [Test]
    public void ABI_mode_refuses_what_only_the_compiler_knows()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; ...; }; enum e { A, ... }; typedef int... T; typedef ... O; extern int v[...];\n#define X ...\nstruct s f(void); T g(void); enum e h(void); static const int K;");
        using CLibrary c = ffi.Dlopen("c");
        Action[] uses =
        [
            () => ffi.SizeOf("struct s"), () => ffi.New("struct s *"), () => ffi.SizeOf("enum e"), () => ffi.New("T *"), () => ffi.GetConstant("X"), () => ffi.GetConstant("A"), () => ffi.GetConstant("K"),
            () => _ = c["f"], () => _ = c["g"], () => _ = c["h"], () => c.GetVariable("v"), () => ffi.Cast("T", 1),
        ];
        foreach (Action use in uses)
        {
            Assert.That(Assert.Catch<CffiException>(() => use())!.Message, Does.Contain("API mode").Or.Contain("SetSource").Or.StartWith("CFFI6002"));
        }
    }

    [Test]
    public void Names_that_are_not_there_are_named()
    {
        using CLibrary lib = Compile("int present(void); extern int here;", "static int present(void) { return 1; } static int here;", out Ffi ffi);
        Assert.That(Assert.Throws<CffiNameException>(() => _ = lib["presnt"])!.Message, Is.EqualTo("CFFI7030: no function 'presnt' is declared; did you mean 'present'?"));
        Assert.Throws<CffiNameException>(() => lib.GetVariable("nope"));
        Assert.Throws<CffiNameException>(() => lib.GetConstant("nope"));
        Assert.Throws<CffiNameException>(() => lib.GetAddress("nope"));
        Assert.That(lib.Names, Is.EquivalentTo(new[] { "present", "here" }));
        dynamic d = lib;
        Assert.Throws<CffiNameException>(() => _ = d.nope);
        Assert.Throws<CffiNameException>(() => d.nope());
        ffi.Cdef("int missing(void); extern int gone;");
        using CLibrary c = ffi.Dlopen("c");
        Assert.That(Assert.Throws<LibraryLoadException>(() => _ = c["missing"])!.Message, Does.StartWith("CFFI6002: library 'c' has no symbol 'missing'"));
        Assert.That(Assert.Throws<LibraryLoadException>(() => c.GetVariable("gone"))!.Id, Is.EqualTo("CFFI6002"));
    }

    [Test]
    public void Functions_and_constants_cannot_be_written_and_constants_have_no_address()
    {
        using CLibrary lib = Compile("int f(void); extern int v;\n#define K 5", "static int f(void) { return 1; } static int v;\n#define K 5");
        Assert.That(Assert.Throws<CffiNameException>(() => lib.GetVariable("K"))!.Message, Is.EqualTo("CFFI7032: 'K' is a constant; use GetConstant"));
        Assert.That(Assert.Throws<CffiNameException>(() => lib.GetVariable("f"))!.Message, Is.EqualTo("CFFI7032: 'f' is a function; call it"));
        Assert.Throws<CffiNameException>(() => lib.GetAddress("K"));
        dynamic d = lib;
        d.v = 12;
        Assert.That((int)d.v, Is.EqualTo(12));
        foreach (Action write in new Action[] { () => d.K = 6, () => d.f = 6, () => d.nope = 6 })
        {
            Assert.That(Assert.Catch<Exception>(() => write())!, Is.InstanceOf<CffiException>());
        }
    }

    [Test]
    public void Variables_are_read_and_written_through_C_each_time()
    {
        using CLibrary lib = Compile(
            "extern int errno; extern int plain; extern int elsewhere; extern __thread int mine; void fail(void); typedef struct { int x, y; } point; extern point origin; extern point *const fixed; extern const point *moving; extern int grid[2][3]; extern char text[];",
            """
            #include <errno.h>
            static int plain = 1; static int cells[4];
            #define elsewhere cells[plain]
            static __thread int mine = 3; static void fail(void) { errno = 33; }
            typedef struct { int x, y; } point; static point origin = { 4, 5 }; static point *const fixed = &origin; static const point *moving = &origin; static int grid[2][3] = { { 0, 0, 6 } }; static char text[] = "text";
            """,
            out Ffi ffi);
        lib.GetVariable("elsewhere").Assign(7);
        lib.GetVariable("plain").Assign(2);
        Assert.That(lib.GetVariable("elsewhere").As<int>(), Is.Zero, "the variable is another element now");
        lib.GetVariable("plain").Assign(1);
        Assert.That(lib.GetVariable("elsewhere").As<int>(), Is.EqualTo(7));
        lib.Call("fail");
        Assert.That((lib.GetVariable("errno").As<int>(), Ffi.Errno, lib.GetVariable("mine").As<int>()), Is.EqualTo((33, 33, 3)));
        CData origin = lib.GetVariable("origin");
        origin["x"] = 40;
        Assert.That((lib.GetVariable("fixed")["x"].As<int>(), lib.GetVariable("moving")["x"].As<int>(), lib.GetVariable("grid")[0][2].As<int>(), ffi.String(lib.GetVariable("text"))), Is.EqualTo((40, 40, 6, "text")));
        lib.GetVariable("moving").Assign(Ffi.Null);
        Assert.That(lib.GetVariable("moving").IsNull, "a pointer to const is a variable");
    }

    // cffi reads such constants on first use. Here they must be declared as variables, and the message says so.
    [TestCase("static point *const fixed;")]
    [TestCase("static char *const fixed;")]
    public void A_pointer_that_is_no_literal_is_a_constant_or_a_variable(string declaration)
    {
        const string Prelude = "typedef struct { int x; } point; static point origin; static char text[] = \"text\"; ";
        string actual = declaration.Replace("fixed;", declaration.Contains("point") ? "fixed = &origin;" : "fixed = text;");
        using CLibrary constants = Compile("typedef struct { int x; } point; extern point origin; extern char text[5]; " + declaration, Prelude + actual);
        Assert.That(constants.GetConstant("fixed").As<CData>().Address, Is.EqualTo(constants.GetVariable(declaration.Contains("point") ? "origin" : "text").Address));
        using CLibrary lib = Compile("typedef struct { int x; } point; extern point origin; " + declaration.Replace("static", "extern"), Prelude + actual);
        Assert.That(lib.GetVariable("fixed").IsNull, Is.False);
    }

    [Test]
    public void A_variable_at_a_null_address_is_refused()
    {
        using CLibrary lib = Compile("extern int nowhere;", "#define nowhere (*(int *)0)");
        Assert.That(Assert.Throws<CffiNullPointerException>(() => lib.GetVariable("nowhere"))!.Message, Is.EqualTo("CFFI7051: variable 'nowhere' is at a null address in library '_verify'"));
    }

    [Test]
    public void Macros_and_inline_functions_are_functions()
    {
        using CLibrary lib = Compile(
            "int max(int a, int b); int twice(int x); int thrice(int x); int plain(int x); int sum(int n, ...); void nothing(void); double half(double);",
            """
            #include <stdarg.h>
            #define max(a, b) ((a) > (b) ? (a) : (b))
            static inline int twice(int x) { return 2 * x; }
            extern inline __attribute__((gnu_inline, always_inline)) int thrice(int x) { return 3 * x; }
            int plain_(int x) { return x; }
            #define plain plain_
            static int sum_(int n, ...) { va_list l; int s = 0; va_start(l, n); while (n-- > 0) s += va_arg(l, int); va_end(l); return s; }
            #define sum sum_
            #define nothing() ((void)0)
            #define half(x) ((x) / 2)
            """.Replace("extern inline __attribute__((gnu_inline, always_inline))", "static inline"));
        Assert.That((lib.Call<int>("max", 2, 7), lib.Call<int>("twice", 4), lib.Call<int>("thrice", 4), lib.Call<int>("plain", 5), lib.Call<int>("sum", 3, 1, 2, 3), lib.Call<double>("half", 3)), Is.EqualTo((7, 8, 12, 5, 6, 1.5)));
        lib.Call("nothing");
        Assert.That(() => lib.Call("max", 1L << 40, 1), Throws.TypeOf<CffiRangeException>(), "arguments are converted to the declared types");
    }

    [Test]
    public void Verify_compiles_once_and_then_takes_it_from_the_cache()
    {
        const string Prelude = "static int f(void) { return 77; }";
        using CLibrary one = Compile("int f(void);", Prelude);
        using CLibrary other = Compile("int f(void);", Prelude);
        Assert.That(other.Path, Is.EqualTo(one.Path));
        Assert.That((one.Call<int>("f"), other.Call<int>("f")), Is.EqualTo((77, 77)));
        using CLibrary third = Compile("int f(void);", Prelude + " ");
        Assert.That(third.Path, Is.Not.EqualTo(one.Path));
    }
}
