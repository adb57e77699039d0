using Cffi.Core.CallPlans;
using Cffi.Tests.Layout;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.CallPlans;

/// <summary>The rules of Microsoft's x64 convention, one test each; <see cref="PlanExecution.PlanExecutionTests"/> proves the plans by machine code of compilers.</summary>
public sealed class WindowsX64Tests
{
    [Test]
    public void The_position_decides_the_register() =>
        Assert.That(Of(CVoidType.Instance, CInt, CDouble, CChar, CFloat, CDouble, CShort), Is.EqualTo("r0:4, x1:8, r2:1, x3:4, s0:8, s1:2 -> Void"));

    [Test]
    public void Records_of_1_2_4_and_8_bytes_are_words_and_others_are_copied_and_passed_by_address() =>
        Assert.That(
            Of(CVoidType.Instance, Struct(CFloat, CFloat), Struct(CChar.ArrayOf(3)), Struct(CDouble, CDouble), Struct(CShort), Struct(CChar.ArrayOf(7)), Struct(CDouble)),
            Is.EqualTo("r0:8, *r1:8, *r2:8, r3:2, *s0:8, s1:8 -> Void"));

    [Test]
    public void The_address_of_a_result_in_memory_is_the_first_argument()
    {
        Assert.That(Of(Struct(CLong, CLong, CLong), CInt, CDouble), Is.EqualTo("r1:4, x2:8 -> Memory"));
        Assert.That(Of(Struct(CFloat, CFloat), CInt), Is.EqualTo("r0:4 -> General"));
        Assert.That(Of(Struct(CChar.ArrayOf(3))), Is.EqualTo(" -> Memory"));
        Assert.That((Of(CDouble), Of(CLongDouble), Of(CBool)), Is.EqualTo((" -> Floating", " -> Floating", " -> General")));
    }

    [Test]
    public void A_variadic_function_finds_floating_point_numbers_in_both_registers() =>
        Assert.That(
            PlanText.On(Target.WindowsX64, CInt, [CDouble], [CInt, CDouble, CInt, CDouble]),
            Is.EqualTo("x0:8 r0:8, r1:4, x2:8 r2:8, r3:4, s0:8 -> General"));

    [Test]
    public void A_copy_is_aligned_to_16_or_more()
    {
        CallPlan plan = AbiLowering.Plan(CFunctionType.Of(CVoidType.Instance, [Struct(CChar.ArrayOf(3)), Aligned(32, CInt), CInt]), Target.WindowsX64);
        Assert.That(plan.Arguments.Select(static argument => argument.CopyAlignment), Is.EqualTo(new[] { 16, 32, 0 }));
    }

    private static string Of(CType result, params CType[] parameters) => PlanText.On(Target.WindowsX64, result, parameters);
}
