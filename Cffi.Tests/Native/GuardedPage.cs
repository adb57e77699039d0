namespace Cffi.Tests.Native;

/// <summary>A page of memory that can be used, before a page that cannot: an access behind its end is a fault.</summary>
internal sealed class GuardedPage : IDisposable
{
    private const int Size = 4096;
    private readonly CLibrary system;
    private readonly CData pages;

    public GuardedPage()
    {
        var ffi = new Ffi();
        if (OperatingSystem.IsWindows())
        {
            const int reserveAndCommit = 0x3000, readWrite = 4, none = 1;
            ffi.Cdef("""
                void *VirtualAlloc(void *address, size_t size, unsigned kind, unsigned access);
                int VirtualProtect(void *address, size_t size, unsigned access, unsigned *before);
                int VirtualFree(void *address, size_t size, unsigned kind);
                """);
            system = ffi.Dlopen("kernel32");
            pages = system.Call<CData>("VirtualAlloc", Ffi.Null, 2 * Size, reserveAndCommit, readWrite);
            Assert.That(system.Call<int>("VirtualProtect", pages.Address + Size, Size, none, new uint[1]), Is.Not.Zero);
        }
        else
        {
            const int readWrite = 3, privateAndAnonymous = 0x22, none = 0;
            ffi.Cdef("""
                void *mmap(void *address, size_t size, int protection, int flags, int fd, long offset);
                int mprotect(void *address, size_t size, int protection);
                int munmap(void *address, size_t size);
                """);
            system = ffi.Dlopen("c");
            pages = system.Call<CData>("mmap", Ffi.Null, 2 * Size, readWrite, privateAndAnonymous, -1, 0);
            Assert.That(system.Call<int>("mprotect", pages.Address + Size, Size, none), Is.Zero);
        }
    }

    /// <summary>The first address that cannot be used.</summary>
    public nint End => pages.Address + Size;

    public void Dispose()
    {
        const int release = 0x8000;
        Assert.That(OperatingSystem.IsWindows() ? system.Call<int>("VirtualFree", pages, 0, release) != 0 : system.Call<int>("munmap", pages, 2 * Size) == 0);
        system.Dispose();
    }
}
