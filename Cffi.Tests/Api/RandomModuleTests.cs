using Cffi.Modules.Compilers;
using Cffi.Modules.Stubs;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>Random modules: a correct module loads; a module with one wrong byte, type, sign, order or value is refused.</summary>
public sealed class RandomModuleTests
{
    [Test]
    public void A_hundred_modules_load_or_are_refused_as_they_should() => Run(100);

    [Test, Category("Nightly")]
    public void A_thousand_modules_load_or_are_refused_as_they_should() => Run(1_000);

    [Test]
    public void Thirty_modules_are_judged_the_same_by_a_compiler_for_Arm() => Run(30, Target.LinuxArm64);

    [TestCase(false)]
    [TestCase(true)]
    public void Thirty_modules_are_judged_the_same_by_the_command_line_of_cl(bool isPlain) => Run(30, Target.WindowsX64, isPlain);

    private static void Run(int count, Target? target = null, bool isPlain = false)
    {
        BuildOptions options = ApiFixture.Options;
        if (target == Target.LinuxArm64)
        {
            options = options with { Compiler = ApiFixture.Require("aarch64-linux-gnu-gcc") };
        }
        else if (target == Target.WindowsX64)
        {
            // cl lacks some extensions. With this definition, clang-cl does not use them either.
            options = options with { Compiler = ApiFixture.Require("clang-cl", "clang-cl-14", "clang-cl-16", "clang-cl-19"), Defines = isPlain ? [StubDefinitions.PlainSwitch] : [] };
        }

        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_MODULES_FIRST", 0);
        count = FuzzSettings.Count("CFFI_MODULES_COUNT", count);
        var failures = new List<string>();
        for (int index = first; index < first + count; index++)
        {
            string replay = $"replay: CFFI_SEED={seed} CFFI_MODULES_FIRST={index} CFFI_MODULES_COUNT=1";
            var right = new ModuleCase(seed, index, isWrong: false);
            if (Refusal(right, target, options) is { } refusal)
            {
                failures.Add($"a right module is refused: {refusal}\n{right.Prelude}\n{replay}");
            }

            var wrong = new ModuleCase(seed, index, isWrong: true, hidesLast: !isPlain);
            if (Refusal(wrong, target, options) is null)
            {
                failures.Add($"a wrong module loads:\n{wrong.Declarations}\n--- in C ---\n{wrong.Prelude}\n{replay}");
            }
        }

        TestContext.Out.WriteLine($"CFFI_MODULES: seed {seed}, {count} modules right and wrong, {failures.Count} failures");
        Assert.That(failures, Is.Empty, string.Join("\n", failures.Take(5)));
    }

    private static string? Refusal(ModuleCase one, Target? target, BuildOptions options)
    {
        try
        {
            if (target is null)
            {
                ApiFixture.Compile(one.Declarations, one.Prelude).Dispose();
                return null;
            }

            var ffi = new Ffi();

            // On Windows 'int' and 'long' have the same layout, so a mistake between them has no effect.
            string Widened(string text) => target.LongSize == 8 ? text : text.Replace("long", "long long", StringComparison.Ordinal);
            ffi.Cdef(Widened(one.Declarations));
            ffi.SetSource("random", Widened(one.Prelude), options);
            ffi.CompileFor(target);
            return null;
        }
        catch (VerificationException refusal)
        {
            return refusal.Message;
        }
    }
}
