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
        string[] values = [.. Target.All.Select(target => (has(target) ? value(target) : -1).ToString(CultureInfo.InvariantCulture))];
        return values.Distinct().Count() == 1 ? values[0] : $"global::Cffi.Interop.CTarget.Choose<long>({string.Join(", ", values)})";
    }

    /// <summary>A sentence that names the targets; empty where they are all that can read the text.</summary>
    public static string Only(IEnumerable<Target> targets, DeclarationModel model)
    {
        string[] names = [.. targets.Select(static target => target.Name)];
        return names.Length == model.Texts.Count ? "" : $"On {string.Join(", ", names)} only.";
    }
}
