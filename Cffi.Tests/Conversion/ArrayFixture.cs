using System.Numerics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Conversion;

/// <summary>The C library that reads and writes arrays and records their elements.</summary>
internal static class ArrayFixture
{
    private static readonly TemporaryFolder Folder = TemporaryFolder.UntilExit();
    private static readonly Lazy<CLibrary> Compiled = new(static () => Api.ApiFixture.Compile(ArrayKind.DeclaredVariadic, ArrayKind.Source));

    /// <summary>The path of the library.</summary>
    public static string FilePath { get; } = Compile();

    /// <summary>The library in ABI mode.</summary>
    public static CLibrary Lib { get; } = Open(ArrayKind.DeclaredVariadic, FilePath);

    /// <summary>The same code as a compiled module.</summary>
    public static CLibrary Module => Compiled.Value;

    /// <summary>Functions of the C library that take arrays.</summary>
    public static CLibrary C { get; } = Open("""
            int sched_getaffinity(int pid, size_t size, unsigned long *mask);
            int getloadavg(double *averages, int n);
            char *strtok(char *text, const char *delimiters);
            long strtol(const char *text, char **end, int base);
            int memcmp_ints(const int *left, const int *right, size_t bytes) __asm__("memcmp");
            int snprintf(char *buffer, size_t size, const char *format, ...);
            """, "c");

    /// <summary>The first difference between the array and the elements that C wrote or read; null if there is none.</summary>
    /// <param name="kind">The element type in C.</param>
    /// <param name="array">The array after the call.</param>
    /// <param name="library">The library whose function was called.</param>
    public static string? Difference(ArrayKind kind, Array array, CLibrary library)
    {
        CData integers = library.GetVariable("arrays_integers");
        CData floatings = library.GetVariable("arrays_floatings");
        CData texts = library.GetVariable("arrays_texts");
        for (int i = 0; i < array.Length; i++)
        {
            object? element = array.GetValue(i);
            ulong integer = integers[i].As<ulong>();
            double floating = floatings[i].As<double>();
            bool isSame = kind.Name switch
            {
                "float" => floating == (element is double number ? (float)number : Parsed<float>(element)),
                "double" or "long_double" => floating == Parsed<double>(element),
                "to_text" or "to_void" when element is string text => library.Ffi.String(texts[i]) == text,
                "letter" when element is string name => integer == (name == "A" ? 3ul : 4),
                _ when element is string { Length: 1 } unit => integer == unit[0],
                _ => Number(element) is { } number && HasValue(integer, number, Width(kind)) && !(element is float or double or Half or decimal),
            };
            if (!isSame)
            {
                return $"element {i}: {element} in .NET, {integer} or {floating} in C";
            }
        }

        return null;
    }

    // 'integer' is C's element, extended to 64 bits by its type. It must be the same number, or the same bits in the type's width.
    private static bool HasValue(ulong integer, BigInteger number, int width) =>
        number >= long.MinValue && number <= ulong.MaxValue && Low(integer, width) == Low(unchecked((ulong)(long)(number > long.MaxValue ? number - (BigInteger.One << 64) : number)), width)
        && (number < 0 ? -number <= BigInteger.One << (width - 1) : number < BigInteger.One << width);

    private static ulong Low(ulong value, int width) => width == 64 ? value : value & ((1ul << width) - 1);

    private static int Width(ArrayKind kind) => kind.Name == "pair" ? 0 : (int)(8 * Lib.Ffi.SizeOf(kind.Type));

    private static BigInteger? Number(object? element) => ArrayElements.Number(element);

    // Parsing the digits rounds once; .NET's conversions of wide integers truncate.
    private static double Parsed<T>(object? element)
        where T : IParsable<T>, System.Numerics.IFloatingPoint<T>
    {
        string? digits = element is float or double or Half ? Convert.ToString(element, System.Globalization.CultureInfo.InvariantCulture) : Number(element)?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return digits is null ? double.NaN : double.CreateChecked(T.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static CLibrary Open(string declarations, string library)
    {
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        return ffi.Dlopen(library);
    }

    private static string Compile()
    {
        string path = Folder.File("libarrays.so");
        CCompiler.Gcc.CompileLibrary(ArrayKind.Source, path, "-O1");
        return path;
    }
}
