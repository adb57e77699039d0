using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.Layout;

public sealed class LayoutEngineTests
{
    private static readonly Target X64 = Target.LinuxX64;

    [Test]
    public void A_pointer_has_the_size_of_the_target() =>
        Assert.That(Target.All.Select(target => LayoutEngine.Of(CInt.PointerTo(), target).Size), Is.EqualTo(new long[] { 8, 4, 8, 8, 8, 4, 8, 8, 8, 8 }));

    [Test]
    public void Double_is_aligned_to_4_on_32_bit_Linux_and_to_8_elsewhere() =>
        Assert.That(Target.All.Select(target => LayoutEngine.Of(Struct(CChar, CDouble), target)), Is.EqualTo(new TypeLayout[]
        {
            new(16, 8), new(12, 4), new(16, 8), new(16, 8), new(16, 8), new(16, 8), new(16, 8), new(16, 8), new(16, 8), new(16, 8),
        }));

    [Test]
    public void The_fast_integers_have_the_sizes_that_each_C_library_gives_them()
    {
        foreach (Target target in Target.All)
        {
            (long, long) wanted = target.Name.StartsWith("osx", StringComparison.Ordinal) ? (2, 4) : target == X64 || target == Target.LinuxArm64 ? (8, 8) : (4, 4);
            foreach ((CPrimitiveKind narrow, CPrimitiveKind wide) in ((CPrimitiveKind, CPrimitiveKind)[])[(CPrimitiveKind.IntFast16, CPrimitiveKind.IntFast32), (CPrimitiveKind.UIntFast16, CPrimitiveKind.UIntFast32)])
            {
                Assert.That((LayoutEngine.Of(CPrimitiveType.Of(narrow), target).Size, LayoutEngine.Of(CPrimitiveType.Of(wide), target).Size), Is.EqualTo(wanted), target.Name);
            }
        }
    }

    [Test]
    public void A_float128_is_16_bytes_aligned_to_16_where_gcc_has_it()
    {
        CType quad = CPrimitiveType.Of(CPrimitiveKind.Float128);
        foreach (Target target in (Target[])[X64, Target.LinuxX86])
        {
            Assert.That((LayoutEngine.Of(quad, target), LayoutEngine.Of(Struct(CChar, quad), target)), Is.EqualTo((new TypeLayout(16, 16), new TypeLayout(32, 16))), target.Name);
        }
    }

    [Test]
    public void Qualifiers_do_not_matter_except_atomic_that_aligns_to_the_size() =>
        Assert.That(
            (LayoutEngine.Of(CLongLong.Qualified(CQualifiers.Const), Target.LinuxX86), LayoutEngine.Of(CLongLong.Qualified(CQualifiers.Atomic), Target.LinuxX86)),
            Is.EqualTo((new TypeLayout(8, 4), new TypeLayout(8, 8))));

    [Test]
    public void Clang_pads_atomic_records_to_a_power_of_two_and_gcc_does_not()
    {
        CType three = Struct(CChar.ArrayOf(3)).Qualified(CQualifiers.Atomic);
        Assert.That((LayoutEngine.Of(three, X64), LayoutEngine.Of(three, Target.OsxArm64)), Is.EqualTo((new TypeLayout(3, 1), new TypeLayout(4, 4))));
    }

    [Test]
    public void An_empty_record_has_no_bytes_with_gcc_and_four_with_MSVC() =>
        Assert.That((LayoutEngine.Of(Struct(), X64), LayoutEngine.Of(Struct(), Target.WindowsX64)), Is.EqualTo((new TypeLayout(0, 1), new TypeLayout(4, 1))));

    [Test]
    public void An_atomic_empty_record_has_no_bytes_with_gcc_and_one_with_clang()
    {
        CType empty = Struct().Qualified(CQualifiers.Atomic);
        Assert.That((LayoutEngine.Of(empty, X64), LayoutEngine.Of(empty, Target.OsxArm64)), Is.EqualTo((new TypeLayout(0, 1), new TypeLayout(1, 1))));
    }

    [Test]
    public void An_array_may_have_2_to_the_61_bytes() =>
        Assert.That(LayoutEngine.Of(CChar.ArrayOf(1L << 61), X64).Size, Is.EqualTo(1L << 61));

    [Test]
    public void An_array_of_more_bytes_is_refused() =>
        Refused("CFFI4007", () => LayoutEngine.Of(CInt.ArrayOf((1L << 59) + 1), X64), "too large");

    [Test]
    public void An_array_that_overflows_64_bits_is_refused() =>
        Refused("CFFI4007", () => LayoutEngine.Of(CLong.ArrayOf(long.MaxValue).ArrayOf(long.MaxValue), X64), "too large");

    [Test]
    public void A_hundred_thousand_dimensions_cost_no_stack()
    {
        CType array = CShort;
        for (int i = 0; i < 100_000; i++)
        {
            array = array.ArrayOf(1);
        }

        Assert.That(LayoutEngine.Of(array.ArrayOf(3), X64), Is.EqualTo(new TypeLayout(6, 2)));
    }

