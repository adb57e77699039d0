using Cffi.Core.CallPlans;
using Cffi.Tests.Layout;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.CallPlans;

/// <summary>The rules of the psABI, one test each. <see cref="RandomCallTests"/> checks the plans with calls to code that gcc compiled.</summary>
public sealed class SystemVX64Tests
{
    [Test]
    public void Integers_and_floating_values_use_registers_of_their_own() =>
        Assert.That(PlanText.Of(CInt, CChar, CDouble, CLong.PointerTo(), CFloat, CBool), Is.EqualTo("r0:1, x0:8, r1:8, x1:4, r2:1 -> General"));

    [Test]
    public void The_seventh_integer_and_the_ninth_double_go_to_the_stack()
    {
        CType[] types = [.. Enumerable.Repeat(CInt, 7), .. Enumerable.Repeat(CDouble, 9), CInt];
        Assert.That(PlanText.OfArguments(types), Does.EndWith("r5:4, s0:4, x0:8, x1:8, x2:8, x3:8, x4:8, x5:8, x6:8, x7:8, s1:8, s2:4"));
    }

    [Test]
    public void The_plan_counts_registers_and_stack_words()
    {
        CallPlan plan = AbiLowering.Plan(CFunctionType.Of(Struct(CLong, CLong, CLong), [CInt, CDouble, Struct(CLong, CLong, CLong)]), Target.LinuxX64);
        Assert.That((plan.GeneralRegisters, plan.FloatingRegisters, plan.StackWords, plan.StackAlignment), Is.EqualTo((2, 1, 3, 16)));
        Assert.That((plan.Result.Kind, plan.Result.Size), Is.EqualTo((ResultKind.Memory, 24L)));
    }

    [Test]
    public void Five_chars_a_float_and_a_char_with_a_double() =>
        Assert.That(
            PlanText.OfArguments(CChar, CChar, CChar, CChar, CChar, CFloat, Struct(CChar, CDouble)),
            Is.EqualTo("r0:1, r1:1, r2:1, r3:1, r4:1, x0:4, r5:8 x1+8:8"));

    [Test]
    public void A_record_with_one_register_of_a_class_left_goes_to_memory_and_later_scalars_use_that_register() =>
        Assert.That(
            PlanText.OfArguments(CInt, CInt, CInt, CInt, CInt, Struct(CLong, CLong), CInt, CDouble),
            Is.EqualTo("r0:4, r1:4, r2:4, r3:4, r4:4, s0:16, r5:4, x0:8"));

    [Test]
    public void A_mixed_record_needs_a_register_of_both_classes()
    {
        CType[] seven = [.. Enumerable.Repeat(CInt, 6), Struct(CLong, CDouble), CDouble];
        Assert.That(PlanText.OfArguments(seven), Does.EndWith("s0:16, x0:8"));
    }

    [Test]
    public void Floats_share_an_eightbyte_and_an_integer_in_it_makes_it_INTEGER()
    {
        Assert.That(PlanText.OfArguments(Struct(CFloat, CFloat)), Is.EqualTo("x0:8"));
        Assert.That(PlanText.OfArguments(Struct(CFloat, CFloat, CFloat)), Is.EqualTo("x0:8 x1+8:4"));
        Assert.That(PlanText.OfArguments(Struct(CFloat, CInt)), Is.EqualTo("r0:8"));
        Assert.That(PlanText.OfArguments(Struct(CDouble, CChar)), Is.EqualTo("x0:8 r0+8:8"));
        Assert.That(PlanText.OfArguments(Struct(CFloat, CInt, CDouble)), Is.EqualTo("r0:8 x0+8:8"));
    }

