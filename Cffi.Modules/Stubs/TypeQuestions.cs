using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cffi.Modules.Stubs;

/// <summary>Gets the compiler's spelling of types, for messages: a second declaration with a different type makes the compiler print the first type.</summary>
internal static partial class TypeQuestions
{
    /// <summary>A text that the compiler refuses, with one message per expression.</summary>
    public static string Write(string prelude, IReadOnlyList<string> expressions)
    {
        var text = new StringBuilder(prelude).Append('\n');
        for (int i = 0; i < expressions.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"extern __typeof__({expressions[i]}) cffi_actual_{i}; extern struct cffi_no_such_type *cffi_actual_{i};\n");
        }

        return text.ToString();
    }

    /// <summary>The types by the number of their expression. Types that the compiler does not print are missing.</summary>
    public static IReadOnlyDictionary<int, string> Read(string output)
    {
        var types = new Dictionary<int, string>();
        foreach (Match match in Pattern().Matches(output))
        {
            types[int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)] = match.Groups["type"].Value + match.Groups["rest"].Value;
        }

        return types;
    }

    // gcc: previous declaration of 'x' with type 'T'; clang: redefinition of 'x' with a different type: 'S' vs 'typeof (e)' (aka 'T');
    // g++: previous declaration as 'T x', and the name is in the declarator: 'int (* x)(int)'.
    [GeneratedRegex(@"'cffi_actual_(?<number>[0-9]{1,6})'( with type '(?<type>[^'\n]*)'| with a different type: [^\n]*\(aka '(?<type>[^'\n]*)'\))|previous declaration (as )?'(?<type>[^'\n]*?) ?cffi_actual_(?<number>[0-9]{1,6})(?<rest>[^'\n]*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