    [Test]
    public void A_record_that_grows_too_large_is_refused() =>
        Refused("CFFI4007", () => LayoutEngine.Of(Struct(CChar.ArrayOf(1L << 61), CChar), X64), "too large");

    [Test]
    public void A_record_of_2_to_the_61_bytes_has_a_bit_field_at_its_end()
    {
        CRecordType record = Record(false, null, new CMember("a", CChar.ArrayOf((1L << 61) - 4)), Bits("b", CInt, 3), Bits("c", CInt, 13));
        Assert.That(LayoutEngine.OfRecord(record, X64).TryFind("c", out FieldLayout c));
        Assert.That((c.Offset, c.BitOffset, c.StorageSize), Is.EqualTo(((1L << 61) - 4, 3, 2)));
    }

    [Test]
    public void A_32_bit_target_refuses_what_ptrdiff_t_does_not_count() =>
        Refused("CFFI4007", () => LayoutEngine.Of(CChar.ArrayOf(1L << 31), Target.LinuxX86), "linux-x86");

    [Test]
    public void Void_and_functions_have_no_size()
    {
        Refused("CFFI4001", () => LayoutEngine.Of(CVoidType.Instance, X64), "void");
        Refused("CFFI4001", () => LayoutEngine.Of(CFunctionType.Of(CInt, []), X64), "pointer to it");
    }

    [Test]
    public void An_incomplete_record_is_refused() =>
        Refused("CFFI4003", () => LayoutEngine.Of(new CRecordType(false, "later"), X64), "struct later");

    [Test]
    public void An_incomplete_record_inside_another_is_named() =>
        Refused("CFFI4003", () => LayoutEngine.Of(Struct(CInt, new CRecordType(false, "later").ArrayOf(2)), X64), "struct later");

    [Test]
    public void An_opaque_record_is_refused() =>
        Refused("CFFI4004", () => LayoutEngine.Of(new CRecordType(false, "FILE", isOpaque: true), X64), "use a pointer to it");

    [Test]
    public void A_partial_record_is_refused_and_API_mode_named()
    {
        var record = new CRecordType(false, "some");
        record.Complete([new CMember("a", CInt)], null, isPartial: true);
        Refused("CFFI4005", () => LayoutEngine.Of(record, X64), "API mode");
    }

    [Test]
    public void An_array_without_length_is_refused()
    {
        Refused("CFFI4008", () => LayoutEngine.Of(CArrayType.Of(CInt, CArrayLength.Unspecified), X64), "no length");
        Refused("CFFI4005", () => LayoutEngine.Of(CArrayType.Of(CInt, CArrayLength.Partial), X64), "API mode");
        Refused("CFFI4008", () => LayoutEngine.Of(CArrayType.Of(CInt, CArrayLength.Variable), X64), "run time");
    }

    [Test]
    public void A_flexible_array_member_that_is_not_last_is_refused() =>
        Refused("CFFI4008", () => LayoutEngine.Of(Struct(CArrayType.Of(CInt, CArrayLength.Unspecified), CInt), X64), "last member");

    [Test]
    public void A_record_that_contains_itself_is_refused()
    {
        var outer = new CRecordType(false, "outer");
        CRecordType inner = Struct(outer.ArrayOf(2));
        outer.Complete([new CMember("a", inner)]);
        Refused("CFFI4006", () => LayoutEngine.Of(outer, X64), "contains itself");
        Refused("CFFI4006", () => LayoutEngine.Of(inner, X64), "contains itself");
    }

    [Test]
    public void A_record_that_is_directly_its_own_member_is_refused()
    {
        var record = new CRecordType(false, "self");
        record.Complete([new CMember("a", record)]);
        Refused("CFFI4006", () => LayoutEngine.Of(record, X64), "struct self");
    }

    [Test]
    public void A_record_may_point_to_itself()
    {
        var node = new CRecordType(false, "node");
        node.Complete([new CMember("next", node.PointerTo()), new CMember("value", CInt)]);
        Assert.That(LayoutEngine.Of(node, X64), Is.EqualTo(new TypeLayout(16, 8)));
    }

    [Test]
    public void Records_inside_each_other_a_hundred_thousand_deep_cost_no_stack()
    {
        CRecordType record = Struct(CInt);
        for (int i = 0; i < 100_000; i++)
        {
            record = Record(false, null, new CMember("a", record));
        }

        Assert.That(LayoutEngine.Of(record, X64).Size, Is.EqualTo(4));
    }

    [Test]
    public void A_record_of_fifty_thousand_records_takes_linear_time()
    {
        CRecordType record = Struct([.. Enumerable.Range(0, 50_000).Select(_ => Struct(CInt))]);
        Assert.That(LayoutEngine.Of(record, X64).Size, Is.EqualTo(200_000));
    }

