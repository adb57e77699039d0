using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Host;

/// <summary>What a value of <c>errno</c> means, in words.</summary>
internal static unsafe class ErrnoText
{
    // On Windows .NET's messages are those of the system's own error numbers, which are others.
    private static readonly delegate* unmanaged[Cdecl]<int, byte*> Strerror = OperatingSystem.IsWindows() ? (delegate* unmanaged[Cdecl]<int, byte*>)ProcessSymbols.FindInCRunTime("strerror") : null;

    // The text is the C run time's own, valid until the thread asks again.
    public static string Of(int errno) => Strerror is null ? Marshal.GetPInvokeErrorMessage(errno) : Marshal.PtrToStringUTF8((nint)Strerror(errno)) ?? "";
}
