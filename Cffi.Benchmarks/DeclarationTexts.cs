using System.Globalization;
using System.Text;

namespace Cffi.Benchmarks;

/// <summary>Artificial declarations. Every parser in the comparison reads the first two kinds.</summary>
internal static class DeclarationTexts
{
    /// <summary>A text with a number of declarations.</summary>
    /// <param name="kind">
    /// <c>plain</c>: functions with five parameters; <c>records</c>: records, and functions with callbacks, in turn;
    /// <c>mixed</c>: half functions, half declarations of all kinds, with macros for constants.
    /// </param>
    /// <param name="count">The number of declarations.</param>
    public static string Make(string kind, int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.AppendLine(kind switch
            {
                "plain" => Function(i),
                "records" => i % 2 == 0 ? Record(i) : Visitor(i),
                _ => Mixed(i),
            });
        }

        return text.ToString();
    }

    private static string Function(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"int function_{i}(int a, const char *b, double c, unsigned long d, void *e);");

    private static string Record(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"typedef struct record_{i} {{ int id; double values[4]; struct record_{i} *next; char name[32]; }} record_{i};");

    private static string Visitor(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"int visit_{i}(record_{i - 1} *start, int (*callback)(const record_{i - 1} *, void *), void *context);");

    // Every second declaration is a function. The other kinds come in turn, each once in twelve.
    private static string Mixed(int i) => (i % 12) switch
    {
        0 => Record(i),
        2 => string.Create(CultureInfo.InvariantCulture, $"int visit_{i}(record_{i - 2} *start, int (*callback)(const record_{i - 2} *, void *), void *context);"),
        4 => string.Create(CultureInfo.InvariantCulture, $"typedef enum kind_{i} {{ KIND_{i}_A, KIND_{i}_B = 4, KIND_{i}_C }} kind_{i};"),
        6 => string.Create(CultureInfo.InvariantCulture, $"double classify_{i}(kind_{i - 2} kind, const record_{i - 6} *record, size_t size);"),
        8 => string.Create(CultureInfo.InvariantCulture, $"#define LIMIT_{i} 0x{i:X}"),
        10 => string.Create(CultureInfo.InvariantCulture, $"typedef void (*handler_{i})(kind_{i - 6} kind, record_{i - 10} *record);"),
        _ => Function(i),
    };
}
