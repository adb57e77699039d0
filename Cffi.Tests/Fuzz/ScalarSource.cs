namespace Cffi.Tests.Fuzz;

/// <summary>Random arithmetic types.</summary>
public sealed class ScalarSource
{
    private static readonly CPrimitiveKind[] Integers =
    [
        CPrimitiveKind.Bool, CPrimitiveKind.Char, CPrimitiveKind.SChar, CPrimitiveKind.UChar, CPrimitiveKind.Short, CPrimitiveKind.UShort,
        CPrimitiveKind.Int, CPrimitiveKind.Int, CPrimitiveKind.UInt, CPrimitiveKind.UInt, CPrimitiveKind.Long, CPrimitiveKind.ULong,
        CPrimitiveKind.LongLong, CPrimitiveKind.ULongLong, CPrimitiveKind.Int8, CPrimitiveKind.UInt16, CPrimitiveKind.Int32,
        CPrimitiveKind.UInt64, CPrimitiveKind.Size, CPrimitiveKind.IntPtr, CPrimitiveKind.WChar, CPrimitiveKind.Char16,
    ];

    private readonly SplitMix64 random;
    private readonly TypeGeneratorOptions options;

    /// <summary>Makes types from the numbers of <paramref name="random"/>.</summary>
    public ScalarSource(SplitMix64 random, TypeGeneratorOptions options)
    {
        this.random = random;
        this.options = options;
    }

    /// <summary>A scalar; after a few attempts it may be larger than <paramref name="most"/> bytes.</summary>
    public CType Next(int most = int.MaxValue)
    {
        CType type = NextAny();
        for (int i = 0; i < 4 && SizeOf(type) > most; i++)
        {
            type = NextAny();
        }

        return type;
    }

    /// <summary>An integer type that a bit-field can have.</summary>
    public CType NextInteger() => options.Int128 && random.Chance(2)
        ? CPrimitiveType.Of(CPrimitiveKind.Int128)
        : CPrimitiveType.Of(random.Pick(Integers));

    /// <summary>A vector or an extended floating type.</summary>
    public CType NextExtended() => random.Below(6) switch
    {
        0 => CPrimitiveType.Of(CPrimitiveKind.Float16),
        1 => CPrimitiveType.Of(CPrimitiveKind.Float128),
        2 => CComplexType.Float128,
        3 => CVectorType.Of(CPrimitiveType.Of(CPrimitiveKind.Float), 16),
        4 => CVectorType.Of(CPrimitiveType.Of(CPrimitiveKind.Short), 8),
        _ => CVectorType.Of(CPrimitiveType.Of(CPrimitiveKind.Double), 32),
    };

    /// <summary>The least number of bits that an integer type has on any target.</summary>
    public static int LeastBits(CType type) =>
        (int)Target.All
            .Where(target => type is not CPrimitiveType { Primitive: CPrimitiveKind.Int128 } || target.Int128 is not null)
            .Min(target => LayoutEngine.Of(type, target).Size) * 8;

    /// <summary>The size on 64-bit Linux. The sizes of random records are chosen for it.</summary>
    public static int SizeOf(CType type) => (int)LayoutEngine.Of(type, Target.LinuxX64).Size;

    private CType NextAny()
    {
        switch (random.Below(100))
        {
            case < 18:
                return CPrimitiveType.Of(CPrimitiveKind.Double);
            case < 34:
                return CPrimitiveType.Of(CPrimitiveKind.Float);
            case < 37 when options.LongDouble:
                return CPrimitiveType.Of(CPrimitiveKind.LongDouble);
            case < 39 when options.Int128:
                return CPrimitiveType.Of(random.Chance(50) ? CPrimitiveKind.Int128 : CPrimitiveKind.UInt128);
            case < 42 when options.Complex:
                return random.Below(options.LongDouble ? 3 : 2) switch
                {
                    0 => CComplexType.Float,
                    1 => CComplexType.Double,
                    _ => CComplexType.LongDouble,
                };
            default:
                return CPrimitiveType.Of(random.Pick(Integers));
        }
    }
}
