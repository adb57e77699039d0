namespace Cffi.Platforms;

/// <summary>Finds the platform of machine code by the machine number in its file format.</summary>
/// <remarks>An ELF file does not tell the C library: all files for Linux count as glibc's, see <see cref="IsFor"/>.</remarks>
internal static class BinaryPlatform
{
    /// <summary>By ELF's <c>e_machine</c>.</summary>
    public static Target? OfElf(int machine) => machine switch
    {
        3 => Target.LinuxX86,
        62 => Target.LinuxX64,
        183 => Target.LinuxArm64,
        _ => null,
    };

    /// <summary>By the machine in a COFF header.</summary>
    public static Target? OfWindows(int machine) => machine switch
    {
        0x14c => Target.WindowsX86,
        0x8664 => Target.WindowsX64,
        0xaa64 => Target.WindowsArm64,
        _ => null,
    };

    /// <summary>By the processor type of a Mach-O header (mach-o/loader.h, mach/machine.h).</summary>
    public static Target? OfMac(int processor) => processor switch
    {
        0x01000007 => Target.OsxX64,
        0x0100000c => Target.OsxArm64,
        _ => null,
    };

    /// <summary>Whether machine code can be for a target.</summary>
    /// <param name="found">The platform that the file's format tells.</param>
    /// <param name="wanted">The target.</param>
    public static bool IsFor(Target? found, Target wanted) =>
        found == wanted || (found is { IsLinux: true } && wanted.IsLinux && found.Calling == wanted.Calling);
}
