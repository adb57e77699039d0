using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;
using static Cffi.Tests.Layout.Declare;

namespace Cffi.Tests.Layout;

/// <summary>
/// Every sequence of three members that open, continue, fill or close storage units. The third member shows what a layout
/// remembers from one member to the next.
/// </summary>
public sealed class BitFieldSequenceTests
{
    private static readonly RecordLayoutRules Gnu = RecordLayoutRules.Default;
    private static readonly RecordLayoutRules Microsoft = Gnu with { UsesMicrosoftBitFields = true };

    private static readonly Func<string, CMember>[] Members =
    [
        static name => new CMember(name, CChar), static name => new CMember(name, CInt), static name => Bits(name, CChar, 1), static name => Bits(name, CChar, 8), static name => Bits(name, CShort, 9),
        static name => Bits(name, CInt, 7), static name => Bits(name, CInt, 32), static name => Bits(name, CLongLong, 33), static _ => Bits("", CInt, 3), static _ => Bits("", CChar, 0), static _ => Bits("", CInt, 0), static _ => Bits("", CLongLong, 0),
    ];

    private static TestCaseData[] Rules =>
    [
        Case("gcc", "linux-x64", false, Gnu), Case("packed", "linux-x64", false, Gnu with { IsPacked = true }), Case("pack(2)", "linux-x64", false, Gnu with { Pack = 2 }), Case("a union", "linux-x64", true, Gnu),
        Case("ms_struct", "linux-x64", false, Microsoft), Case("ms_struct, packed", "linux-x64", false, Microsoft with { IsPacked = true }), Case("ms_struct, pack(2)", "linux-x64", false, Microsoft with { Pack = 2 }), Case("ms_struct, a union", "linux-x64", true, Microsoft),
        Case("32 bits", "linux-x86", false, Gnu), Case("Arm", "linux-arm64", false, Gnu), Case("Apple", "osx-arm64", false, Gnu), Case("Apple, packed", "osx-arm64", false, Gnu with { IsPacked = true }), Case("Apple, a union", "osx-arm64", true, Gnu),
        Case("Apple, ms_struct", "osx-arm64", false, Microsoft), Case("Apple, ms_struct, packed", "osx-arm64", false, Microsoft with { IsPacked = true }), Case("Apple, ms_struct, a union", "osx-arm64", true, Microsoft),
        Case("Windows", "win-x64", false, Gnu), Case("Windows, pack(2)", "win-x64", false, Gnu with { Pack = 2 }), Case("Windows, a union", "win-x64", true, Gnu),
    ];

    [TestCaseSource(nameof(Rules))]
    public void Three_members_are_placed_as_compilers_place_them(string targetName, bool isUnion, RecordLayoutRules rules)
    {
        Target target = Target.Find(targetName)!;
        CCompiler compiler = targetName.StartsWith("linux", StringComparison.Ordinal) ? CCompiler.GccFor(target) : CCompiler.ClangFor(target);
        CRecordType[] records = [.. Members.SelectMany(first => Members.SelectMany(second => Members.Select(third => Record(isUnion, rules, first("a"), second("b"), third("c")))))];
        IReadOnlyList<LayoutFacts> theirs = LayoutOracle.Ask(compiler, records, records);
        string[] wrong = [.. records.Select((record, i) => (record, Differences: LayoutFacts.Compute(record, target).DifferencesTo(theirs[i])))
            .Where(static pair => pair.Differences.Length > 0).Select(static pair => CTextWriter.Write([pair.record]) + pair.Differences)];
        Assert.That(wrong, Is.Empty, () => $"{wrong.Length} of {records.Length}\n{string.Join('\n', wrong.Take(20))}");
    }

    // No compiler tells the position of a member without a name.
    [TestCaseSource(nameof(Rules))]
    public void A_member_without_bits_begins_at_a_whole_byte(string targetName, bool isUnion, RecordLayoutRules rules)
    {
        IEnumerable<CRecordType> records = Members.SelectMany(first => Members.Select(second => Record(isUnion, rules, first("a"), second("b"))));
        FieldLayout[] fields = [.. records.SelectMany(record => LayoutEngine.OfRecord(record, Target.Find(targetName)!).Fields).Where(static field => (field.Member.BitWidth ?? 0) == 0)];
        Assert.That(fields.Select(static field => field.BitOffset), Is.All.Zero);
        Assert.That(fields, isUnion ? Is.All.Property(nameof(FieldLayout.Offset)).Zero : Is.Not.Empty);
    }

    private static TestCaseData Case(string name, string target, bool isUnion, RecordLayoutRules rules) => new TestCaseData(target, isUnion, rules).SetArgDisplayNames(name);
}
