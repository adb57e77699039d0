using System.Collections;

namespace Cffi.Generator.Emission.Reading;

/// <summary>A set of targets, in the order of <see cref="Target.All"/>.</summary>
internal readonly struct TargetSet : IEnumerable<Target>
{
    private readonly int bits;

    private TargetSet(int bits) => this.bits = bits;

    /// <summary>The number of targets.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int rest = bits; rest != 0; rest &= rest - 1)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>The first target; the set must not be empty.</summary>
    public Target First
    {
        get
        {
            int index = 0;
            while ((bits >> index & 1) == 0)
            {
                index++;
            }

            return Target.All[index];
        }
    }

    /// <summary>Whether the set contains a target.</summary>
    public bool Has(Target target) => (bits >> target.Index & 1) != 0;

    /// <summary>Whether the set contains all of another set.</summary>
    public bool HasAll(TargetSet others) => (others.bits & ~bits) == 0;

    /// <summary>Adds a target.</summary>
    public TargetSet With(Target target) => new(bits | 1 << target.Index);

    /// <summary>Adds the targets of another set.</summary>
    public TargetSet With(TargetSet others) => new(bits | others.bits);

    public Enumerator GetEnumerator() => new(bits);

    IEnumerator<Target> IEnumerable<Target>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Enumerates the targets.</summary>
    public struct Enumerator : IEnumerator<Target>
    {
        private readonly int bits;
        private int index;

        internal Enumerator(int bits)
        {
            this.bits = bits;
            index = -1;
        }

        public readonly Target Current => Target.All[index];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            int rest = bits >> ++index;
            while (rest != 0 && (rest & 1) == 0)
            {
                rest >>= 1;
                index++;
            }

            return rest != 0;
        }

        public void Reset() => index = -1;

        public readonly void Dispose()
        {
        }
    }
}
