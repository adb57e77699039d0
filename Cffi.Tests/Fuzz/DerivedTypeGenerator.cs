namespace Cffi.Tests.Fuzz;

/// <summary>Random types of every kind: scalars, records and enums, with random declarators and qualifiers.</summary>
public sealed class DerivedTypeGenerator
{
    private static readonly CCallingConvention[] Conventions =
        [CCallingConvention.Default, CCallingConvention.StdCall, CCallingConvention.FastCall, CCallingConvention.ThisCall, CCallingConvention.VectorCall];

    private static readonly CPrimitiveKind[] Elements =
        [CPrimitiveKind.SChar, CPrimitiveKind.UShort, CPrimitiveKind.Int, CPrimitiveKind.LongLong, CPrimitiveKind.Float, CPrimitiveKind.Double];

    private readonly SplitMix64 random;
    private readonly TypeGenerator types;

    public DerivedTypeGenerator(ulong seed, int index)
    {
        random = SplitMix64.ForCase(seed, index);
        types = new TypeGenerator(seed, index, TypeGeneratorOptions.Everything with { Depth = 1 });
    }

    /// <summary>The records and enums made so far.</summary>
    public IReadOnlyList<CType> Definitions => types.Definitions;

    /// <summary>Any type.</summary>
    public CType Next() => Next(4);

    private CType Next(int depth) => random.Below(depth == 0 ? 40 : 100) switch
    {
        < 40 => Qualified(Leaf()),
        < 65 => Pointer(depth),
        < 82 => Array(depth),
        _ => Function(depth),
    };

    private CType Leaf() => random.Below(100) switch
    {
        < 5 => CVectorType.Of(CPrimitiveType.Of(random.Pick(Elements)), random.Pick<int>([8, 16, 32, 64])),
        < 10 => CBitIntType.Of(random.Between(2, 200), random.Chance(50)),
        < 13 => CVaListType.Instance,
        < 16 => CVoidType.Instance,
        < 20 => random.Pick<CType>([CComplexType.Float, CComplexType.Double, CComplexType.LongDouble, CComplexType.Float128]),
        < 30 => CPrimitiveType.Of((CPrimitiveKind)random.Below((int)CPrimitiveKind.Off + 1)),
        _ => types.NextArgumentType(),
    };

    private CType Pointer(int depth)
    {
        CType item = Next(depth - 1);
        CType pointer = item.PointerTo();
        return random.Chance(20) && item is not CFunctionType ? pointer.Qualified(CQualifiers.Restrict) : Qualified(pointer);
    }

    private CType Array(int depth)
    {
        CType item = Next(depth - 1);
        return item.Unqualified is CVoidType or CFunctionType || item is CArrayType { Length.IsKnown: false }
            ? item.PointerTo()
            : CArrayType.Of(item, random.Chance(15) ? CArrayLength.Unspecified : CArrayLength.Known(random.Below(1000)));
    }

    private CFunctionType Function(int depth)
    {
        CType result = Next(depth - 1);
        result = result.Unqualified is CArrayType or CFunctionType ? result.PointerTo() : result;
        var parameters = new CType[random.Below(5)];
        for (int i = 0; i < parameters.Length; i++)
        {
            CType parameter = Next(depth - 1);
            parameters[i] = parameter.Unqualified is CVoidType ? parameter.PointerTo() : parameter;
        }

        return CFunctionType.Of(result, parameters, parameters.Length > 0 && random.Chance(15), random.Chance(80) ? CCallingConvention.Default : random.Pick(Conventions));
    }

    private CType Qualified(CType type) => random.Chance(70) ? type : type.Qualified((CQualifiers)random.Pick<int>([1, 2, 3, 8, 9]));
}
