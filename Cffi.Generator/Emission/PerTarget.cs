using System.Globalization;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission;

/// <summary>Writes what differs between targets.</summary>
internal static class PerTarget
{
    /// <summary>Stands for the number on a target that has none.</summary>
    public const long None = -1;

    /// <summary>A number: a literal where it is the same on all targets, else a choice.</summary>
    /// <param name="has">Whether a target has it; -1 stands for the others.</param>
    /// <param name="value">The number on a target.</param>
    public static string Choice(Func<Target, bool> has, Func<Target, long> value)
    {
        long[] numbers = [.. Target.All.Select(target => has(target) ? value(target) : None)];
        IEnumerable<string> written = numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture));
        return AreEqual(numbers) ? written.First() : $"{Namespaces.Interop}CTarget.Choose<long>({string.Join(", ", written)})";
    }

    /// <summary>Writes numbers as further arguments of a call: one where it is the same on all targets, else one for each.</summary>
    /// <param name="writer">Gets them, each behind a comma.</param>
    /// <param name="numbers">A number for each target.</param>
    public static void AppendNumbers(CSharpWriter writer, long[] numbers)
    {
        int count = AreEqual(numbers) ? 1 : numbers.Length;
        for (int i = 0; i < count; i++)
        {
            writer.Append(", ").Append(numbers[i]);
        }
    }

    /// <summary>A sentence that names the targets; empty where they are all that can read the text.</summary>
    public static string Only(TargetSet targets, DeclarationModel model) =>
        targets.Count == model.Texts.Count ? "" : $"On {string.Join(", ", targets.Select(static target => target.Name))} only.";

    private static bool AreEqual(long[] numbers)
    {
        foreach (long number in numbers)
        {
            if (number != numbers[0])
            {
                return false;
            }
        }

        return true;
    }
}
