using System.Diagnostics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Fuzz;

/// <summary>Runs a check over random signatures, batch by batch, and reports as one.</summary>
internal static class SignatureLane
{
    private const int CasesPerLibrary = 100;

    /// <summary>Records by value with everything that a call by value can have.</summary>
    public static TypeGeneratorOptions ByValue { get; } = TypeGeneratorOptions.Everything with { FlexibleArrays = false, MicrosoftStructs = false };

    /// <summary>Checks cases until the count is reached.</summary>
    /// <param name="name">The environment variable that sets the count, for replays and longer runs.</param>
    /// <param name="count">How many cases by default.</param>
    /// <param name="check">Returns what is wrong with a case, or null; throws what a refused case throws.</param>
    /// <param name="areVariadic">Whether the functions are variadic.</param>
    /// <param name="byClang">Whether clang compiles the C side, and what it does differently from gcc is left out.</param>
    /// <param name="mode">How the library is declared and loaded.</param>
    public static void Run(string name, int count, Func<SignatureLibrary, SignatureCase, string?> check, bool areVariadic = false, bool byClang = false, SignatureMode mode = SignatureMode.Abi)
    {
        ulong seed = FuzzSettings.Seed;
        Run(name, count, index => new SignatureCase(seed, index, Options(index, byClang, mode), areVariadic), check, byClang, mode);
    }

    /// <summary>Checks every function type in which a file of registers runs out alone: see <see cref="RegisterMatrix"/>.</summary>
    public static void RunMatrix(string name, Func<SignatureLibrary, SignatureCase, string?> check, bool byClang = false, SignatureMode mode = SignatureMode.Abi) =>
        Run(name, RegisterMatrix.Count, static index => RegisterMatrix.Case(FuzzSettings.Seed, index), check, byClang, mode);

    private static void Run(string name, int count, Func<int, SignatureCase> make, Func<SignatureLibrary, SignatureCase, string?> check, bool byClang, SignatureMode mode)
    {
        CCompiler compiler = byClang ? CCompiler.ClangFor(Target.LinuxX64) : CCompiler.Gcc;
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number(name + "_FIRST", 0);
        count = FuzzSettings.Count(name + "_COUNT", count);
        var failures = new List<string>();
        var refused = new SortedDictionary<string, int>();
        var watch = Stopwatch.StartNew();
        for (int start = first; start < first + count; start += CasesPerLibrary)
        {
            SignatureCase[] cases = [.. Enumerable.Range(start, Math.Min(CasesPerLibrary, first + count - start)).Select(make)];
            using var library = new SignatureLibrary(cases, compiler, (start / CasesPerLibrary) % 2 == 0 ? "-O0" : "-O2", mode);
            foreach (SignatureCase one in cases)
            {
                try
                {
                    if (check(library, one) is { } difference)
                    {
                        failures.Add($"{one.Prototype}\n    {difference}\n    replay: CFFI_SEED={seed} {name}_FIRST={one.Index} {name}_COUNT=1");
                    }
                }
                catch (CffiUnsupportedException refusal)
                {
                    refused[refusal.Id] = refused.GetValueOrDefault(refusal.Id) + 1;
                }
            }
        }

        string refusals = string.Join(", ", refused.Select(static entry => $"{entry.Key} {entry.Value} times"));
        TestContext.Out.WriteLine($"{name} ({compiler.Name}): seed {seed}, {count} signatures, {failures.Count} wrong, refused: {(refusals.Length == 0 ? "none" : refusals)}, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(failures, Is.Empty, string.Join("\n", failures.Take(10)));
        Assert.That(refused.Values.Sum(), mode == SignatureMode.Abi ? Is.LessThan(Math.Max(count / 20, 2)) : Is.Zero, "too much is refused by name to count as supported");
    }

    private static TypeGeneratorOptions Options(int index, bool byClang, SignatureMode mode) =>
        (byClang ? ForClang(OptionsFor(index)) : OptionsFor(index)) with { Extended = mode != SignatureMode.Abi };

    // What docs/decisions/007 lists, by name.
    private static TypeGeneratorOptions ForClang(TypeGeneratorOptions options) =>
        options with { UnnamedBitFields = false, AlignedBitFields = false, Atomics = false, Int128 = false };

    // Two of three cases have the ordinary types that most calls have.
    private static TypeGeneratorOptions OptionsFor(int index) =>
        index % 3 == 0 ? ByValue : TypeGeneratorOptions.Plain with { LongDouble = index % 3 == 1, Complex = index % 3 == 1, Int128 = index % 3 == 1 };
}
