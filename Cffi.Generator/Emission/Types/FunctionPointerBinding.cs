using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>A type of function pointer as a C# struct.</summary>
internal sealed class FunctionPointerBinding(string name)
{
    private TargetSet passedOn;
    private Passing? passing;

    /// <summary>The name in C# text.</summary>
    public string Name { get; } = name;

    /// <summary>The forms of a pointer of the type.</summary>
    public PointerForms Forms { get; } = PointerForms.Address(name);

    /// <summary>The version of each target.</summary>
    public Versions<CFunctionType> Versions { get; } = new();

    /// <summary>The names of the parameters, as they are written: C's, where the type's declaration has them.</summary>
    public string[] ParameterNames(Passing passing, EmissionContext context)
    {
        IReadOnlyList<string?> declared = context.Names.ParameterNamesOf(Versions.First);
        var scope = new NameScope();
        var names = new string[passing.Parameters.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = scope.Add((i < declared.Count ? declared[i] : null) ?? FormattableString.Invariant($"p{i}"));
        }

        return names;
    }

    /// <summary>The way in which values are passed, if it is the same on all targets; otherwise null.</summary>
    public Passing? PassingOn(EmissionContext context)
    {
        // Targets are added while declarations are read.
        if (!passedOn.HasAll(Versions.Targets))
        {
            passing = Find(context);
            passedOn = Versions.Targets;
        }

        return passing;
    }

    /// <summary>Whether C# methods can implement it.</summary>
    /// <remarks>The run time must be able to name the type.</remarks>
    public bool CanBeImplemented(EmissionContext context) =>
        PassingOn(context) is { Type.IsVariadic: false } passing && (!passing.IsHard || !Versions.First.CName.Contains("<anonymous>"));

    private Passing? Find(EmissionContext context)
    {
        if (Versions.IsOne && Passing.IsAlike(Versions.First, Versions.Targets, context.Forms))
        {
            return Passing.Of(Versions.First, Versions.Targets.First, context.Forms, out _);
        }

        Passing? first = null;
        foreach (Target target in Versions.Targets)
        {
            Passing? one = Passing.Of(Versions.On(target)!, target, context.Forms, out _);
            if (target == Target.LinuxX86 && first is not null)
            {
                // No .NET runs there.
                continue;
            }

            if (one is null || (first is not null && !AreAlike(first, one)))
            {
                return null;
            }

            first ??= one;
        }

        return first;
    }

    // The run time passes values in the way of the target.
    private static bool AreAlike(Passing first, Passing other) =>
        first.IsHard && other.IsHard ? first.HasSamePublic(other) : first.HasSameSignature(other);
}
