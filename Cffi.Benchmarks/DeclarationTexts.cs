using System.Globalization;
using System.Text;

namespace Cffi.Benchmarks;

/// <summary>Made-up declarations of two kinds that every parser in the comparison reads.</summary>
internal static class DeclarationTexts
{
    /// <summary>A text of a number of declarations.</summary>
    /// <param name="kind"><c>plain</c>: functions with five parameters; <c>records</c>: records and functions with callbacks, in turn.</param>
    /// <param name="count">How many.</param>
    public static string Make(string kind, int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.AppendLine(kind == "plain" ? Function(i) : i % 2 == 0 ? Record(i) : Visitor(i));
        }

        return text.ToString();
    }

    private static string Function(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"int function_{i}(int a, const char *b, double c, unsigned long d, void *e);");

    private static string Record(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"typedef struct record_{i} {{ int id; double values[4]; struct record_{i} *next; char name[32]; }} record_{i};");

    private static string Visitor(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"int visit_{i}(record_{i - 1} *start, int (*callback)(const record_{i - 1} *, void *), void *context);");
}
