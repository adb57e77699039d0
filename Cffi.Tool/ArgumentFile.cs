using System.Text;

namespace Cffi.Tool;

/// <summary>Arguments as a build writes them into a file: an option in brackets, and below it its values, of which any may look like an option.</summary>
internal static class ArgumentFile
{
    // Stands for a backslash: MSBuild would make a slash of that.
    private const char Backslash = '\uE05C';

    // What has no option on a command line.
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

    // At semicolons, but not at those of a string literal. Blanks around a value are the project file's.
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
