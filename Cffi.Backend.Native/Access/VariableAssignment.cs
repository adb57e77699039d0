using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Access;

/// <summary>Writes to variables whose address comes from a C function or the loader. <see cref="LocatedVariable"/> reads them.</summary>
internal static unsafe class VariableAssignment
{
    /// <summary>Writes a scalar.</summary>
    public static void Store(NativeType type, in CValue value, nint function, MemoryOwner owner)
    {
        using var use = new LibraryUse(owner);
        nint address = LocatedVariable.Locate(function, owner);
        CallContext context = CallContext.Current;
        if (address == (nint)context.ErrnoAddress)
        {
            // The rest of errno stays unchanged if the variable is declared with a narrower type.
            using NativeBlock saved = NativeBlock.Allocate(Math.Max(type.Size, sizeof(int)), Math.Max(type.Alignment, sizeof(int)));
            *(int*)saved.Address = context.Errno;
            Initializer.Assign(type, value, (void*)saved.Address);
            context.Errno = *(int*)saved.Address;
            return;
        }

        Initializer.Assign(type, value, address == 0 ? throw UsageErrors.NullPointer(type.Type, "write a variable through") : (void*)address);
    }
}
