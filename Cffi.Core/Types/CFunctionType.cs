namespace Cffi.Types;

/// <summary>A function type (C11 6.2.5p20). Parameter names are no part of it.</summary>
public sealed class CFunctionType : CType
{
    private static readonly FunctionTypeTable Immortal = new();
    private readonly CType[] parameters;

    private CFunctionType(in FunctionTypeKey key, bool isImmortal)
        : base(isImmortal, DepthOf(key), WeightOf(key))
    {
        Result = key.Result;
        parameters = key.Parameters;
        IsVariadic = key.IsVariadic;
        Convention = key.Convention;
        Hash = key.Hash;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Function;

    /// <summary>The type of the result.</summary>
    public CType Result { get; }

    /// <summary>
    /// The parameter types, adjusted as C11 6.7.6.3p7-8 says (arrays and functions are pointers here) and without
    /// top-level qualifiers.
    /// </summary>
    public IReadOnlyList<CType> Parameters => parameters;

    /// <summary>Whether the parameter list ends in <c>...</c>.</summary>
    public bool IsVariadic { get; }

    /// <summary>The calling convention.</summary>
    public CCallingConvention Convention { get; }

    /// <summary>The function type with these parts; parameters are adjusted to pointers where C says so.</summary>
    public static CFunctionType Of(
        CType result,
        IReadOnlyList<CType> parameters,
        bool isVariadic = false,
        CCallingConvention convention = CCallingConvention.Default) => OfArray(result, [.. parameters], isVariadic, convention);

    /// <summary>The same with an array that nobody else has: it becomes the type's.</summary>
    internal static CFunctionType OfArray(CType result, CType[] parameters, bool isVariadic, CCallingConvention convention)
    {
        CType? mortal = result.IsImmortal ? null : result;
        for (int i = 0; i < parameters.Length; i++)
        {
            CType parameter = Adjust(parameters[i]);
            parameters[i] = parameter;
            mortal ??= parameter.IsImmortal ? null : parameter;
        }

        // A function type is kept by one of its parts that may die, and goes with it.
        var key = new FunctionTypeKey(result, parameters, isVariadic, convention);
        return (mortal?.FunctionTypes ?? Immortal).GetOrAdd(key, mortal is null);
    }

    /// <summary>The type that a parameter declared with <paramref name="type"/> has (C11 6.7.6.3p7, p8, p15).</summary>
    public static CType Adjust(CType type) => type.Unqualified switch
    {
        CArrayType array => array.Item.PointerTo(),
        CFunctionType function => function.PointerTo(),
        CRecordType { IsTransparent: true, Members.Count: > 0 } union => union.Members[0].Type.Unqualified,
        var other => other,
    };

    private static int DepthOf(in FunctionTypeKey key)
    {
        int depth = key.Result.Depth;
        foreach (CType parameter in key.Parameters)
        {
            depth = Math.Max(depth, parameter.Depth);
        }

        return depth + 1;
    }

    private static int WeightOf(in FunctionTypeKey key)
    {
        int weight = key.Result.Weight + 1;
        foreach (CType parameter in key.Parameters)
        {
            weight = Math.Min(weight + parameter.Weight, HeaviestWeight);
        }

        return weight;
    }

    /// <summary>The hash of the parts.</summary>
    internal int Hash { get; }

    /// <summary>The next function type in the same bucket of the table that keeps this one.</summary>
    internal CFunctionType? Next { get; set; }

    /// <summary>Makes the type; only for the table that makes it the only one.</summary>
    internal static CFunctionType Make(in FunctionTypeKey key, bool isImmortal) => new(key, isImmortal);

    /// <summary>Whether this is the type with these parts.</summary>
    internal bool Matches(in FunctionTypeKey key)
    {
        if (Hash != key.Hash || !ReferenceEquals(Result, key.Result) || IsVariadic != key.IsVariadic || Convention != key.Convention || parameters.Length != key.Parameters.Length)
        {
            return false;
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (!ReferenceEquals(parameters[i], key.Parameters[i]))
            {
                return false;
            }
        }

        return true;
    }
}
