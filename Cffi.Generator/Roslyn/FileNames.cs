using System.Collections.Immutable;

namespace Cffi.Generator.Roslyn;

/// <summary>The names of generated files that the C# compiler takes for one: it does not tell upper from lower case, as disks do not.</summary>
internal static class FileNames
{
    private const string Extension = ".g.cs";

    /// <summary>The names that differ from another one in case only, in ordinal order.</summary>
    public static EquatableArray<string> Alike(ImmutableArray<string> names) => new(names
        .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
        .SelectMany(static group => group.Distinct(StringComparer.Ordinal).Count() > 1 ? group.Distinct(StringComparer.Ordinal) : [])
        .OrderBy(static name => name, StringComparer.Ordinal));

    /// <summary>A name made different from those that are like it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="alike">What <see cref="Alike"/> has found.</param>
    public static string Distinct(string name, EquatableArray<string> alike)
    {
        int number = 0;
        foreach (string other in alike)
        {
            number += string.Equals(other, name, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            if (other == name)
            {
                break;
            }
        }

        return number <= 1 ? name : FormattableString.Invariant($"{name.Substring(0, name.Length - Extension.Length)}({number}){Extension}");
    }
}
