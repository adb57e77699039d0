using System.Globalization;
using System.Text.RegularExpressions;

namespace Cffi.Modules.Compilers;

/// <summary>
/// Reads the messages of compilers: <c>file:line:column: error: text</c>, without a column for tcc, and
/// <c>file(line,column): error C2065: text</c> for cl.
/// </summary>
internal static partial class CompilerMessages
{
    /// <summary>The messages with a position, in their order.</summary>
    public static IReadOnlyList<CompilerMessage> Parse(string output) =>
        [.. output.Split('\n').Select(static line => Match(line.TrimEnd('\r'))).Where(static match => match.Success).Select(Message)];

    /// <summary>The errors, each at the position in a file that caused it, if the following notes have such a position.</summary>
    /// <param name="output">The compiler's output.</param>
    /// <param name="file">The file: an error in a macro that is used there has a note with that position.</param>
    public static IReadOnlyList<CompilerMessage> Errors(string output, string file)
    {
        var errors = new List<CompilerMessage>();
        foreach (CompilerMessage message in Parse(output))
        {
            if (message.IsError)
            {
                errors.Add(message);
            }
            else if (errors.Count > 0 && errors[^1].File != file && message.File == file)
            {
                errors[^1] = errors[^1] with { File = file, Line = message.Line, Column = message.Column };
            }
        }

        return errors;
    }

    private static Match Match(string line) => Pattern().Match(line) is { Success: true } match ? match : MicrosoftPattern().Match(line);

    private static CompilerMessage Message(Match match) => new(
        match.Groups["file"].Value,
        Number(match.Groups["line"]),
        Number(match.Groups["column"]),
        match.Groups["kind"].Value.EndsWith("error", StringComparison.Ordinal),
        match.Groups["text"].Value);

    private static int Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(?<file>[^\n]*?):(?<line>[0-9]+):((?<column>[0-9]+):)? (?<kind>fatal error|error|warning|note): (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    // The number of a message adds nothing to its text.
    [GeneratedRegex(@"^(?<file>[^\n]*?)\((?<line>[0-9]+)(,(?<column>[0-9]+))?\) ?: (?<kind>fatal error|error|warning|note)( [A-Z]+[0-9]+)?: (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex MicrosoftPattern();
}
