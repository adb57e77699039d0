using System.Collections.Immutable;

namespace Cffi.Generator.Roslyn;

/// <summary>Finds names of generated files that are equal for the C# compiler, which ignores case, like some file systems.</summary>
internal static class FileNames
{
    private const string Extension = ".g.cs";

    /// <summary>The names that differ from another name only in case, in ordinal order.</summary>
    public static EquatableArray<string> Alike(ImmutableArray<string> names) => new(names
        .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
        .SelectMany(static group => group.Distinct(StringComparer.Ordinal).Count() > 1 ? group.Distinct(StringComparer.Ordinal) : [])
        .OrderBy(static name => name, StringComparer.Ordinal));

    /// <summary>Makes a name different from similar names.</summary>
    /// <param name="name">The name.</param>
    /// <param name="alike">The result of <see cref="Alike"/>.</param>
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
