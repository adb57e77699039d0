namespace Cffi.Platforms;

/// <summary>The operating system of a target, with the C library that its programs share.</summary>
internal enum TargetSystem
{
    /// <summary>Linux with glibc.</summary>
    Linux,

    /// <summary>Linux with musl.</summary>
    LinuxMusl,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}
