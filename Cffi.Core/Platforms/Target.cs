namespace Cffi;

/// <summary>A platform for C: data model, layout rules and calling standard. Immutable.</summary>
/// <remarks>The values are those of gcc and clang (for Windows, MSVC); sizes and alignments are in bytes.</remarks>
public sealed class Target
{
    private Target(int index, string name, TargetSystem system, CallingStandard calling)
    {
        Index = index;
        Name = name;
        System = system;
        Calling = calling;
    }

    /// <summary>Linux on x86-64 (LP64).</summary>
    public static Target LinuxX64 { get; } = new(0, "linux-x64", TargetSystem.Linux, CallingStandard.SystemVX64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = true, IsCharSigned = true,
        LongDouble = new TypeLayout(16, 16), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 8,
    };

    /// <summary>Linux on 32-bit x86 (ILP32).</summary>
    public static Target LinuxX86 { get; } = new(1, "linux-x86", TargetSystem.Linux, CallingStandard.SystemVX86)
    {
        PointerSize = 4, LongSize = 4, WCharSize = 4, IsWCharSigned = true, IsCharSigned = true,
        LongDouble = new TypeLayout(12, 4), Int64Alignment = 4, DoubleAlignment = 4, Int128 = null, FastIntSize = 4,
    };

    /// <summary>Linux on 64-bit Arm (LP64, unsigned char).</summary>
    public static Target LinuxArm64 { get; } = new(2, "linux-arm64", TargetSystem.Linux, CallingStandard.Aapcs64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = false, IsCharSigned = false,
        LongDouble = new TypeLayout(16, 16), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 8,
        AlignsUnnamedBitFields = true,
    };

    /// <summary>macOS on Apple silicon (LP64, <c>long double</c> is <c>double</c>).</summary>
    public static Target OsxArm64 { get; } = new(3, "osx-arm64", TargetSystem.MacOS, CallingStandard.AppleArm64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = true, IsCharSigned = true,
        LongDouble = new TypeLayout(8, 8), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 0,
        LargestPaddedAtomic = 16,
    };

    /// <summary>Windows on x86-64 (LLP64, MSVC's layout rules).</summary>
    public static Target WindowsX64 { get; } = new(4, "win-x64", TargetSystem.Windows, CallingStandard.WindowsX64)
    {
        PointerSize = 8, LongSize = 4, WCharSize = 2, IsWCharSigned = false, IsCharSigned = true,
        LongDouble = new TypeLayout(8, 8), Int64Alignment = 8, DoubleAlignment = 8, Int128 = null, FastIntSize = 4,
        UsesMicrosoftLayout = true, LargestPaddedAtomic = 16,
    };

    /// <summary>Windows on 32-bit x86 (ILP32, MSVC's layout rules).</summary>
    public static Target WindowsX86 { get; } = new(5, "win-x86", TargetSystem.Windows, CallingStandard.WindowsX86)
    {
        PointerSize = 4, LongSize = 4, WCharSize = 2, IsWCharSigned = false, IsCharSigned = true,
        LongDouble = new TypeLayout(8, 8), Int64Alignment = 8, DoubleAlignment = 8, Int128 = null, FastIntSize = 4,
        UsesMicrosoftLayout = true, LargestPaddedAtomic = 8,
    };

    /// <summary>Linux with musl as the C library on x86-64 (LP64).</summary>
    public static Target LinuxMuslX64 { get; } = new(6, "linux-musl-x64", TargetSystem.LinuxMusl, CallingStandard.SystemVX64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = true, IsCharSigned = true,
        LongDouble = new TypeLayout(16, 16), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 4,
    };

    /// <summary>Linux with musl as the C library on 64-bit Arm (LP64, unsigned char).</summary>
    public static Target LinuxMuslArm64 { get; } = new(7, "linux-musl-arm64", TargetSystem.LinuxMusl, CallingStandard.Aapcs64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = false, IsCharSigned = false,
        LongDouble = new TypeLayout(16, 16), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 4,
        AlignsUnnamedBitFields = true,
    };

    /// <summary>macOS on Intel processors (LP64).</summary>
    public static Target OsxX64 { get; } = new(8, "osx-x64", TargetSystem.MacOS, CallingStandard.SystemVX64)
    {
        PointerSize = 8, LongSize = 8, WCharSize = 4, IsWCharSigned = true, IsCharSigned = true,
        LongDouble = new TypeLayout(16, 16), Int64Alignment = 8, DoubleAlignment = 8, Int128 = new TypeLayout(16, 16), FastIntSize = 0,
        LargestPaddedAtomic = 16,
    };

