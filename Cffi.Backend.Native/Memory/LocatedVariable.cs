using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Memory;

/// <summary>Finds and reads variables whose address comes from a C function or the loader, for the calling thread and at each use.</summary>
/// <remarks>
/// A thread-local variable has one address per thread, and a macro can denote a different object each time. C's own
/// <c>errno</c> changes with the runtime's own calls, so the value after the thread's last call through Cffi replaces it.
/// </remarks>
internal static unsafe class LocatedVariable
{
    /// <summary>The current address of the variable.</summary>
    /// <param name="function">The function that returns the address; 0 if the owner is a <see cref="ThreadSymbol"/>, which knows it.</param>
    /// <param name="owner">Keeps the function.</param>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    // The function belongs to the library, which is open during the call.
    public static nint Locate(nint function, MemoryOwner owner)
    {
        using var use = new LibraryUse(owner);
        if (function == 0)
        {
            return ((ThreadSymbol)owner).Find();
        }

        return ((delegate* unmanaged[Cdecl]<nint>)function)();
    }

    /// <summary>Reads a scalar of at most eight bytes.</summary>
    public static long Load(NativeType type, nint function, MemoryOwner owner)
    {
        long value = 0;
        Copy(type, function, owner, &value);
        return WordForm.Load(type.Representation, &value);
    }

    /// <summary>Copies the bytes of the variable.</summary>
    // The caller has checked that destination has the type's size.
    public static void Copy(NativeType type, nint function, MemoryOwner owner, void* destination)
    {
        using var use = new LibraryUse(owner);
        nint address = Locate(function, owner);
        CallContext context = CallContext.Current;
        long size = type.Size;
        if (address == (nint)context.ErrnoAddress)
        {
            int errno = context.Errno;
            Buffer.MemoryCopy(&errno, destination, size, Math.Min(size, sizeof(int)));
            return;
        }

        Buffer.MemoryCopy(address == 0 ? throw UsageErrors.NullPointer(type.Type, "read a variable through") : (void*)address, destination, size, size);
    }
}
