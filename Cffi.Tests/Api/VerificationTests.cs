namespace Cffi.Tests.Api;

/// <summary>The compiler checks every declaration without <c>...</c>.</summary>
[TestFixture("any")]
[TestFixture("clang")]
[TestFixture("tcc")]
public sealed class VerificationTests(string compiler) : ApiTests(compiler)
{
    [TestCase("struct s { int a; long b; };", "struct s { long a; long b; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int', a signed integer of 4 bytes, the C compiler says a signed integer of 8 bytes")]
    [TestCase("struct s { int a, b; };", "struct s { int b, a; };", "CFFI8103: member 'a' of 'struct s': the declaration says offset 0, the C compiler says 4|CFFI8103: member 'b' of 'struct s': the declaration says offset 4, the C compiler says 0")]
    [TestCase("struct s { int a; };", "struct s { int a, b; };", "CFFI8102: 'struct s': the declaration says 4 bytes aligned to 4, the C compiler says 8 bytes aligned to 4")]
    [TestCase("struct s { int a; };", "struct s { unsigned a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int', a signed integer of 4 bytes, the C compiler says an unsigned integer of 4 bytes")]
    [TestCase("struct s { float a; };", "struct s { int a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'float', 4 bytes, the C compiler says a signed integer of 4 bytes")]
    [TestCase("struct s { int *a; };", "struct s { long *a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int *', the C compiler says 'long int *'")]
    [TestCase("struct s { void *a; };", "struct s { long *a; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'void *', the C compiler says 'long int *'")]
    [TestCase("struct s { char a[3]; };", "struct s { char a[4]; };", "CFFI8102: 'struct s': the declaration says 3 bytes aligned to 1, the C compiler says 4 bytes aligned to 1|CFFI8104: member 'a' of 'struct s': the declaration says 3 elements, the C compiler says 4")]
    [TestCase("struct s { int a : 3; int b : 4; };", "struct s { int a : 4; int b : 3; };", "CFFI8103: member 'a' of 'struct s': the declaration says 3 bits from bit 0, the C compiler says 4 bits from bit 0|CFFI8103: member 'b' of 'struct s': the declaration says 4 bits from bit 3, the C compiler says 3 bits from bit 4")]
    [TestCase("struct s { int a : 3; };", "struct s { unsigned a : 3; };", "CFFI8104: member 'a' of 'struct s': the declaration says a signed bit-field, the C compiler says an unsigned bit-field")]
    [TestCase("struct s { int nosuch; ...; };", "struct s { int a; };", "CFFI8101: the C compiler says: 'struct s' has no member named 'nosuch'")]
    [TestCase("enum e { A, B };", "enum e { A = 3, B };", "CFFI8105: constant 'A': the declaration says 0, the C compiler says 3|CFFI8105: constant 'B': the declaration says 1, the C compiler says 4")]
    [TestCase("enum e { A };", "enum e { A, LOW = -1 };", "CFFI8106: 'enum e': the declaration says 'unsigned int', the C compiler says 'int'")]
    [TestCase("struct s { int (*a)[3]; };", "struct s { long (*a)[3]; };", "CFFI8104: member 'a' of 'struct s': the declaration says 'int(*)[3]', the C compiler says 'long int (*)[3]'")]
    [TestCase("#define X 5", "#define X 6", "CFFI8105: constant 'X': the declaration says 5, the C compiler says 6")]
    [TestCase("#define X 1.5", "#define X 2.5", "CFFI8105: constant 'X': the declaration says 1.5, the C compiler says 2.5")]
    [TestCase("#define X \"a\"", "#define X \"b\"", "CFFI8105: constant 'X': the declaration says the string \"a\", the C compiler says the string \"b\"")]
    [TestCase("#define X ...", "", "CFFI8101: the C compiler says: 'X' undeclared here (not in a function)")]
    [TestCase("extern int v;", "static short v;", "CFFI8104: variable 'v': the declaration says 'int', a signed integer of 4 bytes, the C compiler says a signed integer of 2 bytes")]
    [TestCase("int f(int);", "static int f(long x) { return 0; }", "CFFI8107: function 'f': the declaration says 'int f(int)', the C compiler says 'int(long int)'")]
    [TestCase("int f(int *);", "static int f(long *x) { return 0; }", "CFFI8107: function 'f': the declaration says 'int f(int *)', the C compiler says 'int(long int *)'")]
    [TestCase("int f(void);", "", "CFFI8101: the C compiler says: 'f' undeclared here (not in a function)")]
    [TestCase("typedef int... t;", "typedef double t;", "CFFI8108: 't': the declaration says an integer type, the C compiler says a different kind of type, 8 bytes")]
    public void A_difference_is_named_with_both_sides(string declared, string actual, string expected) =>
        Assert.That(Differences(declared, actual).Select(WithoutWords), Is.EqualTo(expected.Split('|').Select(WithoutWords)));

