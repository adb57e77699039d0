using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Executors;

namespace Cffi.Backend.Native.Modules;

/// <summary>The entries of a compiled module for a type of function pointer whose values only C compilers can pass.</summary>
/// <remarks>
/// <code>
/// array    0: the function that all entries call with [1], their number, and the block    1: identifies the entries    2: first entry    ...
/// </code>
/// </remarks>
internal static unsafe class CompiledEntries
{
    private const int FirstEntry = 2;

    /// <summary>Connects the entries of an array with the bodies of a pool.</summary>
    /// <param name="array">The module's own memory, valid as long as it is loaded.</param>
    /// <param name="count">How many entries there are.</param>
    /// <param name="module">The object that keeps the module loaded.</param>
    public static CallbackPool Connect(nint* array, int count, object module)
    {
        var pool = new CallbackPool(count, index =>
        {
            GC.KeepAlive(module);
            return array[FirstEntry + index];
        });

        // Never freed, because C may call as long as the process lives. It keeps nothing alive.
        Volatile.Write(ref array[1], GCHandle.ToIntPtr(GCHandle.Alloc(pool, GCHandleType.Weak)));
        Volatile.Write(ref array[0], (nint)(delegate* unmanaged[Cdecl]<nint, long, void**, void>)&Enter);
        return pool;
    }

    // The block is in the frame of the compiled entry, which outlives this frame. A result that is not set is zero.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    [SkipLocalsInit]
    private static void Enter(nint pool, long index, void** block)
    {
        if (GCHandle.FromIntPtr(pool).Target is CallbackPool entries)
        {
            Unsafe.SkipInit(out BlockFrame frame);
            frame.Block = block;
            entries.BodyOf((int)index).Enter(&frame.Start);
        }
    }
}
