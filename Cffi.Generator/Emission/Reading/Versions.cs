namespace Cffi.Generator.Emission.Reading;

/// <summary>The versions of one declaration on each target, usually the same object for all.</summary>
internal sealed class Versions<T>
    where T : class
{
    private T? only;
    private T?[]? byTarget;

    /// <summary>The targets that have the declaration.</summary>
    public TargetSet Targets { get; private set; }

    /// <summary>Whether all targets that have it have the same object.</summary>
    public bool IsOne => byTarget is null;

    /// <summary>The version of the first target that has it.</summary>
    public T First => byTarget is null ? only! : byTarget[Targets.First.Index]!;

    /// <summary>The version of a target; null if the target does not have it.</summary>
    public T? On(Target target) => byTarget is not null ? byTarget[target.Index] : Targets.Has(target) ? only : null;

    /// <summary>Adds the version of a target.</summary>
    public void Set(Target target, T version) => Set(default(TargetSet).With(target), version);

    /// <summary>Adds the version of some targets.</summary>
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

    /// <summary>The different objects, in the order of their first targets, with their targets.</summary>
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
