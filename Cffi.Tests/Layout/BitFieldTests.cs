using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Generation;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>Bit-fields of every integer type and enum, with many widths, values and positions: stored and loaded as gcc does.</summary>
public sealed class BitFieldTests
{
    // The values determine an enum's type. The type changes at powers of two.
    private static readonly string[] Values =
    [
        "0, 1", "-1", "2147483647", "2147483648u", "-1, 2147483647", "-1, 2147483648l", "-1, 2555717109", "4294967295u", "4294967296", "-2147483647-1", "-2147483649l",
        "9223372036854775807", "9223372036854775808u", "18446744073709551615u", "-9223372036854775807-1, 9223372036854775807",
    ];

    private static readonly string[] PackedValues =
    [
        "1", "127", "128", "255", "256", "-128", "-129", "-1, 127", "-1, 128", "32767", "32768", "65535", "65536", "-32768", "-32769", "-1, 32768", "2147483648u", "-1, 4294967295u",
    ];

    private static readonly string[] Integers =
    [
        "char", "signed char", "unsigned char", "_Bool", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "unsigned long long",
        "__int128", "unsigned __int128", "wchar_t", "char16_t", "char32_t", "size_t", "int8_t", "uint64_t",
    ];

    private static readonly int[] Widths = [1, 2, 3, 5, 7, 8, 9, 13, 15, 16, 17, 24, 31, 32, 33, 34, 40, 47, 63, 64, 65, 97, 127, 128];

    private static readonly Lazy<(string Text, IReadOnlyList<Case> Cases)> All = new(MakeCases);

    [Test]
    public void The_run_time_has_them_as_gcc_has_them()
    {
        using var folder = new TemporaryFolder();
        using CLibrary lib = Open(folder, out Ffi ffi, out _);
        int compared = 0;
        foreach (Case field in All.Value.Cases)
        {
            CFunction set = lib["set_" + field.Name], get = lib["get_" + field.Name];
            using CData ours = ffi.New($"struct {field.Name} *"), theirs = ffi.New($"struct {field.Name} *");
            Assert.That(ours.AsBytes(ffi), Has.Length.EqualTo(lib.Call<int>("size_" + field.Name)), field.Text);
            foreach (BigInteger value in ValuesOf(field))
            {
                set.Invoke(theirs, (Int128)CutOff(value));
                ours["f"] = value;
                Assert.That(ours.AsBytes(ffi), Is.EqualTo(theirs.AsBytes(ffi)), $"{field.Text} of {value}");
                CData read = theirs["f"];
                Assert.That(read.Type.Kind == CTypeKind.Primitive && read.Type.CName is "_Bool" ? read.As<bool>() ? 1 : 0 : read.As<BigInteger>(), Is.EqualTo(value), $"{field.Text} of {value}");
                Assert.That(CutOff(get.Invoke<Int128>(ours)), Is.EqualTo(CutOff(value)), $"{field.Text} of {value}");

                // Writes the member's own value back, and then a list of members.
                ours["f"] = read;
                using CData listed = ffi.New($"struct {field.Name} *", new object[] { 0, value, (byte)0 });
                Assert.That(listed["f"] == read, Is.True, $"{field.Text} of {value}");
                compared++;
            }

            foreach (BigInteger beyond in BeyondOf(field))
            {
                Assert.That(() => ours["f"] = beyond, Throws.TypeOf<CffiRangeException>().With.Message.Contains(beyond.ToString(CultureInfo.InvariantCulture)), field.Text);
            }
        }

        TestContext.Out.WriteLine($"{All.Value.Cases.Count} bit-fields, {compared} values against gcc");
        Assert.That(compared, Is.GreaterThan(2_000));
    }

