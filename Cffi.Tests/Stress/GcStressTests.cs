using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Stress;

/// <summary>
/// The collector frees nothing too early. The runtime collects garbage at each allocation and at each transition to and from
/// C, and verifies the heap each time. The tests run in separate processes, because a test runner would take hours.
/// </summary>
[Category("Stress")]
public sealed class GcStressTests
{
    private static readonly Dictionary<string, string?> Settings = new() { ["DOTNET_GCStress"] = "3", ["DOTNET_HeapVerify"] = "1" };

    [Test]
    public void Nothing_in_use_is_collected(
        [Values("calls", "text", "arrays", "records", "callbacks", "declarations")] string use, [Values] bool isDynamic)
    {
        int times = FuzzSettings.Count("CFFI_STRESS_GC", 10);
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string errors) = TestHost.RunInMode(isDynamic, folder, Settings, "collect", use, $"{times}");
        Assert.That(exitCode, Is.Zero, output + errors);
        Match figures = Regex.Match(output, "^([a-z]+): ([0-9]+) times, ([0-9]+) collections\r?\n$");
        Assert.That((figures.Groups[1].Value, figures.Groups[2].Value), Is.EqualTo((use, $"{times}")), output + errors);
        Assert.That(int.Parse(figures.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(5 * times), "collections: the setting is not in force");
        TestContext.Out.WriteLine($"{output.TrimEnd()}, dynamic code {(isDynamic ? "on" : "off")}");
    }
}
