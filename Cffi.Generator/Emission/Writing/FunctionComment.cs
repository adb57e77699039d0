namespace Cffi.Generator.Emission.Writing;

/// <summary>The parts of a C function's comment, by Doxygen's commands: the function, its parameters and its result.</summary>
internal sealed class FunctionComment
{
    private readonly List<string> summary = [];
    private readonly List<string> result = [];
    private readonly List<string>?[] parameters;

    private FunctionComment(FunctionDeclaration function)
    {
        parameters = new List<string>?[function.ParameterNames.Count];
        IReadOnlyList<string?> beside = ParameterComments.Of(function);
        List<string> section = summary;
        foreach (string line in (function.Comment ?? "").Split('\n'))
        {
            section = SectionOf(line, function, section, out string rest);
            section.Add(rest);
        }

        for (int i = 0; i < beside.Count; i++)
        {
            if (beside[i] is { } comment)
            {
                (parameters[i] ??= []).Insert(0, comment);
            }
        }
    }

    /// <summary>The part about the function; null for none.</summary>
    public string? Summary => Text(summary);

    /// <summary>The part about the result; null for none.</summary>
    public string? Result => Text(result);

    /// <summary>Reads the comment, and the comments of parameters.</summary>
    public static FunctionComment Of(FunctionDeclaration function) => new(function);

    /// <summary>The part about a parameter; null for none.</summary>
    public string? Parameter(int index) => parameters[index] is { } lines ? Text(lines) : null;

    private static string? Text(List<string> lines)
    {
        string text = string.Join("\n", lines).Trim();
        return text.Length == 0 ? null : text;
    }

    // A line that starts with a command begins a section, which ends at a blank line.
    private List<string> SectionOf(string line, FunctionDeclaration function, List<string> open, out string rest)
    {
        rest = line;
        if (line.Length == 0)
        {
            return summary;
        }

        if (line[0] is not ('@' or '\\'))
        {
            return open;
        }

        int end = 1;
        while (end < line.Length && char.IsLetter(line[end]))
        {
            end++;
        }

        string command = line.Substring(1, end - 1);
        string behind = line.Substring(end).Trim();
        switch (command)
        {
            case "brief" or "short":
                rest = behind;
                return summary;
            case "return" or "returns" or "result":
                rest = behind;
                return result;
            case "param" when Parameter(behind, function, out string text) is { } section:
                rest = text;
                return section;
            default:
                return summary;
        }
    }

    // "[in] name what it is"; null for a name that is not a parameter; the line stays unchanged.
    private List<string>? Parameter(string text, FunctionDeclaration function, out string rest)
    {
        int close = text.Length > 0 && text[0] == '[' ? text.IndexOf(']') : -1;
        string named = text.Substring(close + 1).TrimStart();
        int end = 0;
        while (end < named.Length && !char.IsWhiteSpace(named[end]))
        {
            end++;
        }

        string name = named.Substring(0, end);
        rest = named.Substring(end).Trim();
        for (int i = 0; i < parameters.Length; i++)
        {
            if (function.ParameterNames[i] == name)
            {
                return parameters[i] ??= [];
            }
        }

        return null;
    }
}