    [TestCase("")]
    [TestCase("linux-x64")]
    public void Generated_code_has_them_as_gcc_has_them(string target)
    {
        using var folder = new TemporaryFolder();
        using CLibrary lib = Open(folder, out Ffi ffi, out string path);

        // If enums are always an int and there is no __int128, a wider bit-field is an error in the text.
        IReadOnlyList<Case> cases = target.Length > 0 ? All.Value.Cases : [.. All.Value.Cases.Where(static field => field.IsPortable)];
        string text = string.Concat(cases.Select(static field => field.Declaration + "\n")) + "int puts(const char *s);";
        var request = new BindingRequest(text, "Lib") { Library = path, Targets = target.Length > 0 ? [Target.Find(target)!] : [] };
        using GeneratedAssembly bindings = GeneratedAssembly.Of(request, "");
        int compared = 0;
        foreach (Case field in cases)
        {
            Type type = bindings.Assembly.GetType("Lib+" + field.Name)!;
            PropertyInfo property = type.GetProperty("f")!;
            using CData theirs = ffi.New($"struct {field.Name} *");
            foreach (BigInteger value in ValuesOf(field))
            {
                object boxed = Activator.CreateInstance(type)!;
                property.SetValue(boxed, Boxed(property.PropertyType, value));
                lib.Call("set_" + field.Name, theirs, (Int128)CutOff(value));
                Assert.That(GeneratedBytes.Of(boxed)[..theirs.AsBytes(ffi).Length], Is.EqualTo(theirs.AsBytes(ffi)), $"{field.Text} of {value}");
                Assert.That(property.GetValue(boxed), Is.EqualTo(Boxed(property.PropertyType, value)), $"{field.Text} of {value}");
                compared++;
            }
        }

        TestContext.Out.WriteLine($"{cases.Count} bit-fields, {compared} values of generated structs against gcc");
        Assert.That(compared, Is.GreaterThan(500));
    }

    [TestCase("enum p { A = 255 } __attribute__((packed)); struct s { enum p a : 9; };", "'a' cannot have 9 bits: 'enum p' has 8")]
    [TestCase("enum e { A = 4294967295u }; struct s { enum e a : 33; };", "'a' cannot have 33 bits: 'enum e' has 32")]
    [TestCase("enum e { A = 4294967296 }; struct s { enum e a : 65; };", "'a' cannot have 65 bits: 'enum e' has 64")]
    public void A_width_beyond_the_type_is_refused(string text, string message)
    {
        CDefinitionException error = Assert.Throws<CDefinitionException>(() => new Ffi().Cdef(text))!;
        Assert.That((error.Diagnostics[0].Id, error.Message.Contains(message, StringComparison.Ordinal)), Is.EqualTo(("CFFI3008", true)), error.Message);
    }

    private static CLibrary Open(TemporaryFolder folder, out Ffi ffi, out string path)
    {
        path = folder.File("libbits.so");
        CCompiler.Gcc.CompileLibrary("#include <uchar.h>\n#include <wchar.h>\n#include <stddef.h>\n#include <stdint.h>\n" + All.Value.Text, path);
        ffi = new Ffi();
        foreach (Case field in All.Value.Cases)
        {
            ffi.Cdef($"{field.Declaration} int size_{field.Name}(void); void set_{field.Name}(void *p, __int128 v); __int128 get_{field.Name}(void *p);");
        }

        return ffi.Dlopen(path);
    }