    // gcc generates the same for each of these.
    [Test]
    public void What_starts_or_ends_in_the_middle_of_an_eightbyte_is_classified_with_it()
    {
        Assert.That(PlanText.OfArguments(Struct(CChar.ArrayOf(9))), Is.EqualTo("r0:8 r1+8:1"), "one byte in the second eightbyte");
        Assert.That(PlanText.OfArguments(Struct(CDouble, Struct(CLong, CLong, CLong).ArrayOf(0))), Is.EqualTo("x0:8"), "an array without elements at the second eightbyte");
        CRecordType filled = Record(false, null, Bits("a", CShort, 15), Bits("b", CShort, 16));
        Assert.That(PlanText.OfArguments(Packed(CChar, filled)), Is.EqualTo("s0:5"), "a bit-field that fills a short, at an odd offset");
        Assert.That(PlanText.OfArguments(Packed(CChar, Record(true, null, Bits("b", CShort, 9)))), Is.EqualTo("s0:3"), "9 bits in a union are a short");
        Assert.That(PlanText.OfArguments(Packed(CShort, Record(true, null, Bits("b", CInt, 17)))), Is.EqualTo("s0:6"), "17 bits in a union are an int");
    }

    [Test]
    public void Arrays_of_char_take_two_registers_up_to_16_bytes()
    {
        Assert.That(PlanText.OfArguments(Struct(CChar.ArrayOf(9))), Is.EqualTo("r0:8 r1+8:1"));
        Assert.That(PlanText.OfArguments(Struct(CChar.ArrayOf(16))), Is.EqualTo("r0:8 r1+8:8"));
        Assert.That(PlanText.OfArguments(Struct(CChar.ArrayOf(17))), Is.EqualTo("s0:17"));
    }

    [Test]
    public void Members_of_a_union_merge()
    {
        Assert.That(PlanText.OfArguments(Union(CDouble, CLong)), Is.EqualTo("r0:8"));
        Assert.That(PlanText.OfArguments(Union(CFloat.ArrayOf(4), CLong)), Is.EqualTo("r0:8 x0+8:8"));
        Assert.That(PlanText.OfArguments(Union(CFloat, CDouble)), Is.EqualTo("x0:8"));
    }

    [Test]
    public void A_member_that_is_not_aligned_sends_the_record_to_memory()
    {
        Assert.That(PlanText.OfArguments(Packed(CChar, CInt)), Is.EqualTo("s0:5"));
        Assert.That(PlanText.OfArguments(Packed(CInt, CChar)), Is.EqualTo("r0:5"));
        Assert.That(PlanText.OfArguments(Struct(Packed(CFloat, CChar).ArrayOf(2))), Is.EqualTo("r0:8 r1+8:2"), "gcc looks at the first element only");
    }

    [Test]
    public void An_array_without_elements_counts_unless_it_starts_at_an_eightbyte()
    {
        Assert.That(PlanText.OfArguments(Struct(CFloat, CInt.ArrayOf(0))), Is.EqualTo("r0:4"), "as gcc does");
        Assert.That(PlanText.OfArguments(Struct(CDouble, CInt.ArrayOf(0))), Is.EqualTo("x0:8"));
        Assert.That(PlanText.OfArguments(Struct(CInt, Struct(CInt.ArrayOf(5)).ArrayOf(0))), Is.EqualTo("s0:4"), "as gcc does");
    }

    [Test]
    public void Bit_fields_are_INTEGER_wherever_they_have_bits()
    {
        CRecordType packed = Record(false, RecordLayoutRules.Default with { IsPacked = true }, Bits("a", CLongLong, 60), Bits("b", CLongLong, 60));
        Assert.That(PlanText.OfArguments(packed), Is.EqualTo("r0:8 r1+8:7"));
        Assert.That(PlanText.OfArguments(Record(false, null, new CMember("a", CFloat), Bits("b", CInt, 3))), Is.EqualTo("r0:8"));
        Assert.That(PlanText.OfArguments(Record(false, null, new CMember("a", CFloat), Bits("", CInt, 0), new CMember("b", CFloat))), Is.EqualTo("x0:8"));
        Assert.That(PlanText.OfArguments(Record(false, null, new CMember("a", CFloat), Bits("", CInt, 3))), Is.EqualTo("r0:8"), "gcc counts unnamed bits");
    }

    [Test]
    public void Bit_fields_that_gcc_takes_for_integers_need_their_alignment()
    {
        RecordLayoutRules two = RecordLayoutRules.Default with { Pack = 2 };
        CRecordType full = Record(false, two, Bits("a", CInt, 32), Bits("b", CInt, 3));
        CRecordType partial = Record(false, two, Bits("a", CInt, 31), Bits("b", CInt, 3));
        Assert.That(PlanText.OfArguments(Record(false, two, new CMember("a", CShort), new CMember("b", full))), Is.EqualTo("s0:8"));
        Assert.That(PlanText.OfArguments(Record(false, two, new CMember("a", CShort), new CMember("b", partial))), Is.EqualTo("r0:8"));
        CRecordType union = Record(true, two, Bits("a", CInt, 20));
        Assert.That(PlanText.OfArguments(Record(false, two, new CMember("a", CShort), new CMember("b", union))), Is.EqualTo("s0:6"));
    }

