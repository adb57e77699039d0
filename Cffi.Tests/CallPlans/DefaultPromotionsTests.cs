using Cffi.Core.CallPlans;
using Cffi.Tests.Layout;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.CallPlans;

public sealed class DefaultPromotionsTests
{
    [TestCase(CPrimitiveKind.Bool, "int")]
    [TestCase(CPrimitiveKind.Char, "int")]
    [TestCase(CPrimitiveKind.UShort, "int")]
    [TestCase(CPrimitiveKind.Int16, "int")]
    [TestCase(CPrimitiveKind.Char16, "int")]
    [TestCase(CPrimitiveKind.Int, "int")]
    [TestCase(CPrimitiveKind.UInt32, "uint32_t")]
    [TestCase(CPrimitiveKind.WChar, "wchar_t")]
    [TestCase(CPrimitiveKind.Long, "long")]
    [TestCase(CPrimitiveKind.Float, "double")]
    [TestCase(CPrimitiveKind.LongDouble, "long double")]
    public void Arithmetic_types_become_at_least_int_and_double(CPrimitiveKind kind, string promoted) =>
        Assert.That(DefaultPromotions.Promote(CPrimitiveType.Of(kind), Target.LinuxX64).CName, Is.EqualTo(promoted));

    [Test]
    public void A_16_bit_wchar_t_becomes_int() =>
        Assert.That(DefaultPromotions.Promote(CPrimitiveType.Of(CPrimitiveKind.WChar), Target.WindowsX64), Is.SameAs(CInt));

    [Test]
    public void Arrays_and_functions_become_pointers()
    {
        Assert.That(DefaultPromotions.Promote(CChar.ArrayOf(3), Target.LinuxX64), Is.SameAs(CChar.PointerTo()));
        CFunctionType function = CFunctionType.Of(CInt, []);
        Assert.That(DefaultPromotions.Promote(function, Target.LinuxX64), Is.SameAs(function.PointerTo()));
    }

    [Test]
    public void Qualifiers_go_and_records_and_complex_numbers_stay()
    {
        CRecordType record = Struct(CFloat);
        Assert.That(DefaultPromotions.Promote(record.Qualified(CQualifiers.Const), Target.LinuxX64), Is.SameAs(record));
        Assert.That(DefaultPromotions.Promote(CComplexType.Float, Target.LinuxX64), Is.SameAs(CComplexType.Float));
    }

    [Test]
    public void Enums_stay_unless_they_are_narrower_than_int()
    {
        CEnumType plain = Declare.Enum(1);
        var narrow = new CEnumType("narrow");
        narrow.Complete([], CPrimitiveType.Of(CPrimitiveKind.UChar));
        Assert.That(DefaultPromotions.Promote(plain, Target.LinuxX64), Is.SameAs(plain));
        Assert.That(DefaultPromotions.Promote(narrow, Target.LinuxX64), Is.SameAs(CInt));
    }
}
