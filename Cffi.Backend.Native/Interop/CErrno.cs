using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>C's <c>errno</c> of the calling thread, before and after a call.</summary>
/// <remarks>For generated code. This is not .NET's last error, which on Windows belongs to the system's functions.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CErrno
{
    /// <summary>Sets it to 0, which no C function does (C11 7.5p3).</summary>
    /// <param name="function">The function that is called next. Finding it changes errno, so it must be found first.</param>
    /// <returns>The function.</returns>
    // The address is that of the thread's own variable, which lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Clear(nint function)
    {
        *CallContext.Current.ErrnoAddress = 0;
        return function;
    }

    /// <summary>The value after the call.</summary>
    // The address is that of the thread's own variable, which lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Get() => *CallContext.Current.ErrnoAddress;
}