    // struct c7 { unsigned pad : 5; enum e7 f : 33; unsigned char tail; };
    private static (string, IReadOnlyList<Case>) MakeCases()
    {
        var random = new SplitMix64(FuzzSettings.Seed);
        var cases = new List<Case>();
        var text = new StringBuilder();
        IEnumerable<(string Before, string Type, string Facts)> types = Integers.Select(static type => ("", type, type))
            .Concat(Values.Select(static (values, i) => ($"enum e{i} {{ {Enumerators($"E{i}", values)} }};", $"enum e{i}", values)))
            .Concat(PackedValues.Select(static (values, i) => ($"enum p{i} {{ {Enumerators($"P{i}", values)} }} __attribute__((packed));", $"enum p{i}", values)));
        foreach ((string before, string type, string facts) in types)
        {
            text.Append(before).Append('\n');
            var ffi = new Ffi();
            ffi.Cdef(before);
            int bits = type == "_Bool" ? 1 : (int)ffi.SizeOf(type) * 8;
            bool isSigned = ffi.TypeOf(type) is CEnumType @enum ? PrimitiveLayout.IsSigned(EnumLayout.UnderlyingType(@enum, Target.LinuxX64), Target.LinuxX64) : PrimitiveLayout.IsSigned((CPrimitiveType)ffi.TypeOf(type), Target.LinuxX64);
            bool isFirst = true;
            foreach (int width in Widths.Where(width => width <= bits))
            {
                string name = $"c{cases.Count}";
                int pad = random.Below(14) + 1;
                string record = $"struct {name} {{ unsigned pad : {pad}; {type} f : {width}; unsigned char tail; }};";
                text.Append(CultureInfo.InvariantCulture, $"{record} int size_{name}(void) {{ return sizeof(struct {name}); }} void set_{name}(void *p, __int128 v) {{ ((struct {name} *)p)->f = v; }} __int128 get_{name}(void *p) {{ return ((struct {name} *)p)->f; }}\n");
                bool isPortable = !type.Contains("128", StringComparison.Ordinal) && type is not ("long" or "unsigned long" or "wchar_t" or "size_t") && (before.Length == 0 || (width <= 32 && !before.Contains("packed", StringComparison.Ordinal) && !facts.Contains("21474", StringComparison.Ordinal) && !facts.Contains("42949", StringComparison.Ordinal) && !facts.Contains("9223", StringComparison.Ordinal) && !facts.Contains("1844", StringComparison.Ordinal) && !facts.Contains("2555", StringComparison.Ordinal)));
                cases.Add(new Case(name, (isFirst ? before + "\n" : "") + record, $"{before} {record}", width, isSigned, isPortable));
                isFirst = false;
            }
        }

        return (text.ToString(), cases);
    }

    private static string Enumerators(string name, string values) => string.Join(", ", values.Split(',').Select((value, i) => $"{name}_{i} = {value}"));

    private static HashSet<BigInteger> ValuesOf(Case field)
    {
        var random = new SplitMix64((ulong)field.Width + 17);
        BigInteger least = field.IsSigned ? -(BigInteger.One << (field.Width - 1)) : BigInteger.Zero;
        BigInteger greatest = (BigInteger.One << (field.IsSigned ? field.Width - 1 : field.Width)) - 1;
        var all = new HashSet<BigInteger> { least, greatest, 0, least / 2, greatest / 3 };
        for (int i = 0; i < 3; i++)
        {
            all.Add(least + (((BigInteger)random.Next() << 64) + random.Next()) % (greatest - least + 1));
        }

        return all;
    }

    private static IEnumerable<BigInteger> BeyondOf(Case field)
    {
        yield return (field.IsSigned ? -(BigInteger.One << (field.Width - 1)) : BigInteger.Zero) - 1;
        yield return BigInteger.One << (field.IsSigned ? field.Width - 1 : field.Width);
    }

    // The value as an __int128 has it.
    private static BigInteger CutOff(BigInteger value) => value > (BigInteger)Int128.MaxValue ? value - (BigInteger.One << 128) : value;

    private static object Boxed(Type type, BigInteger value)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, Boxed(type.GetEnumUnderlyingType(), value));
        }

        // A char is a byte, and an enum may be an int, whatever sign C gives their bits.
        return type == typeof(bool) ? !value.IsZero
            : type == typeof(byte) ? (byte)(value & byte.MaxValue)
            : type == typeof(sbyte) ? (sbyte)value
            : type == typeof(short) ? (short)value
            : type == typeof(ushort) ? (ushort)value
            : type == typeof(char) ? (char)value
            : type == typeof(int) ? unchecked((int)(long)value)
            : type == typeof(uint) ? (uint)value
            : type == typeof(long) ? unchecked((long)(Int128)value)
            : type == typeof(ulong) ? (ulong)value
            : type == typeof(nint) ? (nint)value
            : type == typeof(nuint) ? (nuint)value
            : type == typeof(Int128) ? (Int128)value
            : type == typeof(UInt128) ? (UInt128)value
            : throw new ArgumentOutOfRangeException(nameof(type), type, null);
    }

    private sealed record Case(string Name, string Declaration, string Text, int Width, bool IsSigned, bool IsPortable);
}
