namespace Cffi;

/// <summary>A function type (C11 6.2.5p20). Parameter names are no part of it.</summary>
public sealed class CFunctionType : CType
{
    private static readonly WeakInternTable<CFunctionType> Interned = new();

    private CFunctionType(CType result, CType[] parameters, bool isVariadic, CallingConvention convention)
    {
        Result = result;
        Parameters = parameters;
        IsVariadic = isVariadic;
        Convention = convention;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Function;

    /// <summary>The type of the result.</summary>
    public CType Result { get; }

    /// <summary>
    /// The parameter types, adjusted as C11 6.7.6.3p7-8 says (arrays and functions are pointers here) and without
    /// top-level qualifiers.
    /// </summary>
    public IReadOnlyList<CType> Parameters { get; }

    /// <summary>Whether the parameter list ends in <c>...</c>.</summary>
    public bool IsVariadic { get; }

    /// <summary>The calling convention.</summary>
    public CallingConvention Convention { get; }

    /// <summary>The function type with these parts; parameters are adjusted to pointers where C says so.</summary>
    public static CFunctionType Of(
        CType result,
        IReadOnlyList<CType> parameters,
        bool isVariadic = false,
        CallingConvention convention = CallingConvention.Default)
    {
        var adjusted = new CType[parameters.Count];
        int hash = (result.GetHashCode() * 397) ^ (int)convention ^ (isVariadic ? 0x5bd1 : 0);
        for (int i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = Adjust(parameters[i]);
            hash = (hash * 31) + adjusted[i].GetHashCode();
        }

        return Interned.GetOrAdd(
            hash,
            (result, adjusted, isVariadic, convention),
            static (candidate, key) => ReferenceEquals(candidate.Result, key.result)
                && candidate.IsVariadic == key.isVariadic
                && candidate.Convention == key.convention
                && SameTypes((CType[])candidate.Parameters, key.adjusted),
            static key => new CFunctionType(key.result, key.adjusted, key.isVariadic, key.convention));
    }

    /// <summary>The type that a parameter declared with <paramref name="type"/> has (C11 6.7.6.3p7, p8, p15).</summary>
    public static CType Adjust(CType type) => type.Unqualified switch
    {
        CArrayType array => array.Item.PointerTo(),
        CFunctionType function => function.PointerTo(),
        CRecordType { IsTransparent: true, Members.Count: > 0 } union => union.Members[0].Type.Unqualified,
        var other => other,
    };

    private static bool SameTypes(CType[] left, CType[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!ReferenceEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
