using System.Globalization;
using System.Text;
using Cffi.Core.CallPlans;

namespace Cffi.Tests.Fuzz;

/// <summary>
/// One random function type, as C code for both directions. <c>f_N</c> stores its arguments and returns a value from
/// memory; <c>u_N</c> passes values from memory to a callback and stores its result.
/// </summary>
public sealed class SignatureCase
{
    /// <summary>The bytes for one argument, or for the result, in the C library's buffers.</summary>
    public const int SlotSize = 8192;

    /// <summary>The largest number of arguments.</summary>
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

    private readonly IReadOnlyList<CType> definitions;

    /// <summary>Makes the case.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="index">The number of the case, part of its names.</param>
    /// <param name="options">The features of the types.</param>
    /// <param name="isVariadic">Whether the last arguments are variadic; such a case has no callback.</param>
    public SignatureCase(ulong seed, int index, TypeGeneratorOptions options, bool isVariadic = false)
    {
        Index = index;
        IsVariadic = isVariadic;
        var types = new TypeGenerator(seed, index, options);
        Random = SplitMix64.ForCase(~seed, index);
        int least = isVariadic ? 1 : 0;
        int count = Random.Chance(5) ? Random.Between(21, MostArguments) : Random.Between(least, isVariadic ? 16 : 20);
        NamedCount = isVariadic ? Random.Between(1, Math.Min(count, 8)) : count;
        Parameters = [.. Enumerable.Range(0, count).Select(i => i < NamedCount ? types.NextArgumentType() : DefaultPromotions.Promote(types.NextArgumentType(), Target.Current))];
        Result = Random.Chance(12) ? CVoidType.Instance : types.NextArgumentType();
        definitions = types.Definitions;
    }

    /// <summary>Makes a case of a given type with random values.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="index">The number of the case, part of its names.</param>
    /// <param name="parameters">The parameter types.</param>
    /// <param name="result">The result type; may be void.</param>
    /// <param name="definitions">The records and enums that these types use, in order.</param>
    public SignatureCase(ulong seed, int index, IReadOnlyList<CType> parameters, CType result, IReadOnlyList<CType> definitions)
    {
        Index = index;
        Random = SplitMix64.ForCase(~seed, index);
        NamedCount = parameters.Count;
        Parameters = parameters;
        Result = result;
        this.definitions = definitions;
    }

    /// <summary>The number of the case.</summary>
    public int Index { get; }

    /// <summary>The random numbers for the values of the case.</summary>
    public SplitMix64 Random { get; }

    /// <summary>The number of declared parameters; the other arguments are variadic.</summary>
    public int NamedCount { get; }

    /// <summary>Whether the function is variadic.</summary>
    public bool IsVariadic { get; }

    /// <summary>The parameter types, and the promoted types of the variadic arguments.</summary>
    public IReadOnlyList<CType> Parameters { get; }

    /// <summary>The result type; may be void.</summary>
    public CType Result { get; }

    /// <summary>The definitions of the records and enums.</summary>
    public string Definitions => CTextWriter.Write(definitions);

    /// <summary>The definitions with all records partial.</summary>
    public string PartialDefinitions => CTextWriter.Write(definitions, arePartial: true);

    /// <summary>The prototype of the function that .NET calls.</summary>
    public string Prototype => Declare($"f_{Index}", names: false);

    /// <summary>The prototype of the function that calls .NET back.</summary>
    public string UpcallPrototype => $"void u_{Index}({Declare("(*callback)", names: false)})";

    /// <summary>The type of the callback.</summary>
    public string CallbackType => Declare("", names: false);

    /// <summary>The functions. A variadic function has an address that ends in 00: if nobody sets AL, the callee reads 0 there.</summary>
    public string Functions
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{Attributes}{Declare($"f_{Index}", names: true)} {{\n");
            text.Append(IsVariadic ? $"    va_list more; va_start(more, a{NamedCount - 1});\n" : "");
            for (int i = 0; i < Parameters.Count; i++)
            {
                text.Append(i < NamedCount ? "" : $"    {CTypePrinter.Print(Parameters[i], $"a{i}")} = va_arg(more, {Parameters[i].CName});\n");
                text.Append(CultureInfo.InvariantCulture, $"    memcpy(arguments + {i * SlotSize}, &a{i}, sizeof a{i});\n");
            }

            text.Append(IsVariadic ? "    va_end(more);\n" : "");
            text.Append(Result is CVoidType ? "" : $"    {CTypePrinter.Print(Result, "r")}; memcpy(&r, result, sizeof r); return r;\n");
            text.Append("}\n");
            if (IsVariadic)
            {
                return text.ToString();
            }

            text.Append(CultureInfo.InvariantCulture, $"{UpcallPrototype} {{\n");
            for (int i = 0; i < Parameters.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {CTypePrinter.Print(Parameters[i], $"a{i}")}; memcpy(&a{i}, arguments + {i * SlotSize}, sizeof a{i});\n");
            }

            string call = $"callback({string.Join(", ", Enumerable.Range(0, Parameters.Count).Select(static i => $"a{i}"))})";
            text.Append(Result is CVoidType ? $"    {call};\n" : $"    {CTypePrinter.Print(Result, "r")} = {call}; memcpy(result, &r, sizeof r);\n");
            return text.Append("}\n").ToString();
        }
    }

    // An optimizing GCC 12 reads a record aligned to 16 from va_arg's saved general registers with an aligned move, although
    // these are aligned to 8 only. A C program that calls such a function crashes too.
    private string Attributes =>
        !IsVariadic ? ""
        : Parameters.Skip(NamedCount).Any(static type => type is CRecordType && LayoutEngine.Of(type, Target.Current).Alignment > 8)
            ? "__attribute__((aligned(256), optimize(\"O0\"))) "
            : "__attribute__((aligned(256))) ";

    private string Declare(string name, bool names)
    {
        IEnumerable<string> parameters = Parameters.Take(NamedCount).Select((type, i) => CTypePrinter.Print(type, names ? $"a{i}" : ""));
        string list = string.Join(", ", IsVariadic ? parameters.Append("...") : parameters);
        return CTypePrinter.Print(Result, $"{name}({(list.Length == 0 ? "void" : list)})");
    }
}
