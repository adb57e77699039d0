using System.Globalization;
using System.Text;
using Cffi.Core.CallPlans;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.PlanExecution;

/// <summary>
/// One random function type with values, as C text: <c>f_N</c> stores its arguments at fixed addresses, integers also as
/// <c>long long</c>, and returns what it finds at another.
/// </summary>
internal sealed class PlanCase
{
    /// <summary>Where <c>plan_runner.c</c> has memory for all cases.</summary>
    public const long Memory = 0x20_0000_0000;

    /// <summary>Bytes for one argument.</summary>
    public const int SlotSize = 8192;

    /// <summary>Where the integers are as <c>long long</c>.</summary>
    public const long Widened = Memory + 0x9_0000;

    /// <summary>Where the function finds its result.</summary>
    public const long ResultSource = Memory + 0xA_0000;

    /// <summary>Where a result in memory goes.</summary>
    public const long ResultMemory = Memory + 0xB_0000;

    /// <summary>Where copies of arguments are.</summary>
    public const long Copies = Memory + 0xC_0000;

    /// <summary>What each file of cases starts with; it needs no header, which only the target's system has.</summary>
    public const string Prelude = """
        typedef __INT8_TYPE__ int8_t; typedef __UINT16_TYPE__ uint16_t; typedef __INT32_TYPE__ int32_t; typedef __UINT64_TYPE__ uint64_t;
        typedef __SIZE_TYPE__ size_t; typedef __INTPTR_TYPE__ intptr_t; typedef __WCHAR_TYPE__ wchar_t; typedef __CHAR16_TYPE__ char16_t;
        typedef unsigned char byte;
        #define COPY(to, from, size) for (unsigned k = 0; k < (size); k++) ((volatile byte *)(to))[k] = ((volatile byte *)(from))[k]

        """;

    private readonly IReadOnlyList<CType> definitions;

    /// <summary>Makes the case.</summary>
    public PlanCase(ulong seed, int index, Target target, TypeGeneratorOptions options, bool isVariadic)
    {
        Index = index;
        var types = new TypeGenerator(seed, index, options);
        var random = SplitMix64.ForCase(~seed, index);
        int count = random.Chance(10) ? random.Between(15, 40) : random.Between(isVariadic ? 1 : 0, 14);

        // Four named arguments never need more than eight words: clang 14 splits no named one between x7 and the stack on Windows.
        int named = isVariadic ? random.Between(1, Math.Min(count, 4)) : count;
        CType[] parameters = [.. Enumerable.Range(0, count).Select(i => i < named ? types.NextArgumentType() : DefaultPromotions.Promote(types.NextArgumentType(), target))];
        CType result = random.Chance(12) ? CVoidType.Instance : types.NextArgumentType();
        definitions = types.Definitions;
        Function = CFunctionType.Of(result, parameters[..named], isVariadic);
        Variadic = parameters[named..];
        Parameters = parameters;
        Values = [.. parameters.Select(type => ValueBytes.Random(type, target, random))];
        ResultValue = result is CVoidType ? [] : ValueBytes.Random(result, target, random);
        Random = random;
    }

    public int Index { get; }

    public CFunctionType Function { get; }

    /// <summary>The types of the variadic arguments, promoted.</summary>
    public IReadOnlyList<CType> Variadic { get; }

    /// <summary>The types of all arguments.</summary>
    public IReadOnlyList<CType> Parameters { get; }

    public IReadOnlyList<byte[]> Values { get; }

    public byte[] ResultValue { get; }

    /// <summary>For what a plan leaves unspecified.</summary>
    public SplitMix64 Random { get; }

    /// <summary>The name of the function.</summary>
    public string Name => $"f_{Index}";

    /// <summary>What is wrong with a case is said with its prototype.</summary>
    public string Prototype => Declare(names: false);

    /// <summary>The definitions and the function.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(CTextWriter.Write(definitions));
            text.Append(Declare(names: true)).Append(" {\n");
            int named = Function.Parameters.Count;
            text.Append(Function.IsVariadic ? $"    __builtin_va_list more; __builtin_va_start(more, a{named - 1});\n" : "");
            for (int i = 0; i < Parameters.Count; i++)
            {
                text.Append(i < named ? "" : $"    {CTypePrinter.Print(Parameters[i], $"a{i}")} = __builtin_va_arg(more, {Parameters[i].CName});\n");
                text.Append(CultureInfo.InvariantCulture, $"    COPY(0x{Memory + (i * SlotSize):x}, &a{i}, sizeof a{i});\n");
                text.Append(IsWidened(i) ? string.Create(CultureInfo.InvariantCulture, $"    *(volatile long long *)0x{Widened + (i * 8):x} = a{i};\n") : "");
            }

            text.Append(Function.IsVariadic ? "    __builtin_va_end(more);\n" : "");
            text.Append(Function.Result is CVoidType ? "" : string.Create(CultureInfo.InvariantCulture, $"    {CTypePrinter.Print(Function.Result, "r")}; COPY(&r, 0x{ResultSource:x}, sizeof r); return r;\n"));
            return text.Append("}\n").ToString();
        }
    }

    /// <summary>Whether an argument is stored as <c>long long</c> too: the compiler then uses the bits above the integer that it relies on.</summary>
    public bool IsWidened(int index) => Parameters[index].Unqualified is CPrimitiveType { IsInteger: true, Primitive: not (CPrimitiveKind.Int128 or CPrimitiveKind.UInt128) };

    private string Declare(bool names)
    {
        IEnumerable<string> parameters = Function.Parameters.Select((type, i) => CTypePrinter.Print(type, names ? $"a{i}" : ""));
        string list = string.Join(", ", Function.IsVariadic ? parameters.Append("...") : parameters);
        return CTypePrinter.Print(Function.Result, $"{Name}({(list.Length == 0 ? "void" : list)})");
    }
}
