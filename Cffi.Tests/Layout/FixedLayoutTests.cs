using Cffi.Tests.Native;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.Layout;

/// <summary>Hand-written layouts that random records seldom reach, compared with gcc and, for every target, clang.</summary>
public sealed class FixedLayoutTests
{
    private static readonly RecordLayoutRules PackedRules = RecordLayoutRules.Default with { IsPacked = true };

    private static TestCaseData[] Cases =>
    [
        Case("an empty structure", Struct()),
        Case("an empty union", Union()),
        Case("an aligned empty structure", Aligned(16)),
        Case("a structure with only a zero-width bit-field", Record(false, null, Bits("", CInt, 0))),
        Case("a structure with only unnamed bit-fields", Record(false, null, Bits("", CInt, 5), Bits("", CLongLong, 33))),
        Case("a structure with only a zero-length array", Struct(CInt.ArrayOf(0))),
        Case("an array of empty structures", Struct(CChar, Struct().ArrayOf(3), CInt)),
        Case("a flexible array member", Struct(CChar, CArrayType.Of(CDouble, CArrayLength.Unspecified))),
        Case("bit-fields that cross a storage unit", Record(false, null, Bits("a", CInt, 20), Bits("b", CInt, 20), Bits("c", CInt, 20))),
        Case("bit-fields of different sizes", Record(false, null, Bits("a", CChar, 3), Bits("b", CInt, 7), Bits("c", CShort, 9), Bits("d", CLongLong, 33))),
        Case("bit-fields in a union", Record(true, null, Bits("a", CInt, 3), Bits("b", CLongLong, 33), Bits("c", CBool, 1))),
        Case("_Bool bit-fields", Record(false, null, Bits("a", CBool, 1), Bits("b", CBool, 1), Bits("", CBool, 0), Bits("c", CBool, 1))),
        Case("a long long bit-field of 33 bits behind a char", Record(false, null, new CMember("a", CChar), Bits("b", CLongLong, 33), new CMember("c", CChar))),
        Case("int : 0 between char bit-fields", Record(false, null, Bits("a", CChar, 2), Bits("", CInt, 0), Bits("b", CChar, 2))),
        Case("a zero width at the start and at the end", Record(false, null, Bits("", CLongLong, 0), new CMember("a", CChar), Bits("", CLongLong, 0))),
        Case("two zero widths in a row", Record(false, null, Bits("a", CChar, 2), Bits("", CShort, 0), Bits("", CInt, 0), Bits("b", CChar, 2))),
        Case("packed bit-fields", Record(false, PackedRules, Bits("a", CInt, 7), Bits("b", CInt, 30), Bits("c", CLongLong, 60), new CMember("d", CShort))),
        Case("packed bit-fields with a zero width", Record(false, PackedRules, Bits("a", CInt, 7), Bits("", CInt, 0), Bits("b", CInt, 3))),
        Case("unnamed padding", Record(false, null, Bits("a", CInt, 3), Bits("", CInt, 13), Bits("b", CInt, 3), Bits("", CLongLong, 40), new CMember("c", CChar))),
        Case("an enum bit-field with negative values", Record(false, null, Bits("a", Enum(-1, 1), 2), Bits("b", Enum(0, 3), 2))),
        Case("an enum above INT_MAX", Struct(CChar, Enum(uint.MaxValue))),
        Case("an enum above UINT_MAX", Struct(CChar, Enum(1L << 40))),
        Case("an enum from below 0 to above INT_MAX", Struct(CChar, Enum(-1, uint.MaxValue))),
        Case("pragma pack(2) with bit-fields", Record(false, RecordLayoutRules.Default with { Pack = 2 }, new CMember("a", CChar), Bits("b", CInt, 20), Bits("c", CInt, 20), new CMember("d", CLongLong))),
        Case("pragma pack(1) around a packed record", Record(false, PackedRules with { Pack = 4 }, Bits("a", CInt, 5), new CMember("b", CDouble))),
        Case("pragma pack(2) around an aligned member", Record(false, RecordLayoutRules.Default with { Pack = 2 }, new CMember("a", CChar), new CMember("b", CInt) { RequestedAlignment = 8 }, new CMember("c", CChar))),
        Case("pragma pack(2) around an aligned record", Record(false, RecordLayoutRules.Default with { Pack = 2 }, new CMember("a", CChar), new CMember("b", Aligned(16, CInt)))),
        Case("a packed record with an aligned member", Record(false, PackedRules, new CMember("a", CChar), new CMember("b", CInt) { RequestedAlignment = 4 }, new CMember("c", CDouble))),
        Case("a packed member", Record(false, null, new CMember("a", CChar), new CMember("b", CInt) { IsPacked = true }, new CMember("c", CDouble))),
        Case("packed around a record that is not", Packed(CChar, Struct(CChar, CDouble), CInt)),
        Case("an over-aligned array element", Struct(CChar, Aligned(32, CInt).ArrayOf(2))),
        Case("double and long long behind a char", Struct(CChar, CDouble, CChar, CLongLong)),
        Case("long double", Struct(CChar, CLongDouble)),
        Case("an array of 5 and a char", Struct(CChar.ArrayOf(5), CChar)),
        Case("anonymous members", Record(false, null, new CMember("a", CChar), Anonymous(false, new CMember("b", CInt), Anonymous(true, new CMember("c", CDouble), Bits("d", CInt, 9))), new CMember("e", CChar))),
    ];

    private static IEnumerable<Target> Targets => Target.All;

    [TestCaseSource(nameof(Cases))]
    public void Gcc_agrees_on(CRecordType record) => Check(CCompiler.GccFor(Target.LinuxX64), record, Target.LinuxX64);

    [TestCaseSource(nameof(Targets))]
    public void Clang_agrees_on_every_fixed_case_for(Target target)
    {
        CCompiler clang = CCompiler.ClangFor(target);
        using (Assert.EnterMultipleScope())
        {
            foreach (TestCaseData data in Cases)
            {
                Check(clang, (CRecordType)data.Arguments[0]!, target);
            }
        }
    }

    [Test]
    public void Complex_numbers_are_laid_out_as_gcc_does() =>
        Check(CCompiler.GccFor(Target.LinuxX64), Struct(CChar, CComplexType.Float, CComplexType.Double, CComplexType.LongDouble), Target.LinuxX64);

    [Test]
    public void Int128_is_laid_out_as_gcc_does() =>
        Check(CCompiler.GccFor(Target.LinuxX64), Record(false, null, new CMember("a", CChar), new CMember("b", CInt128), Bits("c", CInt128, 100)), Target.LinuxX64);

    private static void Check(CCompiler compiler, CRecordType record, Target target)
    {
        LayoutFacts theirs = LayoutOracle.Ask(compiler, Definitions(record), [record])[0];
        Assert.That(LayoutFacts.Compute(record, target).DifferencesTo(theirs), Is.Empty, compiler.Name);
    }

    private static CMember Anonymous(bool isUnion, params CMember[] members)
    {
        var record = new CRecordType(isUnion, null);
        record.Complete(members);
        return new CMember(null, record);
    }

    private static TestCaseData Case(string name, CRecordType record) => new TestCaseData(record).SetArgDisplayNames(name);
}
