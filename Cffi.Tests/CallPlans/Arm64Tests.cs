using Cffi.Core.CallPlans;
using Cffi.Tests.Layout;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.CallPlans;

/// <summary>The rules of AAPCS64 and its variants, one test each; <see cref="PlanExecution.PlanExecutionTests"/> proves the plans by machine code of compilers.</summary>
public sealed class Arm64Tests
{
    private static readonly Target Linux = Target.LinuxArm64;
    private static readonly Target Apple = Target.OsxArm64;
    private static readonly Target Windows = Target.WindowsArm64;

    [Test]
    public void The_ninth_argument_of_a_kind_goes_to_the_stack_in_a_word() =>
        Assert.That(Of(Linux, [.. Eight(CInt), .. Eight(CDouble), CChar, CFloat, CShort]), Does.EndWith("r7:4, x0:8, x1:8, x2:8, x3:8, x4:8, x5:8, x6:8, x7:8, s0:1, s1:4, s2:2"));

    [Test]
    public void Homogeneous_aggregates_take_one_floating_register_for_each_element()
    {
        Assert.That(Of(Linux, Struct(CFloat, CFloat, CFloat), Struct(CDouble.ArrayOf(4))), Is.EqualTo("x0:4 x1+4:4 x2+8:4, x3:8 x4+8:8 x5+16:8 x6+24:8"));
        Assert.That(Of(Linux, Struct(CDouble.ArrayOf(5)), Struct(CFloat, CInt)), Is.EqualTo("*r0:8, r1:8"), "five elements, or another type, are none");
        Assert.That(Of(Linux, Union(CFloat, Struct(CFloat, CFloat)), CComplexType.Double), Is.EqualTo("x0:4 x1+4:4, x2:8 x3+8:8"));
        CType behindNothing = Struct(CInt.ArrayOf(0), CComplexType.Float);
        Assert.That((Of(Linux, behindNothing), Of(Apple, behindNothing)), Is.EqualTo(("x0:4 x1+4:4", "r0:8")), "GCC and clang differ");
        Assert.That(Of(Linux, CLongDouble, Struct(CLongDouble, CLongDouble)), Is.EqualTo("x0:16, x1:16 x2+16:16"));
    }

    [Test]
    public void An_aggregate_that_does_not_fit_closes_its_kind_of_registers()
    {
        Assert.That(Of(Linux, [.. Eight(CDouble)[..7], Struct(CFloat, CFloat), CDouble]), Does.EndWith("x6:8, s0:8, s1:8"));
        Assert.That(Of(Linux, [.. Eight(CLong)[..7], Struct(CLong, CLong), CLong]), Does.EndWith("r6:8, s0:16, s2:8"));
    }

    [Test]
    public void Records_of_more_than_16_bytes_are_copied_and_passed_by_address() =>
        Assert.That(Of(Linux, CInt, Struct(CLong, CLong, CChar), Struct(CLong, CChar)), Is.EqualTo("r0:4, *r1:8, r2:8 r3+8:8"));

    [Test]
    public void What_is_aligned_to_16_starts_in_an_even_register_but_not_with_Apple()
    {
        Assert.That(Of(Linux, CInt, CInt128, CInt), Is.EqualTo("r0:4, r2:8 r3+8:8, r4:4"));
        Assert.That(Of(Apple, CInt, CInt128, CInt), Is.EqualTo("r0:4, r1:8 r2+8:8, r3:4"));
        Assert.That(Of(Linux, CInt, Aligned(16, CLong)), Is.EqualTo("r0:4, r1:8 r2+8:8"), "an attribute of the record does not count");
        Assert.That(Of(Linux, CInt, Struct(Aligned(16, CLong))), Is.EqualTo("r0:4, r2:8 r3+8:8"), "one of a member does");
    }

    [Test]
    public void Apple_packs_the_stack_but_not_records() =>
        Assert.That(
            Of(Apple, [.. Eight(CLong), CChar, CShort, CChar, CInt, Struct(CChar.ArrayOf(3)), CChar, Struct(CChar.ArrayOf(3))]),
            Does.EndWith("r7:8, s0:1, s0.2:2, s0.4:1, s1:4, s2:3, s3:1, s4:3"));

    [Test]
    public void Apple_passes_variadic_arguments_on_the_stack() =>
        Assert.That(
            PlanText.On(Apple, CInt, [CInt, CDouble], [CInt, CDouble, Struct(CFloat, CFloat, CFloat), Struct(CLong, CLong, CLong), CInt128]),
            Is.EqualTo("r0:4, x0:8, s0:4, s1:8, s2:12, *s4:8, s6:16 -> General"));

