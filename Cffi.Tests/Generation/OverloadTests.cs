using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>The comfortable ways to call, from code that is not unsafe.</summary>
public sealed class OverloadTests
{
    [Test]
    public void Text_is_a_string_or_bytes_and_comes_back_as_a_string()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "size_t strlen(const char *s); char *getenv(const char *name); int setenv(const char *name, const char *value, int overwrite); int atoi(const char *s); void free(void *p); char *strdup(const char *s); int system(const char *command);",
            """
            public static bool Null() => system(null) != 0;
            public static string? Same() { CString copy = strdup("text"); CString other = strdup(copy); string? text = other; free(copy); free(other); return text; }

            public static string Calls()
            {
                int set = setenv("CFFI_GENERATED", "ä value", 1);
                string? got = getenv("CFFI_GENERATED"u8);
                return $"{strlen("héllo")} {strlen("abc"u8)} {strlen(new string('x', 5000))} {set} {got} {getenv("CFFI_NOT_THERE").IsNull} {atoi("42")}";
            }
            """);
        Assert.That(bindings.Run<string>("Calls"), Is.EqualTo("6 3 5000 0 ä value True 42"));
        Assert.That(bindings.Run<bool>("Null"), Is.True);
        Assert.That(bindings.Run<string>("Same"), Is.EqualTo("text"));
    }

    [Test]
    public void Structs_are_passed_by_reference_and_results_followed()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            struct tm { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst; long tm_gmtoff; const char *tm_zone; };
            struct tm *gmtime(const long *timer);
            long timegm(struct tm *tm);
            double frexp(double x, [[cffi::out]] int *exp);
            double modf(double x, double *whole);
            long strtol(const char *text, [[cffi::out]] char **end, int base);
            char *strdup(const char *text);
            void free(void *p);
            """,
            """
            public static string Calls()
            {
                System.Runtime.InteropServices.CLong[] seconds = { new(86400) };
                ref tm t = ref gmtime(seconds).Value;
                t.tm_year += 30;
                nint back = timegm(ref t);
                double fraction = frexp(8.0, out int exponent);
                double whole = 0;
                double part = modf(2.5, new Span<double>(ref whole));
                CString text = strdup("12rest");
                nint number = strtol(text, out CString rest, 10);
                string result = FormattableString.Invariant($"{t.tm_mday} {back} {fraction} {exponent} {whole} {part} {number} {rest}");
                free(text);
                return result;
            }
            """);
        Assert.That(bindings.Run<string>("Calls"), Is.EqualTo("2 946771200 0.5 4 2 0.5 12 rest"));
    }

    [Test]
    public void Lengths_come_from_spans()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            void *memcpy([[cffi::length(n)]] void *to, [[cffi::length(n)]] const void *from, size_t n);
            int snprintf([[cffi::length(size)]] char *buffer, size_t size, const char *format, ...);
            """,
            """
            public static string Calls()
            {
                byte[] to = new byte[3];
                memcpy(to, new byte[] { 1, 2, 3 });
                byte[] buffer = new byte[32];
                int written = snprintf(buffer, "%d %.1f %s", 7, 2.5, "x");
                return $"{to[2]} {written} {System.Text.Encoding.UTF8.GetString(buffer, 0, written)}";
            }
            public static void Unequal() => memcpy(new byte[3], new byte[2]);
            """);
        Assert.That(bindings.Run<string>("Calls"), Is.EqualTo("3 7 7 2.5 x"));
        Assert.That(() => bindings.Run<object>("Unequal"), Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void Failures_with_errno_are_exceptions()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "[[cffi::errno]] int open(const char *path, int flags); [[cffi::errno]] int close(int fd);",
            """
            public static int Right() => close(open("/dev/null", 0));
            public static void Wrong() => open("/no/such/file", 0);
            """);
        Assert.That(bindings.Run<int>("Right"), Is.Zero);
        Assert.That(() => bindings.Run<object>("Wrong"), Throws.TypeOf<CErrnoException>().With.Property("Errno").EqualTo(2).And.Message.Contains("'open' failed"));
    }

    [Test]
    public void What_a_function_releases_is_a_handle()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef struct _IO_FILE FILE;
            int fclose(FILE *f);
            [[cffi::release(fclose)]] FILE *fopen(const char *path, const char *mode);
            int fputs(const char *text, FILE *f);
            int fileno(FILE *f);
            """,
            """
            public static int Calls()
            {
                using FILEHandle file = fopen("/dev/null", "w");
                return fputs("hello", file) >= 0 && fileno(file) > 2 && !file.IsInvalid ? 1 : 0;
            }
            public static bool Missing() { using var file = fopen("/no/such/file", "r"); return file.IsInvalid; }
            """);
        Assert.That(bindings.Run<int>("Calls"), Is.EqualTo(1));
        Assert.That(bindings.Run<bool>("Missing"), Is.True);
    }

    [Test]
    public void A_missing_function_is_an_exception_of_its_call_only()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "int abs(int x); int no_such_function(int x);",
            "public static int Right() => abs(-3);\npublic static int Wrong() => no_such_function(1);");
        Assert.That(bindings.Run<int>("Right"), Is.EqualTo(3));
        Assert.That(() => bindings.Run<int>("Wrong"), Throws.TypeOf<LibraryLoadException>().With.Message.Contains("no_such_function"));
        Assert.That(() => bindings.Run<int>("Wrong"), Throws.TypeOf<LibraryLoadException>());
        Assert.That(bindings.Run<int>("Right"), Is.EqualTo(3));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Symbols_are_looked_up_one_by_one_or_at_once(bool atOnce)
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            new BindingRequest("void *memset([[cffi::length(n)]] unsigned char *to, int c, size_t n); int missing_here(int x); long atol(const char *s);", "Lib") { Library = "c", BindAtOnce = atOnce },
            """
            public static string Calls() { byte[] to = new byte[3]; memset(to, 7); return $"{to[0]} {to[2]} {atol("12")}"; }
            public static int Missing() => missing_here(1);
            """);
        Assert.That(bindings.Run<string>("Calls"), Is.EqualTo("7 7 12"));
        Assert.That(() => bindings.Run<int>("Missing"), Throws.TypeOf<LibraryLoadException>().With.Message.Contains("missing_here"));
    }

    [Test]
    public void Variable_length_parameters_are_spans()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("double sum(int n, const double values[n], double out[n]);", "Lib"));
        Assert.That(result.Source, Does.Contain("public static double sum(global::System.ReadOnlySpan<double> values, global::System.Span<double> @out)"));
        Assert.That(result.Source, Does.Contain("CheckLengths(@out.Length, (long)checked((int)values.Length))"));
    }

    [Test]
    public void A_missing_library_is_an_exception_of_the_call()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of("int abs(int x);", "public static int Wrong() => abs(1);", "no_such_library");
        Assert.That(() => bindings.Run<int>("Wrong"), Throws.TypeOf<LibraryLoadException>().With.Message.Contains("no_such_library"));
    }
}
