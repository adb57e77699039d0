using Cffi.Generator.Emission;
using Cffi.Interop;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>What the types of bindings say of C: <c>void *</c>, <c>const</c>, bits, and the names of a callback's parameters.</summary>
public sealed class TypedDetailTests
{
    [Test]
    public void A_void_pointer_is_one_type_in_every_position()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            struct item { void *user; void *both[2]; const void *fixed; };
            void *malloc(size_t size);
            void free(void *p);
            void *memchr(const void *s, int c, size_t n);
            void qsort_r(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *arg);
            int posix_memalign(void **out, size_t alignment, size_t size);
            extern char **environ;
            """,
            """
            public static string Use()
            {
                CAddress block = malloc(16);
                CAddress aligned = default;
                int failed = posix_memalign(ref aligned, 64, 64);
                var item = new item { user = block, @fixed = aligned };
                item.both[1] = block;
                CPointer<int> numbers = (CPointer<int>)item.user;
                numbers[0] = 7;
                int[] sorted = [3, 1, 2];
                CAddress seen = default;
                qsort_r(sorted, 3, 4, (CAddress left, CAddress right, CAddress arg) => { seen = arg; return ((CPointer<int>)left).Value - ((CPointer<int>)right).Value; }, block);
                CAddress found = memchr("xyz"u8, 'y', 3);
                bool none = memchr("xyz"u8, 'q', 3) == 0;
                string text = $"{failed} {((nint)aligned % 64)} {(item.both[1] == block)} {((CPointer<int>)block)[0]} {string.Join(',', sorted)} {(seen == block)} {found.IsNull} {none} {default(CAddress)}";
                free(item.user);
                free(aligned);
                return text;
            }
            """);
        Assert.That(bindings.Run<string>("Use"), Is.EqualTo("0 0 True 7 1,2,3 True False True 0x0"));
        Assert.That(Member("item", "user"), Is.EqualTo(typeof(CAddress)));
        Assert.That(Member("item", "fixed"), Is.EqualTo(typeof(CAddress)));

        Type Member(string type, string name) => bindings.Assembly.GetType("Lib")!.GetNestedType(type)!.GetField(name)!.FieldType;
    }

    [Test]
    public void Const_shows_and_cannot_be_written_through()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef struct { int quot, rem; } div_t; struct view { const int *items; int *own; }; const div_t *pick(const div_t *all, const int *which); const int **table(void);",
            """
            public static int Read()
            {
                int[] numbers = [5, 6];
                unsafe
                {
                    fixed (int* first = numbers)
                    {
                        var view = new view { items = first, own = first };
                        view.own[1] = 9;
                        return view.items[1] + view.items[0];
                    }
                }
            }
            """);
        Assert.That(bindings.Run<int>("Read"), Is.EqualTo(14));
        Type lib = bindings.Assembly.GetType("Lib")!;
        Assert.That(lib.GetMethods().First(static method => method.Name == "pick").ReturnType.Name, Is.EqualTo("CConstPointer`1"));
        Assert.That(lib.GetMethods().First(static method => method.Name == "table").ReturnType, Is.EqualTo(typeof(CPointer<CConstPointer<int>>)));

        // What the pointer gives is read-only for C#, too.
        Assert.That(typeof(CConstPointer<int>).GetProperty("Item")!.GetMethod!.ReturnParameter.GetRequiredCustomModifiers(), Does.Contain(typeof(System.Runtime.InteropServices.InAttribute)));
        Assert.That(typeof(CConstPointer<int>).GetProperty("Value")!.GetMethod!.ReturnParameter.GetRequiredCustomModifiers(), Does.Contain(typeof(System.Runtime.InteropServices.InAttribute)));
    }

    [TestCase("enum e { READ = 1, WRITE = 2, EXEC = 4 };", true)]
    [TestCase("enum e { NONE, READ = 1, WRITE = 2, EXEC = 4, ALL = 7 };", true)]
    [TestCase("enum e { A = 0x10, B = 0x20, C = 0x40, AB = 0x30, D = 0x100 };", true)]
    [TestCase("enum e { ZERO, ONE, TWO, THREE, FOUR };", false, Description = "a choice that counts")]
    [TestCase("enum e { ONE = 1, TWO = 2, THREE = 3 };", false, Description = "two single bits")]
    [TestCase("enum e { A = 1, B = 2, C = 4, D = 9 };", false, Description = "8 is no single bit of it")]
    [TestCase("enum e { A = 1, B = 2, C = 4, BAD = -1 };", false, Description = "an error is no combination")]
    [TestCase("enum e { A = 1, B = 2, C = 4, D = 3, E = 5, F = 6, G = 7 };", false, Description = "the numbers 1 to 7")]
    [TestCase("enum [[cffi::flags]] e { A = 1, B = 2 };", true, Description = "the declaration says so")]
    public void An_enum_of_bits_has_the_attribute_Flags(string text, bool isFlags)
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(text + " int f(enum e e);", "");
        Type type = bindings.Assembly.GetType("Lib")!.GetNestedType("e")!;
        Assert.That(type.IsEnum);
        Assert.That(type.IsDefined(typeof(FlagsAttribute), inherit: false), Is.EqualTo(isFlags));
    }

    [TestCase("typedef int (*compare_t)(const void *left, const void *right); void sort(compare_t compare);", "compare_t", "left right")]
    [TestCase("void sort(int (*compare)(const void *left, const void *right, int));", "compare", "left right p2")]
    [TestCase("struct ops { void (*close)(void *user, int code); }; int f(struct ops *ops);", "close", "user code")]
    [TestCase("typedef void done_t(int status, void *class); void run(done_t *done);", "done_t", "status class")]
    public void A_callback_keeps_the_names_of_its_parameters(string text, string type, string names)
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(text, "");
        Type pointer = bindings.Assembly.GetType("Lib")!.GetNestedTypes().Single(one => one.Name.EndsWith(type, StringComparison.Ordinal) && one.GetMethod("Create") is not null);
        string Names(System.Reflection.MethodInfo method) => string.Join(' ', method.GetParameters().Select(static parameter => parameter.Name));
        Assert.That(Names(pointer.GetNestedType("Body")!.GetMethod("Invoke")!), Is.EqualTo(names));
        Assert.That(Names(pointer.GetMethod("Invoke")!), Is.EqualTo(names));
    }

    // The compiler resolves the short name in the documentation of a second method to the first one.
    [Test]
    public void A_second_method_has_the_documentation_of_the_first()
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest("/** Sorts. */ void sort(int *items, int (*compare)(int, int));", "Lib") { Library = "c", Accessibility = "public" });
        string documentation = GeneratedAssembly.Documentation(result.Source!);
        Assert.That(documentation, Does.Contain("<inheritdoc cref=\"M:Lib.sort(Cffi.Interop.CArray{System.Int32},Lib."));
        Assert.That(documentation, Does.Not.Contain("cref=\"!:"));
    }

    [TestCase("static inline int twice(int x) { return 2 * x; }")]
    [TestCase("static int twice(int x); static int twice(int x) { return 2 * x; }")]
    [TestCase("extern inline __attribute__((gnu_inline, always_inline)) int twice(int x) { return 2 * x; }")]
    public void A_function_that_no_library_exports_is_left_out(string text)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text + " int abs(int x);", "Lib") { Library = "c" });
        Assert.That(result.Source, Does.Not.Contain("twice").And.Contain(" abs("));
        CDiagnostic diagnostic = result.Diagnostics.Single();
        Assert.That(diagnostic.Id, Is.EqualTo("CFFI2004"));
        Assert.That(diagnostic.Hint, Does.Contain("no library exports"));
    }

    [TestCase("inline int twice(int x) { return 2 * x; }", Description = "C11 6.7.4p7: another file can have the external definition")]
    [TestCase("int twice(int x); extern inline __attribute__((gnu_inline, always_inline)) int twice(int x) { return 2 * x; }", Description = "as glibc's checked functions")]
    [TestCase("extern inline __attribute__((gnu_inline, always_inline)) int twice(int x) { return 2 * x; } int twice(int x);")]
    [TestCase("static int twice(int x);", Description = "cffi's way to declare a function of the prelude")]
    public void A_function_that_a_library_can_export_stays(string text) =>
        Assert.That(BindingEmitter.Emit(new BindingRequest(text, "Lib") { Library = "c" }).Source, Does.Contain(" twice("));
}
