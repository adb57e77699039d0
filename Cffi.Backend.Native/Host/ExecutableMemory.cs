namespace Cffi.Backend.Native.Host;

/// <summary>Pages with machine code, which are written first and then made executable and read-only.</summary>
internal static unsafe class ExecutableMemory
{
    private const int ReadWrite = 1 | 2;
    private const int ReadExecute = 1 | 4;
    private const int PrivateMapping = 2;

    /// <summary>A page with the code, for the life of the process; null if the system forbids it.</summary>
    public static void* TryCreate(ReadOnlySpan<byte> code)
    {
        // mmap and mprotect of the C library with which the runtime itself is linked; the prototypes are those of POSIX.
        var map = (delegate* unmanaged[Cdecl]<void*, nuint, int, int, int, nint, void*>)ProcessSymbols.Find("mmap");
        var protect = (delegate* unmanaged[Cdecl]<void*, nuint, int, int>)ProcessSymbols.Find("mprotect");
        var unmap = (delegate* unmanaged[Cdecl]<void*, nuint, int>)ProcessSymbols.Find("munmap");
        int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        nuint size = (nuint)Environment.SystemPageSize;
        void* page = map(null, size, ReadWrite, PrivateMapping | anonymous, -1, 0);
        if (page == (void*)-1)
        {
            return null;
        }

        code.CopyTo(new Span<byte>(page, (int)size));
        if (protect(page, size, ReadExecute) == 0)
        {
            return page;
        }

        _ = unmap(page, size);
        return null;
    }
}
