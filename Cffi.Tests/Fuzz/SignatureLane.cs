using System.Diagnostics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Fuzz;

/// <summary>Checks random signatures in batches, and reports one result.</summary>
internal static class SignatureLane
{
    private const int CasesPerLibrary = 100;

    /// <summary>The options with all features of types that can be passed by value.</summary>
    public static TypeGeneratorOptions ByValue { get; } = TypeGeneratorOptions.Everything with { FlexibleArrays = false, MicrosoftStructs = false };

    /// <summary>Checks cases until the count is reached.</summary>
    /// <param name="name">The environment variable that sets the count, for replays and longer runs.</param>
    /// <param name="count">The number of cases by default.</param>
    /// <param name="check">Returns the fault of a case, or null; throws the exception of a refused case.</param>
    /// <param name="areVariadic">Whether the functions are variadic.</param>
    /// <param name="byClang">Whether clang compiles the C code. Features for which clang differs from gcc are then not used.</param>
    /// <param name="mode">The way in which the library is declared and loaded.</param>
    public static void Run(string name, int count, Func<SignatureLibrary, SignatureCase, string?> check, bool areVariadic = false, bool byClang = false, SignatureMode mode = SignatureMode.Abi)
    {
        ulong seed = FuzzSettings.Seed;
        Run(name, count, index => new SignatureCase(seed, index, Options(index, byClang, mode), areVariadic), check, byClang, mode);
    }

    /// <summary>Checks every function that exhausts one register class only: see <see cref="RegisterMatrix"/>.</summary>
    public static void RunMatrix(string name, Func<SignatureLibrary, SignatureCase, string?> check, bool byClang = false, SignatureMode mode = SignatureMode.Abi) =>
        Run(name, RegisterMatrix.Count, static index => RegisterMatrix.Case(FuzzSettings.Seed, index), check, byClang, mode);

    private static void Run(string name, int count, Func<int, SignatureCase> make, Func<SignatureLibrary, SignatureCase, string?> check, bool byClang, SignatureMode mode)
    {
        CCompiler compiler = byClang ? CCompiler.ClangFor(Target.Current) : CCompiler.Gcc;
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
        Assert.That(refused.Values.Sum(), mode == SignatureMode.Abi ? Is.LessThan(Math.Max(count / 20, 2)) : Is.Zero, "too many signatures are refused");
    }

    // Microsoft's compiler has no vectors like gcc's, and no floating types but those of C.
    private static TypeGeneratorOptions Options(int index, bool byClang, SignatureMode mode) =>
        (byClang ? ForClang(OptionsFor(index)) : IsMingw ? ForMingw : OptionsFor(index)).For(Target.Current) with { Extended = mode != SignatureMode.Abi && !Target.Current.UsesMicrosoftLayout };

    // mingw's gcc lays out bit-fields, attributes and wide enums in a way of its own; clang does as Microsoft's compiler.
    private static TypeGeneratorOptions ForMingw => TypeGeneratorOptions.Plain with { WideEnums = false, LongDouble = true };

    private static bool IsMingw => Target.Current.UsesMicrosoftLayout;

    // The differences that docs/decisions/007 lists.
    private static TypeGeneratorOptions ForClang(TypeGeneratorOptions options) =>
        options with { UnnamedBitFields = false, AlignedBitFields = false, Atomics = false, Int128 = false };

    // Two of three cases use only the types that most calls have.
    private static TypeGeneratorOptions OptionsFor(int index) =>
        index % 3 == 0 ? ByValue : TypeGeneratorOptions.Plain with { LongDouble = index % 3 == 1, Complex = index % 3 == 1, Int128 = index % 3 == 1 };
}