    /// <summary>Windows on 64-bit Arm (LLP64, MSVC's layout rules).</summary>
    public static Target WindowsArm64 { get; } = new(9, "win-arm64", TargetSystem.Windows, CallingStandard.WindowsArm64)
    {
        PointerSize = 8, LongSize = 4, WCharSize = 2, IsWCharSigned = false, IsCharSigned = true,
        LongDouble = new TypeLayout(8, 8), Int64Alignment = 8, DoubleAlignment = 8, Int128 = null, FastIntSize = 4,
        UsesMicrosoftLayout = true, LargestPaddedAtomic = 16,
    };

    /// <summary>The target that this process runs on.</summary>
    /// <exception cref="CffiUnsupportedException">Cffi does not know the platform.</exception>
    public static Target Current => HostTarget.Current;

    /// <summary>All targets.</summary>
    public static IReadOnlyList<Target> All { get; } = [LinuxX64, LinuxX86, LinuxArm64, OsxArm64, WindowsX64, WindowsX86, LinuxMuslX64, LinuxMuslArm64, OsxX64, WindowsArm64];

    /// <summary>The .NET runtime identifier, such as <c>linux-x64</c>.</summary>
    public string Name { get; }

    /// <summary>The calling standard, which assigns arguments and results to registers and stack.</summary>
    public CallingStandard Calling { get; }

    /// <summary>The operating system, with the C library that its programs share.</summary>
    internal TargetSystem System { get; }

    /// <summary>The size of a pointer; its alignment is the same.</summary>
    public int PointerSize { get; private init; }

    /// <summary>The size of <c>long</c>; its alignment is the same.</summary>
    public int LongSize { get; private init; }

    /// <summary>The size of <c>wchar_t</c>; its alignment is the same.</summary>
    public int WCharSize { get; private init; }

    /// <summary>Whether <c>wchar_t</c> is a signed type.</summary>
    public bool IsWCharSigned { get; private init; }

    /// <summary>Whether plain <c>char</c> is a signed type.</summary>
    public bool IsCharSigned { get; private init; }

    /// <summary>Size and alignment of <c>long double</c>.</summary>
    public TypeLayout LongDouble { get; private init; }

    /// <summary>The alignment of <c>long long</c> in a record.</summary>
    public int Int64Alignment { get; private init; }

    /// <summary>The alignment of <c>double</c> in a record.</summary>
    public int DoubleAlignment { get; private init; }

    /// <summary>Size and alignment of <c>__int128</c>; null if the compilers do not have it.</summary>
    public TypeLayout? Int128 { get; private init; }

    /// <summary>Size and alignment of <c>va_list</c>: a pointer, or the record behind it.</summary>
    public TypeLayout VaList => Calling switch
    {
        CallingStandard.SystemVX64 => new TypeLayout(24, 8),
        CallingStandard.Aapcs64 => new TypeLayout(32, 8),
        _ => new TypeLayout(PointerSize, PointerSize),
    };

    /// <summary>Whether records follow MSVC's rules (bit-fields, packing, empty records) rather than GCC's.</summary>
    public bool UsesMicrosoftLayout { get; private init; }

    /// <summary>The size of <c>int_fast16_t</c> and <c>int_fast32_t</c>; 0 if they have exactly 16 and 32 bits.</summary>
    internal int FastIntSize { get; private init; }

    /// <summary>
    /// The largest size in bytes up to which <c>_Atomic</c> pads a type to a power of two, as clang does; 0 with GCC's
    /// rule, which pads nothing.
    /// </summary>
    internal int LargestPaddedAtomic { get; private init; }

    /// <summary>Whether clang is the target's compiler, for the few attributes whose layout differs between GCC and clang.</summary>
    internal bool FollowsClang => LargestPaddedAtomic > 0;

    /// <summary>Whether the C library is glibc, whose headers define the types of POSIX.</summary>
    internal bool IsGlibc => System == TargetSystem.Linux;

    /// <summary>Whether it is Linux, with any C library.</summary>
    internal bool IsLinux => System is TargetSystem.Linux or TargetSystem.LinuxMusl;

    /// <summary>Whether the processor is a 64-bit Arm.</summary>
    internal bool IsArm64 => Calling is CallingStandard.Aapcs64 or CallingStandard.AppleArm64 or CallingStandard.WindowsArm64;

    /// <summary>Whether the compilers have a type of 128-bit floating-point numbers besides <c>long double</c>.</summary>
    internal bool HasFloat128 => IsLinux;

    /// <summary>Whether unnamed bit-fields count for the alignment of their record (AAPCS64 8.1.8.2).</summary>
    internal bool AlignsUnnamedBitFields { get; private init; }

    /// <summary>The position in <see cref="All"/>.</summary>
    internal int Index { get; }

    /// <summary>The target with that name; null if there is none.</summary>
    public static Target? Find(string name)
    {
        foreach (Target target in All)
        {
            if (target.Name == name)
            {
                return target;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
