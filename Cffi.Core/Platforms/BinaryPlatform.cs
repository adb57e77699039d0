namespace Cffi.Platforms;

/// <summary>Which platform machine code is for, by the number that its file format has for the machine.</summary>
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
        _ => null,
    };
}
