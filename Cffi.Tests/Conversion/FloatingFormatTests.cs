using System.Text;
using Cffi.Backend.Native.Numbers;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Conversion;

/// <summary>Converts numbers between all floating formats, and compares each bit with C's conversion.</summary>
public sealed unsafe class FloatingFormatTests
{
    private static readonly (string Type, FloatingFormat Format, int Bytes, int FractionBits, int ExponentBits)[] Formats =
    [
        ("_Float16", FloatingFormat.Half, 2, 10, 5), ("float", FloatingFormat.Single, 4, 23, 8), ("double", FloatingFormat.Double, 8, 52, 11),
        LongDouble, ("_Float128", FloatingFormat.Quadruple, 16, 112, 15),
    ];

    private static (string Type, FloatingFormat Format, int Bytes, int FractionBits, int ExponentBits) LongDouble =>
        Target.Current.LongDouble.Size == sizeof(double) ? ("long double", FloatingFormat.Double, 8, 52, 11)
        : Target.Current.IsArm64 ? ("long double", FloatingFormat.Quadruple, 16, 112, 15)
        : ("long double", FloatingFormat.Extended, 10, 63, 15);

    [Test]
    public void Every_conversion_is_the_one_of_C()
    {
        var text = new StringBuilder();
        for (int from = 0; from < Formats.Length; from++)
        {
            for (int to = 0; to < Formats.Length; to++)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"void from_{from}_{to}(const void *x, void *y) {{ {Formats[from].Type} from; __builtin_memcpy(&from, x, {Formats[from].Bytes}); {Formats[to].Type} to = ({Formats[to].Type})from; __builtin_memcpy(y, &to, {Formats[to].Bytes}); }}\n");
            }
        }

        using var folder = new TemporaryFolder();
        CCompiler.Gcc.CompileLibrary(text.ToString(), folder.File("libformats.so"), "-O1");
        var ffi = new Ffi();
        ffi.Cdef(string.Concat(Enumerable.Range(0, Formats.Length).SelectMany(static from => Enumerable.Range(0, Formats.Length).Select(to => $"void from_{from}_{to}(const void *x, void *y);\n"))));
        using CLibrary library = ffi.Dlopen(folder.File("libformats.so"));
        var random = new SplitMix64(FuzzSettings.Seed);
        for (int from = 0; from < Formats.Length; from++)
        {
            for (int to = 0; to < Formats.Length; to++)
            {
                CFunction convert = library[$"from_{from}_{to}"];
                for (int i = 0; i < 1500; i++)
                {
                    UInt128 source = Pattern(from, to, random);
                    if (Formats[from].Format == Formats[to].Format && IsSpecial(from, source))
                    {
                        // The format stays the same, so a signalling NaN stays signalling.
                        continue;
                    }

                    UInt128 theirs = 0, ours = 0;
                    convert.Invoke((nint)(&source), (nint)(&theirs));
                    bool isInRange = Formats[to].Format.Write(Formats[from].Format.Read(&source), &ours);
                    Assert.That(ours, Is.EqualTo(theirs), $"{Formats[from].Type} {source:x32} as {Formats[to].Type}: C has {theirs:x32}, seed {FuzzSettings.Seed}");
                    Assert.That(isInRange, Is.EqualTo(IsSpecial(from, source) || !IsSpecial(to, theirs)), $"{source:x32}");
                }
            }
        }
    }

    // Random fractions, often with few bits or halfway between two neighbours; exponents of all sizes, often at the limits of
    // both formats.
    private static UInt128 Pattern(int from, int to, SplitMix64 random)
    {
        (_, _, int bytes, int fractionBits, int exponentBits) = Formats[from];
        int bias = (1 << (exponentBits - 1)) - 1;
        int largest = (1 << exponentBits) - 1;
        int otherBias = (1 << (Formats[to].ExponentBits - 1)) - 1;
        int around = random.Pick([0, 1, bias, largest, bias + otherBias, bias - otherBias, bias - otherBias - Formats[to].FractionBits]) + random.Between(-3, 3);
        int exponent = Math.Clamp(random.Chance(70) ? around : random.Between(0, largest), 0, largest);
        UInt128 fraction = new UInt128(random.Next(), random.Next()) & ((UInt128.One << fractionBits) - 1);
        int cut = random.Between(0, fractionBits);
        fraction = random.Between(0, 5) switch
        {
            0 => 0,
            1 => UInt128.One << Math.Min(cut, fractionBits - 1),
            2 => fraction >> cut << cut,
            3 => (UInt128.One << cut) - 1,
            4 when fractionBits > Formats[to].FractionBits => (fraction >> (fractionBits - Formats[to].FractionBits) << (fractionBits - Formats[to].FractionBits)) | (UInt128.One << (fractionBits - Formats[to].FractionBits - 1)),
            _ => fraction,
        };
        UInt128 sign = random.Chance(50) ? UInt128.One << ((bytes * 8) - 1) : 0;

        // The x87 format stores the integer bit. Without this bit the bytes are not a valid number.
        return bytes == 10
            ? sign | ((UInt128)exponent << 64) | (exponent == 0 ? 0 : UInt128.One << 63) | fraction
            : sign | ((UInt128)exponent << fractionBits) | fraction;
    }

    private static bool IsSpecial(int format, UInt128 bits) =>
        (bits >> (Formats[format].Bytes == 10 ? 64 : Formats[format].FractionBits) & ((UInt128.One << Formats[format].ExponentBits) - 1)) == (UInt128.One << Formats[format].ExponentBits) - 1;
}
