using System.Globalization;
using Cffi.Core.CallPlans;

namespace Cffi.Modules.Stubs;

/// <summary>The stubs for values that no call plan can pass. A stub takes a block of addresses, and C passes the values.</summary>
/// <remarks>
/// <code>
/// block    0: address of the result    1: first argument    2: second argument    ...
/// </code>
/// The values are copied, so their addresses need no alignment.
/// </remarks>
internal static class BlockStub
{
    /// <summary>The name of a function's stub.</summary>
    public static string NameOf(string function) => "cffi_block_" + function;

    /// <summary>Whether a function may need the stub. Each call decides whether it needs the stub on this machine.</summary>
    public static bool IsFor(CFunctionType type) => CompiledPassing.IsFor(type);

    /// <summary>The text of the stub, in one line.</summary>
    public static string Write(string function, CFunctionType type, StubTypes types)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, type.Parameters.Count);
        string copies = string.Concat(numbers.Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{types.Print(type.Parameters[i].Unqualified, $"cffi_{i}")}; CFFI_COPY(&cffi_{i}, cffi_block[{i + 1}], sizeof cffi_{i}); ")));
        string call = $"{function}({string.Join(", ", numbers.Select(static i => string.Create(CultureInfo.InvariantCulture, $"cffi_{i}")))});";
        string body = type.Result.Unqualified is CVoidType
            ? call
            : $"{types.Print(type.Result.Unqualified, "cffi_result")} = {call} CFFI_COPY(cffi_block[0], &cffi_result, sizeof cffi_result);";
        return $"CFFI_STUB void {NameOf(function)}(void **cffi_block) {{ {copies}{body} }}";
    }
}
