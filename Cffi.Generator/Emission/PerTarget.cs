using System.Globalization;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission;

/// <summary>Writes what differs between targets.</summary>
internal static class PerTarget
{
    private const int None = -1;

    /// <summary>A number: a literal where it is the same on all targets, else a choice.</summary>
    /// <param name="has">Whether a target has it; -1 stands for the others.</param>
    /// <param name="value">The number on a target.</param>
    public static string Choice(Func<Target, bool> has, Func<Target, long> value)
    {
        return IsOne(has, value) ? Written(Target.All[0]) : $"{Namespaces.Interop}CTarget.Choose<long>({string.Join(", ", Target.All.Select(Written))})";

        string Written(Target target) => ValueOf(target, has, value).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number as further arguments of a call: one where it is the same on all targets, else one for each.</summary>
    /// <param name="writer">Gets them, each behind a comma.</param>
    /// <param name="has">Whether a target has it; -1 stands for the others.</param>
    /// <param name="value">The number on a target.</param>
    public static void AppendNumbers(CSharpWriter writer, Func<Target, bool> has, Func<Target, long> value)
    {
        int count = IsOne(has, value) ? 1 : Target.All.Count;
        for (int i = 0; i < count; i++)
        {
            writer.Append(", ").Append(ValueOf(Target.All[i], has, value));
        }
    }

    /// <summary>A sentence that names the targets; empty where they are all that can read the text.</summary>
    public static string Only(TargetSet targets, DeclarationModel model) =>
        targets.Count == model.Texts.Count ? "" : $"On {string.Join(", ", targets.Select(static target => target.Name))} only.";

    private static bool IsOne(Func<Target, bool> has, Func<Target, long> value)
    {
        long first = ValueOf(Target.All[0], has, value);
        for (int i = 1; i < Target.All.Count; i++)
        {
            if (ValueOf(Target.All[i], has, value) != first)
            {
                return false;
            }
        }

        return true;
    }

    private static long ValueOf(Target target, Func<Target, bool> has, Func<Target, long> value) => has(target) ? value(target) : None;
}