    // Only gcc uses these words for types and errors.
    private string WithoutWords(string message)
    {
        const string compiler = "the C compiler says";
        int words = message.IndexOf(compiler, StringComparison.Ordinal);
        string said = words < 0 ? "" : message[(words + compiler.Length)..];
        return !IsGcc && (said.StartsWith(':') || said.Contains('\'') || said == " a different type") ? message[..words] : message;
    }

    [TestCase("char a; int b;", "char a; char hidden; int b;", 1)]
    [TestCase("int a; char b;", "int a; char b; short hidden;", 6, true)]
    [TestCase("char a; int b;", "char a; char h1, h2; char h3; int b;", 1)]
    [TestCase("char a; int *b; struct { short x; int y; } c[2];", "char a; float hidden; int *b; struct { short x; int y; } c[2];", 6)]
    [TestCase("struct { char a; int b; } in; int c;", "struct { char a; char hidden; int b; } in; int c;", 1, false, "struct <anonymous>")]
    [TestCase("struct { char a; int b; }; int c;", "struct { char a; char hidden; int b; }; int c;", 1)]
    [TestCase("unsigned a : 3; unsigned c : 4;", "unsigned a : 3; unsigned c : 4; unsigned hidden : 2;", 0, true)]
    [TestCase("char a; long c[];", "char a; struct { char x; } hidden; long c[];", 1, true)]
    [TestCase("char a; union { long l; char c; } u;", "char a; char hidden; union { long l; char c; } u;", 1)]
    public void A_member_that_hides_in_padding_is_found(string declared, string actual, int place, bool isLast = false, string record = "struct s")
    {
        if (isLast && IsTiny)
        {
            // tcc rejects an extra initializer, so the check cannot find a member after the last declared one.
            Compile($"struct s {{ {declared} }};", $"struct s {{ {actual} }};").Dispose();
            return;
        }

        Assert.That(Differences($"struct s {{ {declared} }};", $"struct s {{ {actual} }};"), Is.EqualTo(new[]
        {
            $"CFFI8110: '{record}': C has a member at byte {place} that the declaration omits",
        }));
    }

    [TestCase("char a; _Alignas(16) int b; void (*f)(int); float x; double y[2];")]
    [TestCase("int a : 3; int : 4; unsigned b : 9; char c; int : 0; _Bool d : 1;")]
    [TestCase("struct { char a; struct { short b; } in; }; union { char c; long l; }; enum { P, Q } e; const volatile int *p;")]
    [TestCase("char a; int b[];")]
    [TestCase("unsigned a : 13; int b : 19; long long c : 40;")]
    [TestCase("char a; struct { int : 3; }; int c;")]
    [TestCase("struct s *next; char name[3]; struct { char x; int y; } in[2]; int (*rows)[4];")]
    public void Nothing_hides_in_a_record_that_is_declared_in_full(string members) =>
        Compile($"struct s {{ {members} }};", $"struct s {{ {members} }};").Dispose();

    [Test]
    public void A_large_record_makes_no_large_module()
    {
        using CLibrary lib = Compile("struct s { char c; int i; char room[10000000]; };", "struct s { char c; int i; char room[10000000]; };");
        Assert.That(new FileInfo(lib.Path!).Length, Is.LessThan(100_000));
    }

