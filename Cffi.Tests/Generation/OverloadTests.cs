using Cffi.Generator.Emission;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Convenient calls from code that is not unsafe.</summary>
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

    // The functions have the parameter types of real libraries. No call needs a cast.
    [Test]
    public void Text_of_C_goes_wherever_a_string_or_a_pointer_goes()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            char *strdup(const char *s);
            const char *strerror(int error);
            char *getenv(const char *name);
            size_t strlen(const char *s);
            void *memchr(const void *s, int c, size_t n);
            void *realloc(void *p, size_t size);
            void free(void *p);
            int snprintf([[cffi::length(size)]] char *buffer, size_t size, const char *format, ...);
            """,
            """"
            public static string Use()
            {
                CString text = strdup("héllo");
                CString other = text;
                var output = new System.IO.StringWriter();
                Console.SetOut(output);
                Console.WriteLine(text);
                Console.Write(text);
                output.Write(text);
                output.WriteLine(text);
                Console.WriteLine("{0} {1}", text, text);
                Console.WriteLine("v" + text + $"{text}{text,7}");
                string? assigned = text;
                string? none = getenv("CFFI_NOT_THERE");
                string kept = getenv("CFFI_NOT_THERE").IsNull ? "none" : strerror(2).ToString();
                var list = new System.Collections.Generic.List<string?> { text };
                var builder = new System.Text.StringBuilder().Append(text).Append(strlen(text)).Append(strlen(list[0]));
                ReadOnlySpan<byte> bytes = text.Bytes;
                bool[] equal =
                [
                    text == "héllo", "héllo" == text, !(text != assigned), text.Equals("héllo"), text != "hello", text != null, null != text, !(text == null),
                    getenv("CFFI_NOT_THERE") == null, text == other, assigned == text, string.Equals(assigned, text), !string.IsNullOrEmpty(text), Takes(text),
                ];
                byte[] buffer = new byte[32];
                int length = snprintf(buffer, "%s|%p", text, realloc(null, 1) == 0 ? 1 : 0);
                string found = memchr(text, 'l', 6) == text.Address + 3 ? "3" : "?";
                CPointer<byte> pointer = text;
                found += memchr(pointer, 'o', 6).Address - pointer.Address;
                text = (CString)realloc(text, 100);
                Console.WriteLine(string.Join(",", list) + string.Concat(text, "!") + none + kept + bytes.Length + builder + found);
                free(text);
                free(null);
                free(0);
                free(default);
                return output.ToString() + string.Join(",", Array.FindAll(equal, one => !one)) + System.Text.Encoding.UTF8.GetString(buffer, 0, length);
            }

            private static bool Takes(string? text) => text is "héllo";
            """");
        TextWriter output = Console.Out;
        try
        {
            Assert.That(
                bindings.Run<string>("Use").ReplaceLineEndings("\n"),
                Is.EqualTo("héllo\nhéllohéllohéllo\nhéllo héllo\nvhéllohéllo  héllo\nhéllohéllo!none6héllo6635\nhéllo|(nil)"));
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    [Test]
    public void Wide_text_of_C_does_too()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "wchar_t *wcsdup(const wchar_t *s); size_t wcslen(const wchar_t *s); void *memchr(const void *s, int c, size_t n); void free(void *p); int snprintf([[cffi::length(size)]] char *buffer, size_t size, const char *format, ...);",
            """
            public static string Use()
            {
                CWideString text = wcsdup("wörd");
                CWideString other = text;
                var output = new System.IO.StringWriter();
                output.WriteLine(text);
                Console.SetOut(output);
                Console.WriteLine(text);
                string? assigned = text;
                bool[] equal = [text == "wörd", "wörd" == text, text != null, !(text == null), text.Equals("wörd"), !(text != assigned), text == other, wcslen(text) == 4, memchr(text, 'w', 4) == text.Address];
                byte[] buffer = new byte[32];
                int length = snprintf(buffer, "%ls", text);
                string result = $"{output}{"v" + text}{text} {text.Bytes.Length} {string.Join(",", Array.FindAll(equal, one => !one))}{length}";
                free(text);
                return result;
            }
            """);
        TextWriter output = Console.Out;
        try
        {
            Assert.That(bindings.Run<string>("Use").ReplaceLineEndings("\n"), Does.StartWith("wörd\nwörd\nvwördwörd 16 "));
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    [Test]
    public void Every_pointer_of_the_bindings_is_a_void_pointer_where_one_is_wanted()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef struct _IO_FILE FILE; typedef struct { int x; } point; typedef int (*compare)(const void *, const void *);
            FILE *tmpfile(void); int fclose(FILE *f); int memcmp(const void *a, const void *b, size_t n); void *malloc(size_t n); void free(void *p);
            point *aligned_alloc(size_t alignment, size_t n);
            """,
            """
            public static unsafe int Use()
            {
                FILE file = tmpfile();
                point local = default;
                point* own = &local;
                CPointer<point> point = aligned_alloc(8, 8);
                CAddress number = malloc(8);
                compare by = default;
                int same = memcmp(file, file, 8) + memcmp(own, own, 4) + memcmp(point, point, 4) + memcmp(number, number, 8) + memcmp((CAddress)by, (CAddress)by, 0);
                free(point);
                free(number);
                return same + fclose(file);
            }
            """);
        Assert.That(bindings.Run<int>("Use"), Is.Zero);
    }

    [Test]
    public void Strings_go_together_with_pointers_and_with_what_stands_for_them()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "struct item { int x; }; char *strncpy(char *to, const char *from, size_t n); char *strcpy(char *to, const char *from); int vsscanf_(void); void *malloc(size_t n); long strtol(const char *text, char **end, int base); void free(void *p);",
            """
            public static string Use()
            {
                CString memory = (CString)malloc(16);
                strcpy(memory, "pointer");
                byte[] buffer = new byte[16];
                strncpy(buffer, "span", 5);
                string result = $"{memory} {System.Text.Encoding.UTF8.GetString(buffer, 0, 4)} {strtol("12", default(CPointer<CString>), 10)} {strtol("13", null, 10)} {strtol("14"u8, null, 10)}";
                free(memory);
                return result;
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("pointer span 12 13 14"));
    }

    [TestCase("[[cffi::errnoo]] int f(void);", "'cffi::errnoo' of 'f' has no effect: it does not apply there", "did you mean 'errno'?")]
    [TestCase("[[cffi::error(1)]] int f(void);", "'cffi::error' of 'f' has no effect: it does not apply there", null)]
    [TestCase("int f([[cffi::lenght(n)]] int *p, int n);", "'cffi::lenght' of parameter 'p' of 'f' has no effect: it does not apply there", "did you mean 'length'?")]
    [TestCase("int f([[cffi::length(cuont)]] int *p, int count);", "'cffi::length' of parameter 'p' of 'f' has no effect: 'cuont' is not a parameter", "did you mean 'count'?")]
    [TestCase("int f([[cffi::out]] int p);", "'cffi::out' of parameter 'p' of 'f' has no effect: the parameter is not a pointer", null)]
    [TestCase("struct [[cffi::leaf]] s { int x; };", "'cffi::leaf' of 's' has no effect: it does not apply there", null)]
    public void An_annotation_without_effect_says_so(string text, string message, string? hint)
    {
        CDiagnostic warning = BindingEmitter.Emit(new BindingRequest(text, "Lib")).Diagnostics.Single();
        Assert.That((warning.Id, warning.Message, warning.Hint), Is.EqualTo(("CFFI8304", message, hint)));
    }

    [Test]
    public void Function_pointers_that_nothing_declared_uses_have_their_type()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef int compare(const void *, const void *); typedef int (*by)(const void *, const void *, void *); void qsort_r(void *base, size_t n, size_t size, void *compare, void *arg);",
            """
            public static string Use()
            {
                int[] values = [3, 1, 2];
                using CCallback<by> smaller = by.Create(Compare);
                Sort(values, smaller.Pointer);
                return string.Join(",", values);
            }

            private static unsafe int Compare(CAddress a, CAddress b, CAddress arg) => *(int*)(void*)a - *(int*)(void*)b;

            private static unsafe void Sort(int[] values, CAddress by) { fixed (int* first = values) { qsort_r(first, 3, 4, by, null); } }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("1,2,3"));
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
