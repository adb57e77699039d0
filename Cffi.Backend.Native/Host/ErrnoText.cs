using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Host;

/// <summary>The meaning of a value of <c>errno</c>, in words.</summary>
internal static unsafe class ErrnoText
{
    // On Windows .NET's messages are for the system's error numbers, which differ from errno.
    private static readonly delegate* unmanaged[Cdecl]<int, byte*> Strerror = OperatingSystem.IsWindows() ? (delegate* unmanaged[Cdecl]<int, byte*>)ProcessSymbols.FindInCRunTime("strerror") : null;

    // The text belongs to the C run time and is valid until the thread's next call.
    public static string Of(int errno) => Strerror is null ? Marshal.GetPInvokeErrorMessage(errno) : Marshal.PtrToStringUTF8((nint)Strerror(errno)) ?? "";
}
