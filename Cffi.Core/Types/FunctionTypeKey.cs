namespace Cffi.Types;

/// <summary>The parts of a function type, to find it by.</summary>
internal readonly struct FunctionTypeKey
{
    public FunctionTypeKey(CType result, CType[] parameters, bool isVariadic, CCallingConvention convention)
    {
        Result = result;
        Parameters = parameters;
        IsVariadic = isVariadic;
        Convention = convention;
        int hash = result.GetHashCode() ^ ((int)convention * 397) ^ (isVariadic ? 0x5bd1 : 0);
        foreach (CType parameter in parameters)
        {
            hash = (hash * 31) + parameter.GetHashCode();
        }

        Hash = hash;
    }

    public CType Result { get; }

    public CType[] Parameters { get; }

    public bool IsVariadic { get; }

    public CCallingConvention Convention { get; }

    public int Hash { get; }
}