    [Test]
    public void A_record_inside_a_union_is_classified_before_it_merges()
    {
        Assert.That(PlanText.OfArguments(Union(CLong, Struct(CLongDouble), Struct(CDouble, CChar))), Is.EqualTo("r0:8 r1+8:8"));
        Assert.That(PlanText.OfArguments(Union(CChar.ArrayOf(9), Union(CLongDouble, CLong))), Is.EqualTo("s0:16"));
    }

    [Test]
    public void An_empty_record_is_not_passed_at_all() =>
        Assert.That(PlanText.Of(Struct(), CInt, Struct(), Struct(Struct().ArrayOf(3)), CInt), Is.EqualTo("r0:4, -, -, r1:4 -> Void"));

    [Test]
    public void A_record_aligned_to_16_takes_one_register_and_leaves_the_padding_out() =>
        Assert.That(PlanText.OfArguments(Aligned(16, CInt), CInt), Is.EqualTo("r0:8, r1:4"));

    [Test]
    public void Aligned_records_are_aligned_on_the_stack()
    {
        CType[] types = [.. Enumerable.Repeat(CInt, 7), Aligned(32, CInt), CInt];
        CallPlan plan = AbiLowering.Plan(CFunctionType.Of(CVoidType.Instance, types), Target.LinuxX64);
        Assert.That(PlanText.Of(plan), Does.EndWith("s0:4, s4:32, s8:4 -> Void"));
        Assert.That((plan.StackAlignment, plan.StackWords), Is.EqualTo((32, 9)));
    }

    [Test]
    public void Long_double_goes_on_the_stack_and_comes_back_in_st0()
    {
        Assert.That(PlanText.Of(CLongDouble, CInt, CLongDouble), Is.EqualTo("r0:4, s0:16 -> X87"));
        Assert.That(PlanText.Of(Struct(CLongDouble), Struct(CLongDouble)), Is.EqualTo("s0:16 -> X87"));
        Assert.That(PlanText.Of(Union(CLongDouble, CInt), CInt), Is.EqualTo("r1:4 -> Memory"));
        Assert.That(PlanText.Of(Union(CLongDouble, CFloat)), Is.EqualTo(" -> Memory"));
    }

    [Test]
    public void Complex_numbers()
    {
        Assert.That(PlanText.Of(CComplexType.Float, CComplexType.Float), Is.EqualTo("x0:8 -> Floating"));
        Assert.That(PlanText.Of(CComplexType.Double, CComplexType.Double), Is.EqualTo("x0:8 x1+8:8 -> FloatingFloating"));
        Assert.That(PlanText.Of(CComplexType.LongDouble, CComplexType.LongDouble), Is.EqualTo("s0:32 -> X87Pair"));
        Assert.That(PlanText.Of(Struct(CComplexType.LongDouble)), Is.EqualTo(" -> Memory"));
    }

    [Test]
    public void Int128_is_a_pair_of_registers_or_16_aligned_bytes_on_the_stack()
    {
        Assert.That(PlanText.Of(CInt128, CInt128), Is.EqualTo("r0:8 r1+8:8 -> GeneralGeneral"));
        CType[] types = [.. Enumerable.Repeat(CInt, 5), Struct(CLong, CLong, CLong), CInt128, CInt];
        Assert.That(PlanText.OfArguments(types), Does.EndWith("s0:24, s4:16, r5:4"));
    }

