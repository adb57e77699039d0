using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Memory;

/// <summary>The target that this process runs on.</summary>
internal static class HostTarget
{
    public static Target Current { get; } = Detect();

    private static Target Detect()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string name = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

        // An Intel Mac has the data model and the calling standard of Linux on x86-64.
        return Target.Find(name == "osx-x64" ? Target.LinuxX64.Name : name)
            ?? throw new CffiUnsupportedException("CFFI5001", $"this process runs on {name}; supported are {string.Join(", ", Target.All)}");
    }
}
