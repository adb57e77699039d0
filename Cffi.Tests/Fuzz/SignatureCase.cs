using System.Globalization;
using System.Text;

namespace Cffi.Tests.Fuzz;

/// <summary>
/// One random function type, as C text for both directions: <c>f_N</c> stores its arguments and returns what it finds
/// in memory; <c>u_N</c> passes what it finds in memory to a callback and stores the result.
/// </summary>
public sealed class SignatureCase
{
    /// <summary>Bytes in which one argument, or the result, lies in the C library's buffers.</summary>
    public const int SlotSize = 8192;

    /// <summary>The most arguments of a case.</summary>
    public const int MostArguments = 64;

    /// <summary>The buffers that all cases of a library share.</summary>
    public const string Prelude = """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdarg.h>
        #include <string.h>
        #include <uchar.h>
        #include <wchar.h>
        typedef intptr_t ssize_t_;
        _Alignas(64) unsigned char arguments[64 * 8192];
        _Alignas(64) unsigned char result[8192];

        """;

    private readonly TypeGenerator types;

    /// <summary>Makes the case.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="index">The number of the case, part of its names.</param>
    /// <param name="options">The features of the types.</param>
    public SignatureCase(ulong seed, int index, TypeGeneratorOptions options)
    {
        Index = index;
        types = new TypeGenerator(seed, index, options);
        Random = SplitMix64.ForCase(~seed, index);
        int count = Random.Chance(5) ? Random.Between(21, MostArguments) : Random.Between(0, 20);
        Parameters = [.. Enumerable.Range(0, count).Select(_ => types.NextArgumentType())];
        Result = Random.Chance(12) ? CVoidType.Instance : types.NextArgumentType();
    }

    /// <summary>The number of the case.</summary>
    public int Index { get; }

    /// <summary>For the values of the case.</summary>
    public SplitMix64 Random { get; }

    /// <summary>The parameter types.</summary>
    public IReadOnlyList<CType> Parameters { get; }

    /// <summary>The result type; may be void.</summary>
    public CType Result { get; }

    /// <summary>The definitions of the records and enums.</summary>
    public string Definitions => CTextWriter.Write(types.Definitions);

    /// <summary>The prototype of the function that is called.</summary>
    public string Prototype => Declare($"f_{Index}", names: false);

    /// <summary>The prototype of the function that calls back.</summary>
    public string UpcallPrototype => $"void u_{Index}({Declare("(*callback)", names: false)})";

    /// <summary>The type of the callback.</summary>
    public string CallbackType => Declare("", names: false);

    /// <summary>Both functions.</summary>
    public string Functions
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{Declare($"f_{Index}", names: true)} {{\n");
            for (int i = 0; i < Parameters.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    memcpy(arguments + {i * SlotSize}, &a{i}, sizeof a{i});\n");
            }

            text.Append(Result is CVoidType ? "" : $"    {CTypePrinter.Print(Result, "r")}; memcpy(&r, result, sizeof r); return r;\n");
            text.Append(CultureInfo.InvariantCulture, $"}}\n{UpcallPrototype} {{\n");
            for (int i = 0; i < Parameters.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {CTypePrinter.Print(Parameters[i], $"a{i}")}; memcpy(&a{i}, arguments + {i * SlotSize}, sizeof a{i});\n");
            }

            string call = $"callback({string.Join(", ", Enumerable.Range(0, Parameters.Count).Select(static i => $"a{i}"))})";
            text.Append(Result is CVoidType ? $"    {call};\n" : $"    {CTypePrinter.Print(Result, "r")} = {call}; memcpy(result, &r, sizeof r);\n");
            return text.Append("}\n").ToString();
        }
    }

    private string Declare(string name, bool names)
    {
        IEnumerable<string> parameters = Parameters.Select((type, i) => CTypePrinter.Print(type, names ? $"a{i}" : ""));
        return CTypePrinter.Print(Result, $"{name}({(Parameters.Count == 0 ? "void" : string.Join(", ", parameters))})");
    }
}
