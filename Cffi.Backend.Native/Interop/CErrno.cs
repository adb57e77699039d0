using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>C's <c>errno</c> of the calling thread, around a call.</summary>
/// <remarks>For generated code. Not what .NET calls the last error, which on Windows is that of the system's own functions.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CErrno
{
    /// <summary>Sets it to 0, which no C function does (C11 7.5p3).</summary>
    /// <param name="function">The function that is called next: to find it leaves the loader's errno.</param>
    /// <returns>The function.</returns>
    // The address is that of the thread's own variable, and lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Clear(nint function)
    {
        *CallContext.Current.ErrnoAddress = 0;
        return function;
    }

    /// <summary>What the call left in it.</summary>
    // The address is that of the thread's own variable, and lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Get() => *CallContext.Current.ErrnoAddress;
}
