using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.PlanExecution;

/// <summary>
/// Random functions of compilers for each platform, called as the call plans say: registers and stack are loaded by hand,
/// and all arguments and results must arrive. No .NET runs there, and no system but Linux.
/// </summary>
/// <remarks>Replay one case: CFFI_SEED=seed CFFI_PLANS_FIRST=index CFFI_PLANS_COUNT=1, and the test's name.</remarks>
public sealed class PlanExecutionTests
{
    private const string Name = "CFFI_PLANS";
    private const string Clang = "clang";
    private const string Gcc = "gcc";
    private const string Mingw = "mingw";

    private static readonly TypeGeneratorOptions ByValue = SignatureLane.ByValue;

    // Where GCC and clang pass records differently, Linux follows GCC (docs/decisions/007).
    private static readonly TypeGeneratorOptions Agreed = ByValue with { UnnamedBitFields = false, AlignedBitFields = false, Atomics = false, Int128 = false, ZeroLengths = false };

    // A large record takes a call of memcpy out of a list of arguments, and such a function cannot be mapped.
    private const int LargestVariadic = 64;

    private static readonly object[] Lanes =
    [
        new object[] { "linux-arm64", Gcc }, new object[] { "linux-arm64", Clang }, new object[] { "osx-arm64", Clang }, new object[] { "win-arm64", Clang },
        new object[] { "win-x64", Mingw }, new object[] { "win-x64", Clang }, new object[] { "osx-x64", Clang },
    ];

    // The convention of these is that of another one, or is proved by the calls of the run time too.
    private static readonly object[] AllLanes =
        [.. Lanes, new object[] { "linux-x64", Gcc }, new object[] { "linux-musl-x64", Gcc }, new object[] { "linux-musl-arm64", Clang }];

    [TestCaseSource(nameof(Lanes))]
    public void Arguments_and_results_are_where_the_plan_says(string platform, string compiler) => Run(platform, compiler, 60, isVariadic: false);

    [TestCaseSource(nameof(Lanes))]
    public void Variadic_arguments_are_where_the_plan_says(string platform, string compiler) => Run(platform, compiler, 30, isVariadic: true);

    [TestCaseSource(nameof(AllLanes)), Category("Nightly")]
    public void Arguments_and_results_of_many_functions_are_where_the_plan_says(string platform, string compiler) => Run(platform, compiler, 10_000, isVariadic: false);

    [TestCaseSource(nameof(AllLanes)), Category("Nightly")]
    public void Arguments_of_many_variadic_functions_are_where_the_plan_says(string platform, string compiler) => Run(platform, compiler, 2_000, isVariadic: true);

    private static void Run(string platform, string kind, int count, bool isVariadic)
    {
        Target target = Target.Find(platform)!;
        CCompiler compiler = kind switch { Gcc => CCompiler.GccFor(target), Mingw => CCompiler.Mingw, _ => CCompiler.ClangFor(target) };
        new PlanRunner(target, compiler, index => Options(target, kind, index, isVariadic)).Run(Name, count, isVariadic);
    }

    // Two of three cases have the ordinary types that most calls have. What is left out is named.
    private static TypeGeneratorOptions Options(Target target, string kind, int index, bool isVariadic)
    {
        // mingw has GCC's rules for attributes and enums, not Microsoft's. clang before 18 does not align __int128 on the stack of x86-64.
        bool isPlain = index % 3 != 0 || kind == Mingw;
        bool hasInt128 = kind == Gcc || target == Target.OsxArm64;
        TypeGeneratorOptions options = isPlain
            ? TypeGeneratorOptions.Plain with { LongDouble = index % 3 == 1, Complex = index % 3 == 1, Int128 = index % 3 == 1 }
            : kind == Clang && target.IsLinux ? Agreed : ByValue;
        options = options with { Int128 = options.Int128 && hasInt128, WideEnums = kind != Mingw };
        options = isVariadic ? options with { LargestRecord = LargestVariadic } : options;

        // In a list on Windows clang passes no empty record, but reads one, and aligns a record to 16, but does not read it there.
        options = isVariadic && target == Target.WindowsArm64 ? options with { ZeroLengths = false, Attributes = false } : options;
        return options.For(target);
    }
}
