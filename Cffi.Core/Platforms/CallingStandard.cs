namespace Cffi.Platforms;

/// <summary>The calling standard of a target: the document that assigns arguments and results to registers and stack.</summary>
public enum CallingStandard
{
    /// <summary>System V psABI for AMD64.</summary>
    SystemVX64,

    /// <summary>System V psABI for i386 (with GCC's 16-byte stack alignment).</summary>
    SystemVX86,

    /// <summary>AAPCS64.</summary>
    Aapcs64,

    /// <summary>AAPCS64 with Apple's changes: variadic arguments on the stack, small stack slots.</summary>
    AppleArm64,

    /// <summary>Windows x64.</summary>
    WindowsX64,

    /// <summary>Windows x86.</summary>
    WindowsX86,

    /// <summary>AAPCS64 with Microsoft's changes: variadic functions pass floating-point values as integers.</summary>
    WindowsArm64,
}
