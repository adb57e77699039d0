namespace Cffi.Generator.Emission.Reading;

/// <summary>One declaration as each target reads it: mostly the same object for all.</summary>
internal sealed class Versions<T>
    where T : class
{
    private T? only;
    private T?[]? byTarget;

    /// <summary>The targets that have it.</summary>
    public TargetSet Targets { get; private set; }

    /// <summary>Whether all targets that have it read the same object.</summary>
    public bool IsOne => byTarget is null;

    /// <summary>What the first target reads that has it.</summary>
    public T First => byTarget is null ? only! : byTarget[Targets.First.Index]!;

    /// <summary>What a target reads; null where it does not have it.</summary>
    public T? On(Target target) => byTarget is not null ? byTarget[target.Index] : Targets.Has(target) ? only : null;

    /// <summary>Notes what a target reads.</summary>
    public void Set(Target target, T version) => Set(default(TargetSet).With(target), version);

    /// <summary>Notes what some targets read.</summary>
    public void Set(TargetSet targets, T version)
    {
        if (byTarget is null && (only is null || ReferenceEquals(only, version)))
        {
            only = version;
        }
        else
        {
            byTarget ??= Split();
            foreach (Target target in targets)
            {
                byTarget[target.Index] = version;
            }
        }

        Targets = Targets.With(targets);
    }

    /// <summary>The different objects, in the order of their first targets, with the targets that read them.</summary>
    public IEnumerable<(T Version, TargetSet Targets)> Distinct()
    {
        if (byTarget is null)
        {
            return [(only!, Targets)];
        }

        var all = new List<(T Version, TargetSet Targets)>();
        foreach (Target target in Targets)
        {
            T version = byTarget[target.Index]!;
            int index = all.FindIndex(one => ReferenceEquals(one.Version, version));
            if (index < 0)
            {
                all.Add((version, default(TargetSet).With(target)));
            }
            else
            {
                all[index] = (version, all[index].Targets.With(target));
            }
        }

        return all;
    }

    private T?[] Split()
    {
        var all = new T?[Target.All.Count];
        foreach (Target target in Targets)
        {
            all[target.Index] = only;
        }

        return all;
    }
}