    [TestCase("union r { double d; }", "union r { double d; long l; }")]
    [TestCase("struct r { union { double d; } u; }", "struct r { union { double d; long l; } u; }", "union <anonymous>")]
    [TestCase("struct r { union { double d; }; }", "struct r { union { double d; long l; }; }")]
    [TestCase("struct r { float x; union { struct { float y; }; }; }", "struct r { float x; union { struct { float y; }; int i; }; }")]
    [TestCase("typedef union { double d; } r", "typedef union { double d; long l; } r", "r")]
    [TestCase("union r { long double d; }", "union r { long double d; int i; }")]
    public void A_record_that_C_passes_in_other_registers_is_refused(string declared, string actual, string record = "")
    {
        string[] differences = Differences(declared + ";", actual + ";");
        Assert.That(differences, Has.Length.EqualTo(1));
        Assert.That(differences[0], Does.StartWith($"CFFI8112: '{(record.Length > 0 ? record : declared[..declared.IndexOf(" {", StringComparison.Ordinal)])}': the C compiler passes it by value in other registers than"));
    }

    [TestCase("struct r { float f; }", "struct r { float f; int none[0]; }")]
    [TestCase("struct r { float f; double d; }", "struct r { float f; int : 8; double d; }")]
    [TestCase("union r { float f[2]; }", "union r { float f[2]; int i; }")]
    public void Members_without_size_and_parts_of_arrays_decide_the_registers_for_gcc(string declared, string actual)
    {
        if (IsGcc)
        {
            Assert.That(Differences(declared + ";", actual + ";")[0], Does.StartWith($"CFFI8112: '{declared[..declared.IndexOf(" {", StringComparison.Ordinal)]}'"));
        }

        Compile(actual + ";", actual + ";").Dispose();
    }

    [TestCase("union r { double d; ...; }", "union r { double d; long l; }")]
    [TestCase("union r { long l; }", "union r { double d; long l; }")]
    [TestCase("union r { double d[4]; }", "union r { double d[4]; long l; }")]
    [TestCase("#pragma pack(push, 1)\nunion r { struct { char c; float f; } s; }", "#pragma pack(push, 1)\nunion r { struct { char c; float f; } s; char d; }")]
    [TestCase("struct r { int n; struct { short a : 3; unsigned b : 7; }; union { float f; int i; } u; enum e { A } e; }", "struct r { int n; struct { short a : 3; unsigned b : 7; }; union { float f; int i; } u; enum e { A } e; }")]
    public void Alternatives_that_do_not_matter_may_be_left_out(string declared, string actual) => Compile(declared + ";", actual + ";").Dispose();

    [TestCase("long double", "__float128", "a floating type of 16 bytes and 113 significant bits")]
    [TestCase("__float128", "long double", "a floating type of 16 bytes")]
    [TestCase("double", "_Decimal64", "a floating type of 8 bytes and radix 10")]
    public void Floating_types_of_one_size_are_told_apart(string declared, string actual, string told)
    {
        if (!IsGcc)
        {
            Assert.Ignore("gcc has all of these types.");
        }

        Assert.That(
            Differences($"struct s {{ {declared} x; }}; extern {declared} v; extern {declared} a[2];", $"struct s {{ {actual} x; }}; {actual} v; {actual} a[2];"),
            Has.Length.EqualTo(3).And.All.StartsWith("CFFI8104").And.All.EndsWith($"the C compiler says {told}"));
        Compile($"struct s {{ {declared} x; }}; extern {declared} v;", $"struct s {{ {declared} x; }}; {declared} v;").Dispose();
    }

    [Test]
    public void A_floating_typedef_takes_the_format_of_C()
    {
        if (!IsGcc)
        {
            Assert.Ignore("gcc has all of these types.");
        }

        Compile("typedef float... quad; typedef float... extended;", "typedef __float128 quad; typedef long double extended;", out Ffi ffi).Dispose();
        Assert.That((((CPartialNumberType)ffi.TypeOf("quad")).Actual!.Primitive, ((CPartialNumberType)ffi.TypeOf("extended")).Actual!.Primitive), Is.EqualTo((CPrimitiveKind.Float128, CPrimitiveKind.LongDouble)));
        Assert.That(Differences("typedef float... t;", "typedef _Decimal64 t;"), Is.EqualTo(new[] { "CFFI8108: 't': the declaration says a floating type, the C compiler says a floating type of 8 bytes and radix 10, which linux-x64 does not have" }));
    }

    [TestCase("_Bool b; _Bool a[2]; unsigned char c;")]
    [TestCase("enum e { P, Q } e; enum f { R = -1 } f;")]
    public void Booleans_and_enums_are_integers_of_their_sign(string members)
    {
        Compile($"struct s {{ {members} }}; extern _Bool v; extern _Bool w[2]; typedef int... t;", $"struct s {{ {members} }}; _Bool v, w[2]; typedef _Bool t;", out Ffi ffi).Dispose();
        Assert.That(Differences("extern _Bool v;", "signed char v;")[0], Does.StartWith("CFFI8104: variable 'v'"));
        Assert.That(((CPartialNumberType)ffi.TypeOf("t")).Actual!.Name, Is.EqualTo("unsigned char"));
    }

    [Test]
    public void Nothing_hides_in_records_of_the_extensions()
    {
        if (!IsTiny)
        {
            const string members = "_Atomic int a; __int128 b; long double _Complex c; float v __attribute__((vector_size(16))); struct { } none; int zero[0]; long double l;";
            Compile($"struct s {{ {members} }};", $"struct s {{ {members} }};").Dispose();

            // gcc takes the value for the array without elements, and then meets a bit-field.
            const string nothing = "struct none { struct { int x; } room[0]; unsigned char a : 4; }; struct s { char c; struct none in; struct none all[2]; int d; };";
            Compile(nothing, nothing).Dispose();
        }
    }

    [Test]
    public void One_call_names_every_difference_at_its_place()
    {
        const string declared = "struct s { int a; };\nint missing(void);\n#define N 1\nint same(int);\nstruct t { int nosuch; ...; };\nlong other(void);";
        const string actual = "struct s { short a; };\n#define N 2\nstruct t { int a; };\nstatic int same(int x) { return x; }\nstatic int other(void) { return 0; }";
        VerificationException error = Assert.Throws<VerificationException>(() => Compile(declared, actual))!;
        Assert.That(error.Diagnostics.Select(static d => $"{d.Span} {d.Id}"), Is.EqualTo(new[]
        {
            "<cdef>(1,1) CFFI8102", "<cdef>(1,1) CFFI8104", "<cdef>(2,1) CFFI8101", "<cdef>(3,1) CFFI8105", "<cdef>(5,1) CFFI8101", "<cdef>(6,1) CFFI8107",
        }));
    }

    [Test]
    public void A_refused_module_completes_nothing()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; ...; }; struct outer { struct s inner; }; enum e { A, ... }; typedef int... t;\n#define N 1\n#define M ...");
        const string types = "struct s { long pad; int a; }; struct outer { struct s inner; }; enum e { A = 4 }; typedef short t;\n#define M 3\n";
        Assert.Throws<VerificationException>(() => ffi.Verify(types + "#define N 2", Options));
        Assert.Throws<LayoutException>(() => ffi.SizeOf("struct s"));
        Assert.Throws<LayoutException>(() => ffi.SizeOf("struct outer"));
        Assert.Throws<LayoutException>(() => ffi.SizeOf("enum e"));
        Assert.Throws<LayoutException>(() => ffi.SizeOf("t"));
        Assert.Throws<CffiUnsupportedException>(() => ffi.GetConstant("M"));
        using CLibrary lib = ffi.Verify(types + "#define N 1", Options);
        Assert.That((ffi.SizeOf("struct outer"), ffi.SizeOf("t"), ffi.GetConstant("M").As<int>()), Is.EqualTo((16, 2, 3)));
    }
}
