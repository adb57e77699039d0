using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Host;

/// <summary>Windows' last error of the calling thread (<c>GetLastError</c>), which the system's functions set and C's <c>errno</c> does not show.</summary>
/// <remarks>Only on Windows. The first use finds the functions, so calls set the value before they read it.</remarks>
internal static unsafe class LastError
{
    // They only read and write a variable of the thread, so that the runtime need not let the garbage collector run.
    private static readonly delegate* unmanaged[Stdcall, SuppressGCTransition]<int> Getter =
        (delegate* unmanaged[Stdcall, SuppressGCTransition]<int>)ProcessSymbols.FindInSystem("GetLastError");

    private static readonly delegate* unmanaged[Stdcall, SuppressGCTransition]<int, void> Setter =
        (delegate* unmanaged[Stdcall, SuppressGCTransition]<int, void>)ProcessSymbols.FindInSystem("SetLastError");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Get() => Getter();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(int value) => Setter(value);
}
