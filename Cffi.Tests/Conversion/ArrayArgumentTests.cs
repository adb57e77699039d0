using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Conversion;

/// <summary>Arrays as arguments: passed in place if C's elements are the same, copied if C only reads, refused otherwise.</summary>
public sealed class ArrayArgumentTests
{
    private static CLibrary C => ArrayFixture.C;

    [Test]
    public void The_processors_of_a_thread_arrive_in_an_array_of_either_sign()
    {
        PlatformSupport.RequireFunction(C, "sched_getaffinity");
        ulong[] unsigned = new ulong[128];
        long[] signed = new long[128];
        nint[] words = new nint[128];
        Assert.That(C.Call<int>("sched_getaffinity", 0, 1024, unsigned), Is.Zero);
        Assert.That(C.Call<int>("sched_getaffinity", 0, 1024, signed), Is.Zero);
        Assert.That(C.Call<int>("sched_getaffinity", 0, 1024, words), Is.Zero);
        Assert.That(unsigned[0], Is.Not.Zero);
        Assert.That(signed[0], Is.EqualTo(unchecked((long)unsigned[0])));
        Assert.That(words[0], Is.EqualTo(unchecked((nint)unsigned[0])));
    }

    [Test]
    public void The_load_is_not_lost_in_an_array_of_narrower_numbers()
    {
        PlatformSupport.RequireFunction(C, "getloadavg");
        double[] load = [-1, -1, -1];
        Assert.That(C.Call<int>("getloadavg", load, 3), Is.EqualTo(3));
        Assert.That(load, Has.All.GreaterThanOrEqualTo(0));
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => C.Call("getloadavg", new float[3], 3))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7013"));
        Assert.That(error.Message, Does.Contain("argument 1").And.Contain("Single[]").And.Contain("array of double").And.Contain("New").And.Contain("const"));
    }

    [Test]
    public void An_array_that_would_be_copied_is_refused_where_C_may_write()
    {
        foreach (Array array in new Array[] { new long[2], new short[2], new object[] { 1, 2 }, new float[2], new[] { true } })
        {
            Assert.That(() => Lib.Call("fill", array, 1, 1), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7013"), array.GetType().Name);
        }

        Assert.That(() => C.Call("strtok", new[] { 'a', 'b' }, ","), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7013"));
        Assert.That(() => C.Call("strtol", "12", new[] { "a,b" }, 10), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7013"));
    }

    [Test]
    public void Where_C_only_reads_values_are_converted_one_by_one()
    {
        Assert.That(C.Call<int>("memcmp_ints", new[] { 1L, 2L }, new[] { 1, 2 }, 8), Is.Zero);
        Assert.That(() => C.Call("memcmp_ints", new[] { 1L << 40 }, new[] { 1 }, 4), Throws.TypeOf<CffiRangeException>());
        Assert.That(Lib.Call<int>("count_constant_strings", new[] { "one", "two", null }), Is.EqualTo(6));
    }

    [Test]
    public void An_initializer_of_another_sign_is_checked_value_by_value()
    {
        using CData unsigned = Own.New("unsigned[]", new[] { 1, int.MaxValue });
        Assert.That(unsigned[1].As<uint>(), Is.EqualTo(int.MaxValue));
        foreach ((string type, Array array) in new (string, Array)[]
        {
            ("unsigned[]", new[] { -1 }), ("int[]", new[] { uint.MaxValue }), ("unsigned char[]", new sbyte[] { -1 }), ("signed char[]", new byte[] { 200 }),
            ("short[]", new ushort[] { 65535 }), ("unsigned short[]", new short[] { -1 }), ("long[]", new[] { ulong.MaxValue }), ("size_t[]", new[] { -1L }),
        })
        {
            Assert.That(() => Own.New(type, array), Throws.TypeOf<CffiRangeException>(), type);
        }
    }

    // The collector counts pinned objects, so every pin that remains shows.
    [Test]
    [NonParallelizable]
    public void No_array_stays_pinned_after_its_call()
    {
        var kept = new List<Array>();
        for (int i = 0; i < 2000; i++)
        {
            int[] numbers = new int[4];
            kept.Add(numbers);
            Lib.Call("fill", numbers, 4, 1);
            Assert.That(() => Lib.Call("fill", numbers, "no number", 1), Throws.InstanceOf<CffiUsageException>(), "refused after it was pinned");
            int[][] rows = [numbers, numbers];
            kept.Add(rows);
            Assert.That(Lib.Call<int>("sum_firsts", rows, 2), Is.EqualTo(2));
            C.Call<int>("snprintf", new byte[8], 8, "%p", numbers);
        }

        GC.Collect();
        GC.Collect();
        Assert.That(GC.GetGCMemoryInfo(GCKind.Any).PinnedObjectsCount, Is.LessThan(200));
        GC.KeepAlive(kept);
    }
}
