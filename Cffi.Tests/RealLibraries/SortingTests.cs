using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

/// <summary>The C library calls back to compare elements.</summary>
public sealed class SortingTests
{
    [Test]
    public void Qsort_sorts_a_hundred_thousand_numbers_with_a_net_comparison()
    {
        int[] numbers = Numbers(100_000);
        using CData array = Standard.New("int[]", numbers);
        int calls = 0;
        using CData compare = Standard.Callback("int(const void *, const void *)", (CData x, CData y) =>
        {
            calls++;
            return Standard.Cast("int *", x)[0].As<int>().CompareTo(Standard.Cast("int *", y)[0].As<int>());
        });
        C.Call("qsort", array, numbers.Length, sizeof(int), compare);

        // The array is sorted, and has the same numbers.
        Array.Sort(numbers);
        Assert.That(array.AsSpan<int>().SequenceEqual(numbers), Is.True);
        Assert.That(calls, Is.GreaterThan(numbers.Length));
    }

    [Test]
    public void Qsort_sorts_a_net_array_in_place()
    {
        double[] numbers = [3.5, double.NegativeInfinity, -1, 2];
        using CData compare = Standard.Callback(
            "int(const double *, const double *)",
            (CData x, CData y) => x[0].As<double>().CompareTo(y[0].As<double>()));
        C.Call("qsort", numbers, numbers.Length, sizeof(double), Standard.Cast("int(*)(const void *, const void *)", compare));
        Assert.That(numbers, Is.EqualTo(new[] { double.NegativeInfinity, -1, 2, 3.5 }));
    }

    [TestCase(42, 21)]
    [TestCase(43, -1)]
    public void Bsearch_finds_what_is_there_and_null_for_what_is_not(int wanted, int index)
    {
        using CData array = Standard.New("int[]", Enumerable.Range(0, 1000).Select(static i => 2 * i).ToArray());
        using CData key = Standard.New("int *", wanted);
        using CData compare = Standard.Callback("int(const void *, const void *)", (CData x, CData y) =>
            Standard.Cast("int *", x)[0].As<int>().CompareTo(Standard.Cast("int *", y)[0].As<int>()));
        var found = C.Call<CData>("bsearch", key, array, 1000, sizeof(int), compare);
        if (index < 0)
        {
            Assert.That(found.IsNull, Is.True);
        }
        else
        {
            Assert.That(Standard.Cast("int *", found) - array, Is.EqualTo(index));
        }
    }

    [Test]
    public void An_exception_in_a_comparison_is_thrown_where_qsort_was_called()
    {
        using CData array = Standard.New("int[]", Numbers(50));
        int calls = 0;
        using CData compare = Standard.Callback("int(const void *, const void *)", int (CData x, CData y) =>
        {
            calls++;
            throw new FormatException("no order");
        });
        Assert.That(() => C.Call("qsort", array, 50, sizeof(int), compare), Throws.TypeOf<FormatException>().With.Message.EqualTo("no order"));
        Assert.That(calls, Is.GreaterThan(1), "the body runs at each call from C");
    }

    // A linear congruential sequence with a fixed seed, so that every run sorts the same numbers. Some of them are equal.
    private static int[] Numbers(int count)
    {
        uint state = 12345;
        var numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            state = (state * 1664525) + 1013904223;
            numbers[i] = (int)(state >> 8) - (1 << 23);
        }

        return numbers;
    }
}
