using System.Globalization;
using System.Text.Json;
using System.Text;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Cache;

/// <summary>The headers that a module was compiled from: if one of them changes, the module is compiled again.</summary>
internal static class HeaderList
{
    /// <summary>The stored list: one line per header, with its length and time.</summary>
    /// <param name="rule">The output of <c>-MD</c>, a rule of make (<c>target: file file \</c>), or of cl's <c>/sourceDependencies</c>, which is JSON.</param>
    /// <param name="folder">Where the compiler ran.</param>
    public static string Of(string rule, string folder)
    {
        var list = new StringBuilder();
        foreach (string path in (rule.StartsWith('{') ? Includes(rule) : Prerequisites(rule)).Select(name => Path.GetFullPath(name, folder)).Where(path => !path.StartsWith(folder, StringComparison.Ordinal)))
        {
            list.Append(Line(path)).Append('\n');
        }

        return list.ToString();
    }

    /// <summary>Whether all headers of a list are unchanged.</summary>
    public static bool IsCurrent(string list) =>
        list.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(static line => !IsMissing(line) && Line(line[(line.IndexOf(' ', line.IndexOf(' ') + 1) + 1)..]) == line);

    // A file name that make's rules cannot express is not found, so such a module is compiled each time.
    private static bool IsMissing(string line) => line.StartsWith("0 0 ", StringComparison.Ordinal);

    private static string Line(string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {path}")
            : $"0 0 {path}";
    }

    // {"Data": {"Includes": ["c:\\file.h", ...]}}
    private static List<string> Includes(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("Data").GetProperty("Includes").EnumerateArray().Select(static file => file.GetString() ?? "")];
        }
        catch (Exception reason) when (reason is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw BuildErrors.BadObject($"its list of headers does not have the format of cl: {reason.Message}", reason);
        }
    }

    // Blanks in names and line ends are escaped; '$' is doubled.
    private static List<string> Prerequisites(string rule)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        for (int i = rule.IndexOf(": ", StringComparison.Ordinal) + 1; i < rule.Length; i++)
        {
            char next = i + 1 < rule.Length ? rule[i + 1] : ' ';
            if (char.IsWhiteSpace(rule[i]) || (rule[i] == '\\' && next is '\n' or '\r'))
            {
                Finish();
            }
            else
            {
                bool isEscaped = (rule[i] == '\\' && next is ' ' or '#') || (rule[i] == '$' && next == '$');
                name.Append(isEscaped ? next : rule[i]);
                i += isEscaped ? 1 : 0;
            }
        }

        Finish();
        return names;

        void Finish()
        {
            if (name.Length > 0)
            {
                names.Add(name.ToString());
                name.Clear();
            }
        }
    }
}