    [Test]
    public void Results_come_back_by_their_eightbytes()
    {
        Assert.That(PlanText.Of(Struct(CLong, CDouble)), Is.EqualTo(" -> GeneralFloating"));
        Assert.That(PlanText.Of(Struct(CDouble, CLong)), Is.EqualTo(" -> FloatingGeneral"));
        Assert.That(PlanText.Of(Struct(CDouble, CDouble)), Is.EqualTo(" -> FloatingFloating"));
        Assert.That(PlanText.Of(Struct(CInt, CInt)), Is.EqualTo(" -> General"));
        Assert.That(PlanText.Of(CBool), Is.EqualTo(" -> General"));
        Assert.That(PlanText.Of(Struct(CLong, CLong, CChar), CInt), Is.EqualTo("r1:4 -> Memory"));
    }

    [Test]
    public void Enums_are_integers_of_their_size() =>
        Assert.That(PlanText.Of(Declare.Enum(-1), Declare.Enum(1), Declare.Enum(1L << 40)), Is.EqualTo("r0:4, r1:8 -> General"));

    [Test]
    public void Variadic_arguments_follow_the_named_ones_and_AL_is_the_number_of_vector_registers()
    {
        CallPlan plan = AbiLowering.Plan(CFunctionType.Of(CInt, [CChar.PointerTo()], isVariadic: true), Target.LinuxX64, [CDouble, CInt, CDouble, CLong.ArrayOf(3)]);
        Assert.That(PlanText.Of(plan), Is.EqualTo("r0:8, x0:8, r1:4, x1:8, r2:8 -> General"));
        Assert.That((plan.IsVariadic, plan.FloatingRegisters), Is.EqualTo((true, 2)));
    }

    [Test]
    public void Variadic_arguments_of_another_function_are_refused() =>
        Assert.That(
            Assert.Throws<CffiArgumentCountException>(() => AbiLowering.Plan(CFunctionType.Of(CInt, []), Target.LinuxX64, [CInt]))!.Id, Is.EqualTo("CFFI5005"));

    [Test]
    public void What_has_no_value_is_refused_by_name()
    {
        CType flexible = Struct(CInt, CArrayType.Of(CInt, CArrayLength.Unspecified));
        Refused("CFFI5003", CFunctionType.Of(CInt, [flexible]), flexible.CName);
        Refused("CFFI5003", CFunctionType.Of(flexible, []), "flexible array");
        Refused("CFFI5002", CFunctionType.Of(CInt, [new CRecordType(false, "later")]), "struct later");
        Refused("CFFI5002", CFunctionType.Of(new CRecordType(false, "FILE", isOpaque: true), []), "struct FILE");
        Refused("CFFI5006", CFunctionType.Of(CInt, [CVoidType.Instance]), "void");
    }

    [Test]
    public void Arguments_that_no_stack_holds_are_refused() =>
        Refused("CFFI5004", CFunctionType.Of(CInt, [Struct(CChar.ArrayOf(1L << 40))]), "stack");

    [Test]
    public void Calling_standards_without_plans_are_refused_by_name()
    {
        foreach (Target target in (Target[])[Target.LinuxX86, Target.WindowsX86])
        {
            CffiUnsupportedException? error = Assert.Throws<CffiUnsupportedException>(() => AbiLowering.Plan(CFunctionType.Of(CInt, []), target));
            Assert.That(error!.Id, Is.EqualTo("CFFI5010"));
            Assert.That(error.Message, Does.Contain(target.Name));
        }
    }

    [Test]
    public void The_run_time_refuses_what_no_executor_has_run_for()
    {
        static bool IsExecuted(Target target) => target.PointerSize == 8 && target != Target.WindowsArm64;
        foreach (Target target in Target.All.Where(static target => !IsExecuted(target)))
        {
            CffiUnsupportedException? error = Assert.Throws<CffiUnsupportedException>(() => ExecutedPlans.Plan(CFunctionType.Of(CInt, []), target));
            Assert.That(error!.Message, Is.EqualTo($"CFFI5001: 'int(void)' cannot be called on {target.Name}: Cffi makes calls on {string.Join(", ", Target.All.Where(IsExecuted))} only, and computes layouts on {target.Name}"));
        }
    }

    private static void Refused(string id, CFunctionType type, string reason)
    {
        CffiUnsupportedException? error = Assert.Throws<CffiUnsupportedException>(() => AbiLowering.Plan(type, Target.LinuxX64));
        Assert.That(error!.Id, Is.EqualTo(id));
        Assert.That(error.Message, Does.Contain(reason).And.Contain("linux-x64"));
    }
}
