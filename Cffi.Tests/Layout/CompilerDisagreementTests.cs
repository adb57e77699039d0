using Cffi.Tests.Native;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.Layout;

/// <summary>
/// Records that GCC and clang lay out differently for one target, by name. Linux targets follow GCC. If a new
/// compiler version agrees with the other compiler, the test fails, and the case can be deleted.
/// </summary>
public sealed class CompilerDisagreementTests
{
    private static readonly RecordLayoutRules Microsoft = RecordLayoutRules.Default with { UsesMicrosoftBitFields = true };

    private static TestCaseData[] Cases =>
    [
        Case("an alignment that a bit-field asks for, before GCC looks whether it fits",
            Record(false, null, Bits("a", CLong, 53), new CMember("b", CUInt, 9) { RequestedAlignment = 1 })),
        Case("an alignment that a bit-field asks for above pragma pack, which clang forgets",
            Record(false, RecordLayoutRules.Default with { Pack = 2 }, Bits("a", CChar, 2), new CMember("b", CInt, 3) { RequestedAlignment = 8 })),
        Case("packed bit-fields with ms_struct, which clang leaves aligned",
            Record(false, Microsoft with { IsPacked = true }, Bits("a", CChar, 2), Bits("b", CInt, 3))),
        Case("bit-fields in a union with ms_struct, whose alignment clang ignores",
            Record(true, Microsoft, new CMember("a", CChar), Bits("b", CLong, 3))),
        Case("an _Atomic record of three bytes, which clang pads",
            Struct(CChar, Struct(CChar.ArrayOf(3)).Qualified(CQualifiers.Atomic))),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Gcc_is_followed_in(CRecordType record)
    {
        LayoutFacts ours = LayoutFacts.Compute(record, Target.LinuxX64);
        Assert.That(ours.DifferencesTo(LayoutOracle.Ask(CCompiler.GccFor(Target.LinuxX64), Definitions(record), [record])[0]), Is.Empty);
        CCompiler clang = CCompiler.ClangFor(Target.LinuxX64);
        Assert.That(ours.DifferencesTo(LayoutOracle.Ask(clang, Definitions(record), [record])[0]), Is.Not.Empty, "clang agrees now");
    }

    private static TestCaseData Case(string name, CRecordType record) => new TestCaseData(record).SetArgDisplayNames(name);
}
