using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Host;

/// <summary>Memory with machine code, which is written first and then made executable and read-only.</summary>
/// <remarks>Any thread. The memory lives as long as the process.</remarks>
internal static unsafe class ExecutableMemory
{
    // POSIX: PROT_ and MAP_ constants.
    private const int ReadWrite = 1 | 2;
    private const int ReadExecute = 1 | 4;
    private const int PrivateMapping = 2;

    // Windows: MEM_COMMIT | MEM_RESERVE, MEM_RELEASE, PAGE_READWRITE, PAGE_EXECUTE_READ.
    private const uint CommitAndReserve = 0x3000;
    private const uint WholeRelease = 0x8000;
    private const uint PageReadWrite = 4;
    private const uint PageExecuteRead = 0x20;

    /// <summary>A page with the code; null if the system forbids it.</summary>
    public static void* TryCreate(ReadOnlySpan<byte> code)
    {
        nuint size = (nuint)Environment.SystemPageSize;
        void* page = TryMap(size);
        if (page == null)
        {
            return null;
        }

        code.CopyTo(new Span<byte>(page, (int)size));
        return TryMakeExecutable(page, size, size) ? page : null;
    }

    /// <summary>Zeroed pages to read and write; null if the system has none.</summary>
    /// <param name="size">In bytes, a multiple of the page size.</param>
    public static void* TryMap(nuint size)
    {
        if (OperatingSystem.IsWindows())
        {
            var allocate = (delegate* unmanaged[Stdcall]<void*, nuint, uint, uint, void*>)ProcessSymbols.FindInSystem("VirtualAlloc");
            return allocate(null, size, CommitAndReserve, PageReadWrite);
        }

        // mmap, mprotect and munmap of the C library with which the runtime itself is linked; the prototypes are those of POSIX.
        var map = (delegate* unmanaged[Cdecl]<void*, nuint, int, int, int, nint, void*>)ProcessSymbols.Find("mmap");
        int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        void* pages = map(null, size, ReadWrite, PrivateMapping | anonymous, -1, 0);
        return pages == (void*)-1 ? null : pages;
    }

    /// <summary>Makes the first bytes of mapped pages executable and read-only.</summary>
    /// <param name="pages">What <see cref="TryMap"/> returned.</param>
    /// <param name="code">The number of bytes with code, a multiple of the page size.</param>
    /// <param name="size">The number of bytes that are mapped.</param>
    /// <returns>Whether the system allows it; if not, the pages are unmapped.</returns>
    public static bool TryMakeExecutable(void* pages, nuint code, nuint size)
    {
        if (TryProtect(pages, code) && TryFlush(pages, code))
        {
            return true;
        }

        Unmap(pages, size);
        return false;
    }

    private static bool TryProtect(void* pages, nuint size)
    {
        if (OperatingSystem.IsWindows())
        {
            uint before;
            return ((delegate* unmanaged[Stdcall]<void*, nuint, uint, uint*, int>)ProcessSymbols.FindInSystem("VirtualProtect"))(pages, size, PageExecuteRead, &before) != 0;
        }

        return ((delegate* unmanaged[Cdecl]<void*, nuint, int, int>)ProcessSymbols.Find("mprotect"))(pages, size, ReadExecute) == 0;
    }

    private static void Unmap(void* pages, nuint size)
    {
        _ = OperatingSystem.IsWindows()
            ? ((delegate* unmanaged[Stdcall]<void*, nuint, uint, int>)ProcessSymbols.FindInSystem("VirtualFree"))(pages, 0, WholeRelease)
            : ((delegate* unmanaged[Cdecl]<void*, nuint, int>)ProcessSymbols.Find("munmap"))(pages, size);
    }

    // x86 reads what was written. Arm has separate caches for instructions and data.
    private static bool TryFlush(void* code, nuint size)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.Arm64)
        {
            return true;
        }

        if (OperatingSystem.IsWindows())
        {
            const nint ThisProcess = -1;
            return ((delegate* unmanaged[Stdcall]<nint, void*, nuint, int>)ProcessSymbols.FindInSystem("FlushInstructionCache"))(ThisProcess, code, size) != 0;
        }

        if (OperatingSystem.IsMacOS())
        {
            ((delegate* unmanaged[Cdecl]<void*, nuint, void>)ProcessSymbols.Find("sys_icache_invalidate"))(code, size);
            return true;
        }

        nint clear = ProcessSymbols.TryFindInCompilerRunTime("__clear_cache");
        if (clear == 0)
        {
            return false;
        }

        ((delegate* unmanaged[Cdecl]<void*, void*, void>)clear)(code, (byte*)code + size);
        return true;
    }
}
