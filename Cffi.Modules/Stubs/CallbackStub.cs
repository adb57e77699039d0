using System.Globalization;

namespace Cffi.Modules.Stubs;

/// <summary>The reverse of <see cref="BlockStub"/>: C passes values to a function that writes their addresses into a block, and C# gets the block.</summary>
/// <remarks>
/// <code>
/// block    0: address of the result    1: first argument    2: second argument    ...
/// </code>
/// An address in C does not identify a C# method, so each type of function pointer has several entries, each with
/// a number. They call a function in an array, which precedes their addresses:
/// <code>
/// array    0: void (*)(void *pool, long long entry, void **block)    1: pool    2: first entry    3: second entry    ...
/// </code>
/// </remarks>
internal static class CallbackStub
{
    /// <summary>The number of entries for each type of function pointer, and so of callbacks of the type that can be alive at a time.</summary>
    public const int EntryCount = 32;

    /// <summary>The index of the first entry in the array.</summary>
    public const int FirstEntry = 2;

    /// <summary>The name of the array of a type.</summary>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"cffi_callback_{number}");

    /// <summary>Writes the lines that define the entries of a type.</summary>
    public static IEnumerable<string> Write(int number, CFunctionType type, StubTypes types)
    {
        string array = NameOf(number);
        string enter = string.Create(CultureInfo.InvariantCulture, $"cffi_enter_{number}");
        string[] names = [.. Enumerable.Range(0, type.Parameters.Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"cffi_{i}"))];
        string parameters = string.Join(", ", names.Select((name, i) => types.Print(type.Parameters[i], name)));
        string more = names.Length == 0 ? "" : ", ";
        bool isVoid = type.Result.Unqualified is CVoidType;
        CType result = type.Result.Unqualified;
        string[] heads = [.. Enumerable.Range(0, EntryCount).Select(i => "static " + types.Print(result, string.Create(CultureInfo.InvariantCulture, $"cffi_entry_{number}_{i}({(names.Length == 0 ? "void" : parameters)})")))];

        // The array is declared first, because C++ does not allow a tentative definition (C11 6.9.2p2 does).
        foreach (string head in heads)
        {
            yield return head + ";";
        }

        string addresses = string.Join(", ", Enumerable.Range(0, EntryCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"(void *)cffi_entry_{number}_{i}")));
        yield return $"static void *{array}[{FirstEntry + EntryCount}] = {{ 0, 0, {addresses} }};";
        yield return $"static {types.Print(result, $"{enter}(long long cffi_entry{more}{parameters})")} {{ {Block(type, types)}"
            + $"if ({array}[0]) ((void (*)(void *, long long, void **)){array}[0])({array}[1], cffi_entry, cffi_block); {(isVoid ? "" : "return cffi_result; ")}}}";
        for (int i = 0; i < EntryCount; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{heads[i]} {{ {(isVoid ? "" : "return ")}{enter}({i}{more}{string.Join(", ", names)}); }}");
        }
    }

    /// <summary>Defines <c>cffi_block</c> from the parameters <c>cffi_0</c> and following, and <c>cffi_result</c>, which is zero, if there is a result.</summary>
    public static string Block(CFunctionType type, StubTypes types)
    {
        CType result = type.Result.Unqualified;
        string addresses = string.Concat(Enumerable.Range(0, type.Parameters.Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $", (void *)&cffi_{i}")));
        return result is CVoidType
            ? $"void *cffi_block[] = {{ (void *)0{addresses} }}; "
            : $"static {types.Print(result, "cffi_nothing")}; {types.Print(result, "cffi_result")} = cffi_nothing; void *cffi_block[] = {{ (void *)&cffi_result{addresses} }}; ";
    }
}
