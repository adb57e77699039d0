using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Memory;

/// <summary>Elements, slices and pointers, with their checks.</summary>
public sealed class CDataElementTests
{
    [Test]
    public void Elements_are_read_and_written()
    {
        using CData array = Shapes.New("int[3]");
        array[0] = 7;
        array[2] = -1;
        Assert.That(array.Select(static e => e.As<int>()), Is.EqualTo(new[] { 7, 0, -1 }));
        Assert.That(array[^1].As<int>(), Is.EqualTo(-1));
        array[^3] = 8;
        Assert.That(array[0L].As<int>(), Is.EqualTo(8));
    }

    [TestCase(-1)]
    [TestCase(3)]
    [TestCase(int.MaxValue)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue)]
    public void An_index_outside_an_array_is_refused(long index)
    {
        using CData array = Shapes.New("int[3]");
        CffiIndexException error = Assert.Throws<CffiIndexException>(() => _ = array[index])!;
        Assert.That(error.Id, Is.EqualTo("CFFI7020"));
        Assert.That(error.Message, Does.Contain($"index {index}").And.Contain("int[3]").And.Contain("0 to 2"));
        Assert.That(() => array[index] = 1, Throws.TypeOf<CffiIndexException>());
    }

    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue / 2)]
    public void An_index_outside_owned_memory_is_refused_through_pointers_too(long index)
    {
        using CData owner = Shapes.New("long long *");
        CData narrow = Shapes.Cast("int *", owner);
        Assert.That(narrow[1].As<int>(), Is.Zero);
        Assert.That(() => narrow[index], Throws.InstanceOf<CffiIndexException>());
        Assert.That(() => narrow[index] = 1, Throws.InstanceOf<CffiIndexException>());
    }

    [Test]
    public void A_cast_to_a_larger_type_does_not_reach_beyond_the_memory()
    {
        using CData small = Shapes.New("char[6]");
        CData wide = Shapes.Cast("int *", small);
        Assert.That(wide[0].As<int>(), Is.Zero);
        Assert.That(Assert.Throws<CffiIndexException>(() => _ = wide[1])!.Id, Is.EqualTo("CFFI7021"));
        CData record = Shapes.Cast("struct inner *", small);
        Assert.That(() => record["x"], Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void A_slice_is_a_view_with_its_own_bounds()
    {
        using CData array = Shapes.New("int[]", new[] { 0, 1, 2, 3, 4 });
        CData middle = array[1..4];
        Assert.That(middle.Length, Is.EqualTo(3));
        middle[0] = 10;
        Assert.That(array[1].As<int>(), Is.EqualTo(10));
        Assert.That(() => middle[3], Throws.TypeOf<CffiIndexException>());
        Assert.That(array[^2..].Select(static e => e.As<int>()), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(array[2..2].Length, Is.Zero);
        array[1..3] = new[] { 8, 9 };
        Assert.That(array.Select(static e => e.As<int>()), Is.EqualTo(new[] { 0, 8, 9, 3, 4 }));
        Assert.That(() => array[1..6], Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7024"));
        Assert.That(() => array[3..1], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => array[0..2] = new[] { 1, 2, 3 }, Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void A_slice_of_a_pointer_needs_an_end_and_stays_in_the_memory()
    {
        using CData array = Shapes.New("int[4]");
        CData pointer = Shapes.Cast("int *", array);
        Assert.That(pointer[1..4].Length, Is.EqualTo(3));
        Assert.That(() => pointer[0..5], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => pointer[1..], Throws.TypeOf<CffiTypeException>());
        Assert.That(() => pointer[..^1], Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void An_index_from_the_start_works_on_pointers()
    {
        using CData array = Shapes.New("int[]", new[] { 5, 6 });
        CData pointer = Shapes.Cast("int *", array);
        Index second = 1;
        Assert.That(pointer[second].As<int>(), Is.EqualTo(6));
        Assert.That(() => pointer[^1], Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void Arrays_of_arrays_are_indexed_twice()
    {
        using CData grid = Shapes.New("int[2][3]");
        grid[1][2] = 42;
        Assert.That(grid[1][2].As<int>(), Is.EqualTo(42));
        Assert.That(Shapes.Cast("int *", grid)[5].As<int>(), Is.EqualTo(42));
        grid[0] = new[] { 1, 2, 3 };
        Assert.That(grid[0].Select(static e => e.As<int>()), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(() => grid[0][3], Throws.TypeOf<CffiIndexException>(), "an inner array has its own bounds");
    }

    [Test]
    public void Pointers_add_subtract_and_compare()
    {
        using CData array = Shapes.New("point[4]");
        CData start = array + 0;
        CData third = start + 3;
        Assert.That(third - start, Is.EqualTo(3));
        Assert.That(start - third, Is.EqualTo(-3));
        Assert.That(third - 3 == start, Is.True);
        Assert.That(third != start, Is.True);
        Assert.That(start < third && third > start && start <= third && third >= start, Is.True);
        Assert.That(third < start || start > third, Is.False);
        Assert.That((long)(third.Address - start.Address), Is.EqualTo(24));
        Assert.That(() => Shapes.Cast("int *", third) - start, Throws.TypeOf<CffiTypeException>());
        Assert.That(() => (Shapes.Cast("point *", Shapes.Cast("char *", start) + 3)) - start, Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void Arithmetic_may_leave_the_memory_and_come_back_but_not_be_followed_there()
    {
        using CData array = Shapes.New("int[2]");
        CData beyond = array + 5;
        Assert.That(() => beyond[0], Throws.TypeOf<CffiIndexException>());
        Assert.That((beyond - 4)[0].As<int>(), Is.Zero);
        Assert.That(() => array + long.MaxValue, Throws.InstanceOf<CffiException>());
        Assert.That(() => array - long.MinValue, Throws.InstanceOf<CffiException>());
    }

    [Test]
    public void Null_is_never_followed()
    {
        CData[] nulls = [Ffi.Null, Shapes.Cast("int *", 0), Shapes.Cast("point *", Ffi.Null)];
        Assert.That(nulls.All(static n => n.IsNull && n == null), Is.True);
        Assert.That(() => nulls[1][0], Throws.TypeOf<CffiNullPointerException>().With.Property("Id").EqualTo("CFFI7050"));
        Assert.That(() => nulls[1][0] = 1, Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => nulls[1][0..1], Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => nulls[2]["x"], Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => nulls[2]["x"] = 1, Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Shapes.AddressOf(nulls[2], "x"), Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Shapes.String(Shapes.Cast("char *", 0)), Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Shapes.Cast("int(*)(void)", 0).Invoke(), Throws.TypeOf<CffiNullPointerException>());
    }

    [Test]
    public void Spans_are_windows_on_the_memory()
    {
        using CData array = Shapes.New("int[]", new[] { 1, 2, 3 });
        Span<int> span = array.AsSpan<int>();
        span[1] = 20;
        Assert.That(array[1].As<int>(), Is.EqualTo(20));
        Assert.That(array.AsSpan<int>().Length, Is.EqualTo(3));
        Assert.That(() => array.AsSpan<long>().Length, Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7005"));
        Assert.That(() => array.AsSpan<float>().Length, Throws.TypeOf<CffiTypeException>());
        using CData one = Shapes.New("double *", 1.5);
        Assert.That(one.AsSpan<double>().ToArray(), Is.EqualTo(new[] { 1.5 }));
        Assert.That(() => Shapes.Cast("int *", 4096).AsSpan<int>().Length, Throws.TypeOf<CffiTypeException>());
        Assert.That(() => (array + 4).AsSpan<int>().Length, Throws.InstanceOf<CffiUsageException>());
        Assert.That((array + 3).AsSpan<int>().Length, Is.Zero);
    }

    [Test]
    public void A_flexible_array_member_has_the_bounds_of_the_memory()
    {
        using CData memory = Shapes.New("char[16]");
        CData tail = Shapes.Cast("struct tail *", memory);
        tail["items"][2] = 9;
        Assert.That(tail["items"][2].As<int>(), Is.EqualTo(9));
        Assert.That(() => tail["items"][3], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => tail["items"].Length, Throws.TypeOf<CffiTypeException>());
    }
}
