namespace Cffi.Generator.Emission.Reading;

/// <summary>One declaration as each target reads it: mostly the same object for all.</summary>
internal sealed class Versions<T>
    where T : class
{
    private readonly T?[] byTarget = new T?[Target.All.Count];

    /// <summary>The targets that have it.</summary>
    public IEnumerable<Target> Targets => Target.All.Where(target => byTarget[target.Index] is not null);

    /// <summary>What the first target reads that has it.</summary>
    public T First => byTarget.First(static version => version is not null)!;

    /// <summary>What a target reads; null where it does not have it.</summary>
    public T? On(Target target) => byTarget[target.Index];

    /// <summary>Notes what a target reads.</summary>
    public void Set(Target target, T version) => byTarget[target.Index] = version;
}
