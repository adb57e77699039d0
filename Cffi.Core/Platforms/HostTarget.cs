using System.Runtime.InteropServices;

namespace Cffi.Platforms;

/// <summary>The target that this process runs on.</summary>
internal static class HostTarget
{
    // An Intel Mac has the data model and the calling standard of Linux on x86-64.
    private static readonly Target? Known = Target.Find(PlatformName == "osx-x64" ? Target.LinuxX64.Name : PlatformName);

    /// <summary>The target.</summary>
    /// <exception cref="CffiUnsupportedException">It is none that is known.</exception>
    // Not thrown where the class is initialized: there it would come as another exception.
    public static Target Current => Known ?? throw new CffiUnsupportedException("CFFI5001", $"this process runs on {PlatformName}; supported are {string.Join(", ", Target.All)}");

    /// <summary>The position of the target in <see cref="Target.All"/>; -1 where it is none that is known.</summary>
    public static int Index => Known?.Index ?? -1;

    /// <summary>The platform as packages name it, known or not: <c>linux-x64</c>.</summary>
    public static string PlatformName
    {
        get
        {
            string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";
            return system + RuntimeInformation.ProcessArchitecture switch
            {
                // Reflection finds an enum's name, at the cost of some milliseconds in a process that has not used it.
                Architecture.X64 => "-x64",
                Architecture.X86 => "-x86",
                Architecture.Arm64 => "-arm64",
                var other => "-" + other.ToString().ToLowerInvariant(),
            };
        }
    }
}
