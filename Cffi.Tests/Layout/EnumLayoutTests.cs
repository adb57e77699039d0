using System.Numerics;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.Layout;

public sealed class EnumLayoutTests
{
    [TestCase(0, 1, "unsigned int", "unsigned int", "int")]
    [TestCase(-1, 1, "int", "int", "int")]
    [TestCase(0, uint.MaxValue, "unsigned int", "unsigned int", "int")]
    [TestCase(0, uint.MaxValue + 1L, "unsigned long", "unsigned long long", "int")]
    [TestCase(-1, uint.MaxValue, "long", "long long", "int")]
    [TestCase(long.MinValue, long.MaxValue, "long", "long long", "int")]
    public void The_values_choose_the_type(long least, long greatest, string onX64, string onX86, string onWindows)
    {
        CEnumType type = Enum(least, greatest);
        Assert.That(EnumLayout.UnderlyingType(type, Target.LinuxX64).Name, Is.EqualTo(onX64));
        Assert.That(EnumLayout.UnderlyingType(type, Target.LinuxX86).Name, Is.EqualTo(onX86));
        Assert.That(EnumLayout.UnderlyingType(type, Target.WindowsX64).Name, Is.EqualTo(onWindows));
    }

    [Test]
    public void The_largest_unsigned_value_fits() =>
        Assert.That(EnumLayout.UnderlyingType(Enum(ulong.MaxValue), Target.LinuxX64).Name, Is.EqualTo("unsigned long"));

    [Test]
    public void Values_that_no_type_holds_are_refused()
    {
        Assert.That(() => EnumLayout.UnderlyingType(Enum(-1, ulong.MaxValue), Target.LinuxX64), Throws.TypeOf<LayoutException>());
        Assert.That(() => EnumLayout.UnderlyingType(Enum(BigInteger.One << 64), Target.LinuxX64), Throws.TypeOf<LayoutException>());
    }

    [Test]
    public void A_fixed_underlying_type_is_taken_as_it_is()
    {
        var type = new CEnumType("fixed");
        type.Complete([new CEnumerator("A", 1)], CPrimitiveType.Of(CPrimitiveKind.Short));
        Assert.That(Target.All.Select(target => LayoutEngine.Of(type, target).Size), Is.All.EqualTo(2));
    }

    [Test]
    public void Incomplete_and_partial_enums_are_refused()
    {
        var partial = new CEnumType("partial");
        partial.Complete([], null, isPartial: true);
        Assert.That(
            Assert.Throws<LayoutException>(() => EnumLayout.UnderlyingType(new CEnumType("later"), Target.LinuxX64))!.Id, Is.EqualTo("CFFI4003"));
        Assert.That(Assert.Throws<LayoutException>(() => EnumLayout.UnderlyingType(partial, Target.LinuxX64))!.Id, Is.EqualTo("CFFI4005"));
    }
}
