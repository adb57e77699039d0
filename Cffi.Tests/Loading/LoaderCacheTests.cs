using System.Buffers.Binary;
using System.Text;
using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>The loader's cache, with hand-made files in glibc's format.</summary>
public sealed class LoaderCacheTests
{
    private const int X86 = 0x003;

    // The flags of glibc for this processor (ldconfig.h).
    private static readonly int Own = Target.Current.IsArm64 ? 0xa03 : 0x303;

    [Test]
    public void The_highest_version_comes_first_and_numbers_count_as_numbers() =>
        Assert.That(Find("demo", Cache((Own, "libdemo.so.2"), (Own, "libdemo.so.10"), (Own, "libdemo.so"), (Own, "libdemo.so.9.1"))),
            Is.EqualTo(new[] { "libdemo.so.10", "libdemo.so.9.1", "libdemo.so.2", "libdemo.so" }));

    [Test]
    public void Other_architectures_and_longer_names_are_passed_over() =>
        Assert.That(Find("demo", Cache((X86, "libdemo.so.7"), (Own, "libdemolition.so.1"), (Own, "libdemo.social"), (Own, "libdemo.so.3"))),
            Is.EqualTo(new[] { "libdemo.so.3" }));

    [Test]
    public void The_new_format_is_found_behind_the_old_one()
    {
        byte[] old = new byte[64];
        Encoding.ASCII.GetBytes("ld.so-1.7.0", old);
        Assert.That(Find("demo", [.. old, .. Cache((Own, "libdemo.so.4"))]), Is.EqualTo(new[] { "libdemo.so.4" }));
    }

    [Test]
    public void A_damaged_cache_gives_what_can_be_read()
    {
        byte[] whole = Cache((Own, "libdemo.so.1"), (Own, "libdemo.so.2"));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(Find("demo", whole[..length]).Count, Is.LessThanOrEqualTo(2));
        }

        byte[] wrong = (byte[])whole.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(wrong.AsSpan(20), uint.MaxValue);
        Assert.That(Find("demo", wrong), Does.Contain("libdemo.so.2"));
        BinaryPrimitives.WriteUInt32LittleEndian(wrong.AsSpan(48 + 4), uint.MaxValue);
        Assert.That(Find("demo", wrong), Is.EqualTo(new[] { "libdemo.so.2" }));
    }

    [Test]
    public void No_cache_is_an_empty_one() => Assert.That(LoaderCache.Find("c", "/no/such/cache"), Is.Empty);

    [Test]
    public void The_systems_own_cache_knows_the_c_library()
    {
        PlatformSupport.RequireLoaderCache();
        Assert.That(LoaderCache.Find("c"), Does.Contain("libc.so.6"));
    }

    private static IReadOnlyList<string> Find(string name, byte[] cache)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("cache");
        File.WriteAllBytes(path, cache);
        return LoaderCache.Find(name, path);
    }

    // Header (48 bytes), entries (24 bytes each), strings; offsets count from the header.
    private static byte[] Cache(params (int Flags, string Key)[] entries)
    {
        var strings = new List<byte>();
        byte[] table = new byte[48 + (24 * entries.Length)];
        Encoding.ASCII.GetBytes("glibc-ld.so.cache1.1", table);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(20), entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = table.AsSpan(48 + (24 * i));
            BinaryPrimitives.WriteInt32LittleEndian(entry, entries[i].Flags);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], table.Length + strings.Count);
            strings.AddRange(Encoding.ASCII.GetBytes(entries[i].Key + "\0"));
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], table.Length + strings.Count);
            strings.AddRange(Encoding.ASCII.GetBytes($"/lib/{entries[i].Key}\0"));
        }

        return [.. table, .. strings];
    }
}
