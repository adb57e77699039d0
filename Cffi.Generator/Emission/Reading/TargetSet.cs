using System.Collections;

namespace Cffi.Generator.Emission.Reading;

/// <summary>Some of the targets, in the order of <see cref="Target.All"/>.</summary>
internal readonly struct TargetSet : IEnumerable<Target>
{
    private readonly int bits;

    private TargetSet(int bits) => this.bits = bits;

    /// <summary>How many there are.</summary>
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

    /// <summary>The first of them, of which there must be one.</summary>
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

    /// <summary>Whether a target is among them.</summary>
    public bool Has(Target target) => (bits >> target.Index & 1) != 0;

    /// <summary>Whether all of others are among them.</summary>
    public bool HasAll(TargetSet others) => (others.bits & ~bits) == 0;

    /// <summary>These and another one.</summary>
    public TargetSet With(Target target) => new(bits | 1 << target.Index);

    /// <summary>These and others.</summary>
    public TargetSet With(TargetSet others) => new(bits | others.bits);

    public Enumerator GetEnumerator() => new(bits);

    IEnumerator<Target> IEnumerable<Target>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the targets.</summary>
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
