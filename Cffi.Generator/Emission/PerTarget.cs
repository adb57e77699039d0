using System.Globalization;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission;

/// <summary>Writes what differs between targets.</summary>
internal static class PerTarget
{
    /// <summary>A number: a literal where it is the same on all targets, else a choice.</summary>
    /// <param name="has">Whether a target has it; -1 stands for the others.</param>
    /// <param name="value">The number on a target.</param>
    public static string Choice(Func<Target, bool> has, Func<Target, long> value)
    {
        long first = ValueOf(Target.All[0]);
        bool isOne = true;
        for (int i = 1; i < Target.All.Count && isOne; i++)
        {
            isOne = ValueOf(Target.All[i]) == first;
        }

        return isOne
            ? first.ToString(CultureInfo.InvariantCulture)
            : $"global::Cffi.Interop.CTarget.Choose<long>({string.Join(", ", Target.All.Select(target => ValueOf(target).ToString(CultureInfo.InvariantCulture)))})";

        long ValueOf(Target target) => has(target) ? value(target) : -1;
    }

    /// <summary>A sentence that names the targets; empty where they are all that can read the text.</summary>
    public static string Only(TargetSet targets, DeclarationModel model) =>
        targets.Count == model.Texts.Count ? "" : $"On {string.Join(", ", targets.Select(static target => target.Name))} only.";
}
