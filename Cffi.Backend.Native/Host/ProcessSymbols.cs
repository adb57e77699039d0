using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Host;

/// <summary>Functions of the C library with which this process is linked, which are needed before any library is opened.</summary>
internal static class ProcessSymbols
{
    private static readonly nint Process = NativeLibrary.GetMainProgramHandle();

    /// <summary>The address of a function of POSIX; every supported system has it.</summary>
    public static nint Find(string name) => NativeLibrary.GetExport(Process, name);

    /// <summary>The function that returns the address of the calling thread's <c>errno</c>; each C library has its own name for it.</summary>
    public static nint FindErrno() =>
        OperatingSystem.IsWindows() ? FindInCRunTime("_errno")
        : Find(OperatingSystem.IsMacOS() ? "__error" : "__errno_location");

    /// <summary>The address of a function of Windows itself.</summary>
    public static nint FindInSystem(string name) => NativeLibrary.GetExport(NativeLibrary.Load("kernel32.dll"), name);

    /// <summary>The address of a function of GCC's run time on Linux, with which the .NET runtime is linked; 0 if it is not there.</summary>
    public static nint TryFindInCompilerRunTime(string name) =>
        NativeLibrary.TryGetExport(Process, name, out nint address) || (NativeLibrary.TryLoad("libgcc_s.so.1", out nint library) && NativeLibrary.TryGetExport(library, name, out address)) ? address : 0;

    /// <summary>The address of a function of C's run time on Windows.</summary>
    public static nint FindInCRunTime(string name) => NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase.dll"), name);
}
