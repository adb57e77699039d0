using System.Globalization;
using System.Text;
using Cffi.Core.Abi;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Abi;

/// <summary>
/// A random function in C: it copies its arguments to a buffer, byte by byte, and returns the value in another one.
/// </summary>
public sealed class CallCase
{
    private const int Alignment = 64;

    /// <summary>Makes the case <paramref name="index"/> of the run <paramref name="seed"/>.</summary>
    public CallCase(ulong seed, int index, TypeGeneratorOptions options)
    {
        Index = index;
        Random = SplitMix64.ForCase(~seed, index);
        var generator = new TypeGenerator(seed, index, options);
        int count = Random.Chance(5) ? Random.Between(0, 64) : Random.Between(0, 20);
        CType[] types = [.. Enumerable.Range(0, count).Select(_ => generator.NextArgumentType())];
        CType result = Random.Chance(10) ? CVoidType.Instance : generator.NextArgumentType();

        // The first parameter can't be variadic, and what is gets promoted.
        bool isVariadic = count > 0 && Random.Chance(20);
        int named = isVariadic ? Random.Between(1, count) : count;
        Function = CFunctionType.Of(result, types[..named], isVariadic);
        CType[] variadic = [.. types[named..].Select(static type => DefaultPromotions.Promote(type, Target.LinuxX64))];
        Plan = AbiLowering.Plan(Function, Target.LinuxX64, variadic);
        Definitions = generator.Definitions;
        var offsets = new int[count];
        for (int i = 0; i < count; i++)
        {
            offsets[i] = OutputSize;
            OutputSize += ((int)LayoutEngine.Of(Plan.Arguments[i].Type, Target.LinuxX64).Size + Alignment) / Alignment * Alignment;
        }

        Offsets = offsets;
    }

    /// <summary>The index in the run.</summary>
    public int Index { get; }

    /// <summary>Where the values of this case come from.</summary>
    public SplitMix64 Random { get; }

    /// <summary>The type of the function.</summary>
    public CFunctionType Function { get; }

    /// <summary>The plan of the call.</summary>
    public CallPlan Plan { get; }

    /// <summary>The records and enums that the function needs.</summary>
    public IReadOnlyList<CType> Definitions { get; }

    /// <summary>Where in the buffer each argument is copied to.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>How much of the buffer is used.</summary>
    public int OutputSize { get; }

    /// <summary>The name of the function.</summary>
    public string Name => $"callee{Index}";

    /// <summary>The definition of the function, and of the types it needs.</summary>
    public string WriteText()
    {
        var text = new StringBuilder(CTextWriter.Write(Definitions));
        int named = Function.Parameters.Count;
        List<string> parameters = [.. Function.Parameters.Select(static (type, i) => CTypePrinter.Print(type, $"a{i}"))];
        string list = parameters.Count == 0 ? "void" : string.Join(", ", parameters) + (Function.IsVariadic ? ", ..." : "");
        text.Append(CTypePrinter.Print(Function.Result, $"{Name}({list})")).Append(" {\n");
        for (int i = 0; i < named; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    __builtin_memcpy(cffi_out + {Offsets[i]}, &a{i}, sizeof a{i});\n");
        }

        if (Function.IsVariadic)
        {
            text.Append(CultureInfo.InvariantCulture, $"    __builtin_va_list list; __builtin_va_start(list, a{named - 1});\n");
            for (int i = named; i < Offsets.Count; i++)
            {
                CType type = Plan.Arguments[i].Type;
                text.Append(CultureInfo.InvariantCulture, $"    {{ {CTypePrinter.Print(type, "v")} = __builtin_va_arg(list, {type.CName}); __builtin_memcpy(cffi_out + {Offsets[i]}, &v, sizeof v); }}\n");
            }

            text.Append("    __builtin_va_end(list);\n");
        }

        if (Function.Result is not CVoidType)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {CTypePrinter.Print(Function.Result, "r")}; __builtin_memcpy(&r, cffi_in, sizeof r); return r;\n");
        }

        return text.Append("}\n").ToString();
    }
}
