using Cffi.Backend.Native.Conversion;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>The signatures with which a variadic function has been called, by the types of the variadic arguments.</summary>
/// <remarks>Any thread. Bounded: at the limit, all are forgotten.</remarks>
internal sealed class VariadicSignatures(CFunctionType type)
{
    /// <summary>The largest number of signatures that are kept.</summary>
    public const int MostEntries = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<CFunctionType, CallSignature> known = [];
    private Entry? last;

    /// <summary>The number of signatures that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return known.Count;
            }
        }
    }

    /// <summary>The signature for arguments whose types are inferred and promoted (C11 6.5.2.2p6).</summary>
    public CallSignature For(ReadOnlySpan<CValue> arguments)
    {
        if (last is { } recent && recent.Types.Length == arguments.Length && Matches(recent.Types, arguments))
        {
            return recent.Signature;
        }

        var types = new CType[arguments.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = TypeOf(arguments[i]);
        }

        // The list of types is interned as the parameters of a function type, so that one object is the key.
        var key = CFunctionType.Of(CVoidType.Instance, types);
        CallSignature? signature;
        lock (gate)
        {
            if (!known.TryGetValue(key, out signature))
            {
                signature = CallSignature.OfVariadic(type, types);
                if (known.Count == MostEntries)
                {
                    known.Clear();
                }

                known.Add(key, signature);
            }

            last = new Entry(types, signature);
        }

        return signature;
    }

    private static bool Matches(CType[] types, ReadOnlySpan<CValue> arguments)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (!ReferenceEquals(types[i], TypeOf(arguments[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static CType TypeOf(in CValue argument) => DefaultPromotions.Promote(InferredType.Of(argument), Target.Current);

    // One object, so that another thread reads the types and the signature of the same call.
    private sealed record Entry(CType[] Types, CallSignature Signature);
}
