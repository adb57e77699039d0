namespace Cffi.Tests.Fuzz;

/// <summary>
/// The SplitMix64 generator (Steele, Lea, Flood 2014): the same numbers for the same seed on every runtime, which
/// <see cref="Random"/> does not promise.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>Makes a separate generator for one case of a run, so that each case can be repeated alone.</summary>
    public static SplitMix64 ForCase(ulong seed, int index)
    {
        var mixed = new SplitMix64(seed ^ ((ulong)index * 0xD1B54A32D192ED03));
        mixed.Next();
        return mixed;
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];
}
