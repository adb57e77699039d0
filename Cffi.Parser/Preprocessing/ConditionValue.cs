using System.Numerics;

namespace Cffi.Parser.Preprocessing;

/// <summary>A value in a condition: all integers have 64 bits there (C11 6.10.1p4).</summary>
internal readonly record struct ConditionValue(long Bits, bool IsUnsigned)
{
    public static ConditionValue Of(bool truth) => new(truth ? 1 : 0, false);

    public static ConditionValue Of(BigInteger value, bool isUnsigned) =>
        new(unchecked((long)(ulong)(value & ulong.MaxValue)), isUnsigned || value > long.MaxValue);

    public bool IsTrue => Bits != 0;

    public BigInteger Value => IsUnsigned ? unchecked((ulong)Bits) : Bits;
}
