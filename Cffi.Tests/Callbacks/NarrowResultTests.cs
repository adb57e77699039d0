using Cffi.Tests.Native;

namespace Cffi.Tests.Callbacks;

/// <summary>
/// Results of fewer than 32 bits: a caller that clang compiled expects the register's upper bits to be extended; a caller
/// that gcc compiled extends them again. So a callback extends them, for every .NET type of its result.
/// </summary>
public sealed class NarrowResultTests
{
    private static readonly (string Type, long Minimum, long Maximum)[] Results =
    [
        ("_Bool", 0, 1), ("char", sbyte.MinValue, sbyte.MaxValue), ("signed char", sbyte.MinValue, sbyte.MaxValue), ("unsigned char", 0, byte.MaxValue),
        ("short", short.MinValue, short.MaxValue), ("unsigned short", 0, ushort.MaxValue), ("int", int.MinValue, int.MaxValue), ("unsigned", 0, uint.MaxValue),
        ("enum small", 0, byte.MaxValue), ("enum negative", sbyte.MinValue, sbyte.MaxValue), ("enum plain", 0, PlatformSupport.HasWideEnums ? uint.MaxValue : int.MaxValue),
    ];

    private delegate T Own<T>(int a);

    private enum OfByte : byte
    {
    }

    private enum OfShort : short
    {
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Every_narrow_result_is_extended_from_every_NET_type(bool byClang)
    {
        using var folder = new TemporaryFolder();
        CCompiler compiler = byClang ? CCompiler.ClangFor(Target.Current) : CCompiler.Gcc;
        const string types = "enum __attribute__((packed)) small { SMALL = 255 }; enum __attribute__((packed)) negative { NEGATIVE = -1 }; enum plain { PLAIN };\n";
        string declarations = types + string.Concat(Results.Select(static (result, i) => $"long long value_{i}({result.Type} (*f)(int)); long long with_double_{i}({result.Type} (*f)(int, double)); unsigned register_{i}({result.Type} (*f)(int));\n"));
        string code = types + string.Concat(Results.Select(static (result, i) =>
            $"long long value_{i}({result.Type} (*f)(int)) {{ return f(1); }}\nlong long with_double_{i}({result.Type} (*f)(int, double)) {{ return f(1, 2.0); }}\n"
            + $"unsigned register_{i}({result.Type} (*f)(int)) {{ return ((unsigned (*)(int))f)(1); }}\n"));
        string path = folder.File("narrow.so");
        compiler.CompileLibrary(code, path, "-O2");
        var ffi = new Ffi();
        ffi.Cdef(declarations);
        using CLibrary library = ffi.Dlopen(path);
        int checks = 0;
        for (int i = 0; i < Results.Length; i++)
        {
            foreach (long value in new[] { Results[i].Minimum, Results[i].Maximum, -1, 0, 1, 100, 127, 128, 200, 255, 32768, 65535 })
            {
                if (value >= Results[i].Minimum && value <= Results[i].Maximum)
                {
                    checks += Check(ffi, library, i, value);
                }
            }
        }

        Assert.That(checks, Is.GreaterThan(1000));
    }

    private static int Check(Ffi ffi, CLibrary library, int index, long value)
    {
        int checks = 0;
        Try(sbyte.MinValue, sbyte.MaxValue, () => (sbyte)value);
        Try(byte.MinValue, byte.MaxValue, () => (byte)value);
        Try(short.MinValue, short.MaxValue, () => (short)value);
        Try(ushort.MinValue, ushort.MaxValue, () => (ushort)value);
        Try(int.MinValue, int.MaxValue, () => (int)value);
        Try(uint.MinValue, uint.MaxValue, () => (uint)value);
        Try(long.MinValue, long.MaxValue, () => value);
        Try(0, long.MaxValue, () => (ulong)value);
        Try(0, 1, () => value == 1);
        Try(0, 127, () => (char)value);
        Try(byte.MinValue, byte.MaxValue, () => (OfByte)value);
        Try(short.MinValue, short.MaxValue, () => (OfShort)value);
        Try(long.MinValue, long.MaxValue, () => (Int128)value);
        Try(long.MinValue, long.MaxValue, () => (CValue)value);
        Try(long.MinValue, long.MaxValue, () => (object)value);
        return checks;

        void Try<T>(long minimum, long maximum, Func<T> body)
        {
            if (value < minimum || value > maximum)
            {
                return;
            }

            string type = Results[index].Type;
            long expected = type == "char" && !Target.Current.IsCharSigned ? value & 0xFF : value;
            string what = $"{typeof(T).Name} {value} as {type}";
            using CData general = ffi.Callback($"{type}(int)", (int a) => Dirty(body));
            using CData mixed = ffi.Callback($"{type}(int, double)", (int a, double b) => Dirty(body));
            using CData reflected = ffi.Callback($"{type}(int)", new Own<T>(a => Dirty(body)));
            Assert.That(library.Call<long>($"value_{index}", general), Is.EqualTo(expected), what);
            Assert.That(library.Call<long>($"with_double_{index}", mixed), Is.EqualTo(expected), what);
            Assert.That(library.Call<long>($"value_{index}", reflected), Is.EqualTo(expected), what);
            Assert.That(library.Call<uint>($"register_{index}", general), Is.EqualTo(unchecked((uint)expected)), what);
            Assert.That(library.Call<uint>($"register_{index}", reflected), Is.EqualTo(unchecked((uint)expected)), what);
            checks += 5;
        }
    }

    // Fills the stack, so that bits that nobody writes are not zeros by chance.
    private static unsafe T Dirty<T>(Func<T> body)
    {
        byte* stack = stackalloc byte[2048];
        new Span<byte>(stack, 2048).Fill(0xA5);
        GC.KeepAlive(stack[7] == 0xA5 ? body : null);
        return body();
    }
}