    [Test]
    public void A_layout_is_computed_once()
    {
        CRecordType record = Struct(CInt);
        RecordLayout first = LayoutEngine.OfRecord(record, X64);
        Assert.That(LayoutEngine.OfRecord(record, X64), Is.SameAs(first));
    }

    [Test]
    public void Threads_that_ask_for_the_same_records_get_the_same_answers()
    {
        CRecordType record = Nested(200);
        Parallel.For(0, 64, i =>
        {
            Target target = Target.All[i % Target.All.Count];
            Assert.That(LayoutEngine.Of(record, target).Size, Is.EqualTo(target == Target.LinuxX86 ? 12 : 16));
        });
    }

    [Test]
    public void A_record_that_lost_its_definition_gets_the_layout_of_the_new_one()
    {
        CRecordType record = Struct(CInt);
        Assert.That(LayoutEngine.Of(record, X64).Size, Is.EqualTo(4));
        record.Reset();
        Refused("CFFI4003", () => LayoutEngine.Of(record, X64), "incomplete");
        record.Complete([new CMember("a", CDouble), new CMember("b", CDouble)]);
        Assert.That(LayoutEngine.Of(record, X64).Size, Is.EqualTo(16));
    }

    [Test]
    public void Bit_fields_of_impossible_widths_or_types_are_refused()
    {
        Refused("CFFI4009", () => LayoutEngine.Of(Record(false, null, Bits("a", CInt, 33)), X64), "33 bits");
        Refused("CFFI4009", () => LayoutEngine.Of(Record(false, null, Bits("a", CBool, 2)), X64), "_Bool");
        Refused("CFFI4009", () => LayoutEngine.Of(Record(false, null, Bits("a", CDouble, 2)), X64), "double");
        Refused("CFFI4009", () => LayoutEngine.Of(Record(false, null, Bits("a", CInt, 0)), X64), "0 bits");
        Refused("CFFI4009", () => LayoutEngine.Of(Record(false, null, Bits("a", CInt, -1)), X64), "-1 bits");
    }

    [Test]
    public void An_alignment_that_is_no_power_of_two_is_refused() =>
        Refused("CFFI4010", () => LayoutEngine.Of(Aligned(12, CInt), X64), "12 bytes");

    [Test]
    public void A_type_that_the_target_does_not_have_is_refused() =>
        Refused("CFFI4002", () => LayoutEngine.Of(Struct(CInt128), Target.WindowsX64), "win-x64");

    [Test]
    public void Members_of_anonymous_records_are_found_with_their_offset_in_the_outer_record()
    {
        var inner = new CRecordType(true, null);
        inner.Complete([new CMember("b", CInt), Bits("c", CInt, 3)]);
        CRecordType outer = Record(false, null, new CMember("a", CDouble), new CMember(null, inner));
        RecordLayout layout = LayoutEngine.OfRecord(outer, X64);
        Assert.That(layout.MemberNames, Is.EquivalentTo(new[] { "a", "b", "c" }));
        Assert.That(layout.TryFind("b", out FieldLayout b));
        Assert.That(b.Offset, Is.EqualTo(8));
        Assert.That(layout.TryFind("z", out _), Is.False);
    }

    [Test]
    public void The_bytes_that_hold_a_bit_field_never_leave_the_record()
    {
        for (int index = 0; index < 500; index++)
        {
            var generator = new Fuzz.TypeGenerator(Fuzz.FuzzSettings.Seed, index);
            generator.NextRecord();
            foreach (CRecordType record in generator.Definitions.OfType<CRecordType>())
            {
                RecordLayout layout = LayoutEngine.OfRecord(record, X64);
                Assert.That(layout.Fields.All(field => field.Offset + field.StorageSize <= layout.Room.Size && field.BitOffset is >= 0 and < 8), record.CName);
            }
        }
    }

    [Test]
    public void A_flexible_array_is_noticed_also_inside_the_last_member()
    {
        CRecordType flexible = Struct(CInt, CArrayType.Of(CInt, CArrayLength.Unspecified));
        Assert.That(LayoutEngine.OfRecord(flexible, X64).HasFlexibleArrayMember);
        Assert.That(LayoutEngine.OfRecord(Struct(CInt, flexible), X64).HasFlexibleArrayMember);
        Assert.That(LayoutEngine.OfRecord(Struct(CInt, CInt.ArrayOf(0)), X64).HasFlexibleArrayMember, Is.False);
    }

    // A structure of 12 or 16 bytes, nested in 'depth' other structures.
    private static CRecordType Nested(int depth)
    {
        CRecordType record = Struct(CChar, CDouble);
        for (int i = 0; i < depth; i++)
        {
            record = Struct(record);
        }

        return record;
    }

    private static void Refused(string id, Func<TypeLayout> layout, string reason)
    {
        LayoutException? error = Assert.Throws<LayoutException>(() => layout());
        Assert.That(error!.Id, Is.EqualTo(id));
        Assert.That(error.Message, Does.Contain(reason));
    }
}
