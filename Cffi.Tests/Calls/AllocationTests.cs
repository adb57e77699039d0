using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.Calls;

/// <summary>Calls with scalars and strings allocate nothing.</summary>
public sealed class AllocationTests
{
    private const int Calls = 10_000;

    [Test]
    public void A_call_with_numbers_allocates_nothing()
    {
        CFunction function = C["toupper"];
        CFunction hypot = M["hypot"];
        Assert.That(BytesOf(() => function.Invoke<int>(65)), Is.Zero);
        Assert.That(BytesOf(() => hypot.Invoke<double>(1, 2)), Is.Zero);
    }

    [Test]
    public void A_call_with_doubles_allocates_nothing()
    {
        CFunction cos = M["cos"];
        Assert.That(BytesOf(() => cos.Invoke<double>(1.0)), Is.Zero);
    }

    [Test]
    public void A_call_with_a_string_allocates_nothing()
    {
        CFunction strlen = C["strlen"];
        Assert.That(BytesOf(() => strlen.Invoke<nuint>("hello")), Is.Zero);
    }

    [Test]
    public void A_call_with_data_allocates_nothing()
    {
        CFunction strlen = C["strlen"];
        using CData text = Standard.New("char[]", "hello");
        Assert.That(BytesOf(() => strlen.Invoke<int>(text)), Is.Zero);
    }

    [Test]
    public void A_variadic_call_allocates_nothing_once_its_types_are_known()
    {
        CFunction snprintf = C["snprintf"];
        using CData text = Standard.New("char[32]");
        Assert.That(BytesOf(() => snprintf.Invoke<int>(text, 32, "%d %g", 1, 2.5)), Is.Zero);
    }

    [Test]
    public void A_call_by_name_allocates_nothing() => Assert.That(BytesOf(() => C.Call<long>("labs", -5L)), Is.Zero);

    [Test]
    public void A_member_accessor_allocates_nothing()
    {
        CMemberAccessor<int> year = Standard.Member<int>("struct tm", "tm_year");
        using CData tm = Standard.New("struct tm *");
        Assert.That(BytesOf(() => { year.Set(tm, year.Get(tm) + 1); return year.Get(tm); }), Is.Zero);
    }

    private static long BytesOf<T>(Func<T> call)
    {
        // The first calls look up names, compile code and fill caches.
        for (int i = 0; i < 100; i++)
        {
            call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
