using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Conversion;

namespace Cffi.Backend.Native.Memory;

/// <summary>Reads and writes variables whose place a C function tells, for the calling thread and at each use.</summary>
/// <remarks>
/// Thread-local variables have a place per thread, and a macro may stand for another object each time. C's own
/// <c>errno</c> is what the runtime's calls leave there: in its place stands what the thread's last call through us left.
/// </remarks>
internal static unsafe class LocatedVariable
{
    /// <summary>Where the variable is now.</summary>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    // The function is the library's, which is open.
    public static nint Locate(nint function, MemoryOwner owner)
    {
        owner.ThrowIfDisposed();
        return ((delegate* unmanaged[Cdecl]<nint>)function)();
    }

    /// <summary>Reads a scalar of at most eight bytes.</summary>
    public static long Load(NativeType type, nint function, MemoryOwner owner)
    {
        nint address = Locate(function, owner);
        CallContext context = CallContext.Current;
        if (address == (nint)context.ErrnoAddress)
        {
            long saved = context.Errno;
            return ScalarReader.LoadWord(type.Representation, &saved);
        }

        return address == 0 ? throw UsageErrors.NullPointer(type.Type, "read a variable through") : ScalarReader.LoadWord(type.Representation, (void*)address);
    }

    /// <summary>Writes a scalar of at most eight bytes.</summary>
    public static void Store(NativeType type, in CValue value, nint function, MemoryOwner owner)
    {
        nint address = Locate(function, owner);
        CallContext context = CallContext.Current;
        if (address == (nint)context.ErrnoAddress)
        {
            long saved = context.Errno;
            Initializer.Assign(type, value, &saved);
            context.Errno = (int)saved;
            return;
        }

        Initializer.Assign(type, value, address == 0 ? throw UsageErrors.NullPointer(type.Type, "write a variable through") : (void*)address);
    }
}
