using System.Text;

namespace Cffi.Tool;

/// <summary>The file in which a build passes arguments: an option in brackets, followed by its values, which may look like options.</summary>
internal static class ArgumentFile
{
    // Represents a backslash, because MSBuild would replace it with a slash.
    private const char Backslash = '\uE05C';

    // The values without an option on a command line.
    private const string File = "--file";

    /// <summary>The words of a command line.</summary>
    public static IEnumerable<string> Words(IEnumerable<string> lines)
    {
        string? option = null;
        foreach (string line in lines.Select(static line => line.Replace(Backslash, '\\')))
        {
            if (line.StartsWith("[--", StringComparison.Ordinal) && line.EndsWith(']'))
            {
                option = line[1..^1];
            }
            else if (option is null or File)
            {
                yield return line;
            }
            else
            {
                foreach (string value in option == ModuleOptions.PreludeLine ? [line] : ModuleOptions.IsList(option) ? Split(line) : line.Length > 0 ? (string[])[line] : [])
                {
                    yield return option;
                    yield return value;
                }
            }
        }
    }

    // Splits at semicolons outside string literals. Blanks around a value come from the project file.
    private static IEnumerable<string> Split(string line)
    {
        var value = new StringBuilder();
        bool isText = false;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ';' && !isText))
            {
                if (value.ToString().Trim() is { Length: > 0 } whole)
                {
                    yield return whole;
                }

                value.Clear();
                continue;
            }

            isText ^= line[i] == '"';
            value.Append(line[i]);
            if (isText && line[i] == '\\' && i + 1 < line.Length)
            {
                value.Append(line[++i]);
            }
        }
    }
}
