using System.Numerics;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Constants;

/// <summary>Tells enums whose values are bits from those whose values are a choice.</summary>
internal static class FlagValues
{
    /// <summary>What a declaration says of an enum of bits.</summary>
    public const string Annotation = "cffi::flags";

    private const int LeastBits = 3;

    /// <summary>Whether the enum is annotated as one of bits, or its values have the pattern.</summary>
    public static bool IsFlags(EnumBinding binding) =>
        binding.Declaration?.Attributes.Any(static attribute => attribute.Name == Annotation) == true || HasPattern(EnumValues.EnumeratorsOf(binding.Versions.First));

    // Three single bits or more, everything else a combination of them, and no run of numbers: 0, 1, 2, 3, 4 is a choice.
    private static bool HasPattern(IEnumerable<CEnumerator> enumerators)
    {
        var values = new HashSet<BigInteger>(enumerators.Select(static enumerator => enumerator.Value));
        if (values.Any(static value => value.Sign < 0))
        {
            return false;
        }

        values.Remove(BigInteger.Zero);
        BigInteger[] bits = [.. values.Where(static value => value.IsPowerOfTwo)];
        BigInteger all = bits.Aggregate(BigInteger.Zero, static (sum, bit) => sum | bit);
        return bits.Length >= LeastBits
            && bits.Length * 2 >= values.Count
            && values.All(value => (value & ~all).IsZero)
            && values.Max() != values.Count;
    }
}
