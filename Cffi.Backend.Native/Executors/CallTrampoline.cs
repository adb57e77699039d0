using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Executors;

/// <summary>
/// Makes the calls that no function type of .NET can express: AL set for variadic callees, results in x87 registers, vectors,
/// many stack words, stack words aligned beyond 16 bytes.
/// </summary>
/// <remarks>
/// The machine code is position-independent, made once per process, and never writable and executable at the same
/// time. It is not available if the system forbids executable memory.
/// </remarks>
internal static unsafe class CallTrampoline
{
    private static readonly delegate* unmanaged[Cdecl]<RegisterBlock*, void> Code =
        (delegate* unmanaged[Cdecl]<RegisterBlock*, void>)ExecutableMemory.TryCreate(CallExecutor.Current.CallCode);

    public static bool IsAvailable => Code != null;

    /// <summary>The address of the machine code, or null.</summary>
    internal static void* Address => Code;

    /// <summary>Makes the call that the block describes. The caller of this method converts the registers of the result.</summary>
    // The block belongs to the caller during the call, and its stack words follow it directly.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Call(RegisterBlock* b)
    {
        if (OperatingSystem.IsWindows())
        {
            LastError.Set(b->LastError);
        }

        *b->ErrnoAddress = b->Errno;
        Code(b);
        b->Errno = *b->ErrnoAddress;
        if (OperatingSystem.IsWindows())
        {
            b->LastError = LastError.Get();
        }
    }
}