    [Test]
    public void Linux_passes_variadic_arguments_as_named_ones() =>
        Assert.That(PlanText.On(Linux, CInt, [CInt], [CDouble, Struct(CFloat, CFloat)]), Is.EqualTo("r0:4, x0:8, x1:4 x2+4:4 -> General"));

    [Test]
    public void Windows_passes_all_arguments_of_a_variadic_function_as_words_and_splits_a_record() =>
        Assert.That(
            PlanText.On(Windows, CDouble, [CDouble, Struct(CFloat, CFloat)], [.. Eight(CDouble)[..5], Struct(CDouble, CDouble), CInt]),
            Is.EqualTo("r0:8, r1:8, r2:8, r3:8, r4:8, r5:8, r6:8, r7:8 s0+8:8, s1:4 -> Floating"));

    [Test]
    public void Results_are_in_registers_up_to_16_bytes_or_four_elements()
    {
        Assert.That(((CType[])[CChar, Struct(CLong, CInt), Struct(CFloat), Struct(CDouble.ArrayOf(4)), CComplexType.Float, CLongDouble, CInt128, Struct(CLong, CLong, CLong), Struct()])
            .Select(static type => AbiLowering.Plan(CFunctionType.Of(type, []), Linux).Result.Kind), Is.EqualTo(new[]
        {
            ResultKind.General, ResultKind.GeneralGeneral, ResultKind.Floating, ResultKind.Homogeneous, ResultKind.Homogeneous, ResultKind.Floating,
            ResultKind.GeneralGeneral, ResultKind.Memory, ResultKind.Void,
        }));
        CallPlan plan = AbiLowering.Plan(CFunctionType.Of(Struct(CLong, CLong, CLong), [CInt]), Linux);
        Assert.That((PlanText.Of(plan), plan.Result.Address.Location), Is.EqualTo(("r0:4 -> Memory", ArgumentLocation.ResultAddress)));
        plan = AbiLowering.Plan(CFunctionType.Of(Struct(CFloat, CFloat, CFloat), []), Linux);
        Assert.That(plan.Result.Pieces.Select(static piece => (piece.Location, piece.Place, piece.Offset, piece.Size)), Is.EqualTo(new[]
        {
            (ArgumentLocation.Floating, 0, 0, 4), (ArgumentLocation.Floating, 1, 4, 4), (ArgumentLocation.Floating, 2, 8, 4),
        }));
    }

    // As gcc 12 and clang 14 have it; random records found it.
    [Test]
    public void A_bit_field_of_width_0_counts_in_a_union_and_for_clang()
    {
        var record = new CRecordType(isUnion: false, "ends");
        record.Complete([new CMember("d", CDouble), new CMember(null, CLong, 0)]);
        var between = new CRecordType(isUnion: false, "between");
        between.Complete([new CMember("x", CFloat), new CMember(null, CInt, 0), new CMember("y", CFloat)]);
        var union = new CRecordType(isUnion: true, "either");
        union.Complete([new CMember(null, CInt, 0), new CMember("x", CFloat)]);
        Assert.That(Of(Linux, record, between, union), Is.EqualTo("x0:8, x1:4 x2+4:4, r0:4"));
        Assert.That(Of(Apple, record, between, union), Is.EqualTo("r0:8, r1:8, r2:4"));
    }

    // As gcc has it; random records found it.
    [Test]
    public void An_aligned_bit_field_aligns_its_record()
    {
        var record = new CRecordType(isUnion: false, "bits");
        record.Complete([new CMember("b", CInt, 2) { RequestedAlignment = 16 }, new CMember("x", CFloat)]);
        Assert.That(Of(Linux, CLong, record, CLong), Is.EqualTo("r0:8, r2:8 r3+8:8, r4:8"));
    }

    [Test]
    public void A_partial_record_that_may_be_homogeneous_is_refused()
    {
        var record = new CRecordType(isUnion: false, "part");
        record.Complete([new CMember("d", CDouble)], null, isPartial: true);
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => Of(Linux, record))!.Id, Is.EqualTo("CFFI5002"));
    }

    private static string Of(Target target, params CType[] parameters) => PlanText.On(target, CVoidType.Instance, parameters).Replace(" -> Void", "", StringComparison.Ordinal);

    private static CType[] Eight(CType type) => [.. Enumerable.Repeat(type, 8)];
}
