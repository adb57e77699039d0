using System.Buffers.Binary;
using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Loading;

/// <summary>Files that the loader accepts but that have no valid section table: the error still names the symbol.</summary>
public sealed class ElfSymbolsTests
{
    private const int SectionTable = 40;
    private const int SectionCount = 60;

    [TestCase(SectionTable, long.MaxValue)]
    [TestCase(SectionTable, -1)]
    [TestCase(SectionTable, 1)]
    [TestCase(SectionTable, 0)]
    public void A_missing_symbol_is_reported_whatever_the_file_says(int field, long value)
    {
        PlatformSupport.RequireElf();
        using var folder = new TemporaryFolder();
        string path = folder.File("damaged.so");
        byte[] bytes = File.ReadAllBytes(FilePath);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(field), value);
        bytes[SectionCount] = bytes[SectionCount + 1] = 0xFF;
        File.WriteAllBytes(path, bytes);
        var ffi = new Ffi();
        ffi.Cdef("void no_such_symbol(void);");
        using CLibrary library = ffi.Dlopen(path);
        Assert.That(() => library["no_such_symbol"], Throws.TypeOf<LibraryLoadException>());
    }

    [Test]
    public void A_cache_that_cannot_be_read_is_no_cache() =>
        Assert.That(LoaderCache.Find("c", "/proc/self/mem"), Is.Empty);
}
