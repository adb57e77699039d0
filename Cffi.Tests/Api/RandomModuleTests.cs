using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>Random modules: right ones load, and one byte, type, sign, order or value made wrong is always caught.</summary>
public sealed class RandomModuleTests
{
    [Test]
    public void A_hundred_modules_load_or_are_refused_as_they_should() => Run(100);

    [Test, Category("Nightly"), Explicit("takes minutes")]
    public void A_thousand_modules_load_or_are_refused_as_they_should() => Run(1_000);

    private static void Run(int count)
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_MODULES_FIRST", 0);
        count = FuzzSettings.Number("CFFI_MODULES_COUNT", count);
        var failures = new List<string>();
        for (int index = first; index < first + count; index++)
        {
            string replay = $"replay: CFFI_SEED={seed} CFFI_MODULES_FIRST={index} CFFI_MODULES_COUNT=1";
            var right = new ModuleCase(seed, index, isWrong: false);
            if (Refusal(right) is { } refusal)
            {
                failures.Add($"a right module is refused: {refusal}\n{right.Prelude}\n{replay}");
            }

            var wrong = new ModuleCase(seed, index, isWrong: true);
            if (Refusal(wrong) is null)
            {
                failures.Add($"a wrong module loads:\n{wrong.Declarations}\n--- in C ---\n{wrong.Prelude}\n{replay}");
            }
        }

        TestContext.Out.WriteLine($"CFFI_MODULES: seed {seed}, {count} modules right and wrong, {failures.Count} failures");
        Assert.That(failures, Is.Empty, string.Join("\n", failures.Take(5)));
    }

    private static string? Refusal(ModuleCase one)
    {
        try
        {
            ApiFixture.Compile(one.Declarations, one.Prelude).Dispose();
            return null;
        }
        catch (VerificationException refusal)
        {
            return refusal.Message;
        }
    }
}
