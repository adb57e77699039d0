using System.Runtime;
using System.Runtime.Intrinsics.X86;

namespace Cffi.Tests.Lanes;

/// <summary>
/// The settings of <c>./test.sh stress</c> are in force, as far as the runtime shows them. The runtime ignores a setting
/// with a wrong name without a message.
/// </summary>
[Category("Stress")]
public sealed class RuntimeSettingsTests
{
    [Test]
    public void The_settings_of_the_environment_are_in_force()
    {
        using (Assert.EnterMultipleScope())
        {
            Check("gcServer", "1", static () => GCSettings.IsServerGC);
            Check("EnableAVX", "0", static () => !Avx.IsSupported);
            Check("GCgen0size", "0x10000", CollectsOften);
            Check("EnableWriteXorExecute", "0", static () => !MapsCodeTwice());
            Check("EnableWriteXorExecute", "1", MapsCodeTwice);
        }
    }

    private static void Check(string name, string value, Func<bool> isInForce)
    {
        if (Environment.GetEnvironmentVariable("DOTNET_" + name) == value)
        {
            TestContext.Out.WriteLine($"{name} is {value}");
            Assert.That(isInForce(), $"DOTNET_{name}={value}");
        }
    }

    // Without the setting, ten megabytes cause at most two or three collections.
    private static bool CollectsOften()
    {
        int before = GC.CollectionCount(0);
        for (int i = 0; i < 100_000; i++)
        {
            GC.KeepAlive(new byte[100]);
        }

        return GC.CollectionCount(0) - before > 50;
    }

    // The runtime maps one file of memory at two addresses: writable at one, executable at the other.
    private static bool MapsCodeTwice() => OperatingSystem.IsLinux() && File.ReadAllText("/proc/self/maps").Contains("doublemapper", StringComparison.Ordinal);
}
