using System.Runtime.InteropServices;

namespace Cffi.Platforms;

/// <summary>The target that this process runs on.</summary>
internal static class HostTarget
{
    private static readonly Target? Known = Target.Find(PlatformName);

    /// <summary>The target.</summary>
    /// <exception cref="CffiUnsupportedException">Cffi does not know the platform.</exception>
    // The class initializer must not throw this exception, because .NET would wrap it.
    public static Target Current => Known ?? throw new CffiUnsupportedException("CFFI5001", $"Cffi does not support {PlatformName}, the platform of this process; it supports {string.Join(", ", Target.All)}");

    /// <summary>The position of the target in <see cref="Target.All"/>; -1 if Cffi does not know the platform.</summary>
    public static int Index => Known?.Index ?? -1;

    /// <summary>The platform as packages name it, known or not: <c>linux-x64</c>.</summary>
    public static string PlatformName
    {
        get
        {
            string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
                : LinuxName(AppContext.GetData("RUNTIME_IDENTIFIER") as string);
            return system + RuntimeInformation.ProcessArchitecture switch
            {
                // Enum.ToString uses reflection, which takes some milliseconds at its first use in a process.
                Architecture.X64 => "-x64",
                Architecture.X86 => "-x86",
                Architecture.Arm64 => "-arm64",
                var other => "-" + other.ToString().ToLowerInvariant(),
            };
        }
    }

    /// <summary>Linux as packages name it, by the runtime identifier that .NET was built for.</summary>
    /// <param name="runtimeIdentifier">What <c>RuntimeInformation.RuntimeIdentifier</c> returns; null if the host did not set it.</param>
    // A .NET that Alpine has built names the distribution instead of the C library: alpine.3.22-x64.
    internal static string LinuxName(string? runtimeIdentifier) =>
        runtimeIdentifier is not null && (runtimeIdentifier.StartsWith("linux-musl-", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal))
            ? "linux-musl"
            : "linux";
}
