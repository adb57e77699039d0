#:project ../Cffi.Backend.Native/Cffi.Backend.Native.csproj
using Cffi;

var ffi = new Ffi();
ffi.Cdef("""
    typedef struct { int quot, rem; } div_t;
    div_t div(int numer, int denom);
    double cos(double x);
    size_t strlen(const char *s);
    int snprintf(char *buf, size_t n, const char *format, ...);
    void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
    extern char **environ;
    enum color { RED, GREEN = 5, BLUE };
    #define LIMIT (4 * 10 + 2)
    """);

using CLibrary c = ffi.Dlopen("c");              // "c", "libz.so.1", a path, or null for the process itself

double y   = c.Call<double>("cos", 1.0);         // one call
CFunction strlen = c["strlen"];                  // look up once, call often: no allocation, no boxing
nuint n    = strlen.Invoke<nuint>("hello");      // a string argument becomes temporary UTF-8
CData q    = c.Call<CData>("div", 7, 2);         // struct by value; q["quot"] is 3
int quot   = q["quot"].As<int>();
int rem    = q["rem"].As<int>();
long limit = ffi.GetConstant("LIMIT").As<long>();   // 42; c.GetConstant works too

using CData buf = ffi.New("char[32]");
c.Call<int>("snprintf", buf, 32, "%d %.1f %s", 7, 2.5, "x");   // default promotions applied, types inferred
string s = ffi.String(buf);                      // "7 2.5 x"

using CData a = ffi.New("int[]", new[] { 3, 1, 2 });
using CData cmp = ffi.Callback("int(const void *, const void *)",
    (CData x, CData y) => ffi.Cast("int *", x)[0].As<int>().CompareTo(ffi.Cast("int *", y)[0].As<int>()));
c.Call("qsort", a, 3, sizeof(int), cmp);
ReadOnlySpan<int> sorted = a.AsSpan<int>();      // zero copy

Console.WriteLine($"cos(1) = {y}");
Console.WriteLine($"strlen(\"hello\") = {n}");
Console.WriteLine($"div(7, 2) = {quot} rest {rem}");
Console.WriteLine($"LIMIT = {limit}");
Console.WriteLine($"snprintf: {s}");
Console.WriteLine($"qsort: {string.Join(", ", sorted.ToArray())}");
Console.WriteLine($"environ[0] is a string: {c.GetVariable("environ")[0].As<string>().Contains('=')}");
