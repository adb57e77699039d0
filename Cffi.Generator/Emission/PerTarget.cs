using System.Globalization;
using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission;

/// <summary>Writes values that differ between targets.</summary>
internal static class PerTarget
{
    /// <summary>The number for a target that has none.</summary>
    public const long None = -1;

    /// <summary>A number: a literal if it is the same on all targets, otherwise a selection.</summary>
    /// <param name="has">Whether a target has the number; the others get -1.</param>
    /// <param name="value">The number on a target.</param>
    public static string Choice(Func<Target, bool> has, Func<Target, long> value)
    {
        long[] numbers = [.. Target.All.Select(target => has(target) ? value(target) : None)];
        IEnumerable<string> written = numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture));
        return AreEqual(numbers) ? written.First() : $"{Namespaces.Interop}CTarget.Choose<long>({string.Join(", ", written)})";
    }

    /// <summary>
    /// Writes numbers as further arguments of a call: one number if it is the same on all targets, otherwise one for each, without those
    /// at the end that are <see cref="None"/>.
    /// </summary>
    /// <param name="writer">Gets the numbers, each after a comma.</param>
    /// <param name="numbers">A number for each target.</param>
    public static void AppendNumbers(CSharpWriter writer, long[] numbers)
    {
        int count = AreEqual(numbers) ? 1 : numbers.Length;
        while (count > 2 && numbers[count - 1] == None)
        {
            count--;
        }

        for (int i = 0; i < count; i++)
        {
            writer.Append(", ").Append(numbers[i]);
        }
    }

    /// <summary>A sentence that names the targets; empty for all targets that can parse the text.</summary>
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
