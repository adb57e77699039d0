using Cffi.Core.CallPlans;
using Cffi.Parser;
using NUnit.Framework;

namespace Cffi.Tests.Declarations;

/// <summary>Passes a type of every kind to every switch over kinds.</summary>
public sealed class TypeKindTests
{
    private const string Text = """
        struct s { int x; }; union u { int x; }; enum e { A };
        typedef float v4 __attribute__((vector_size(16))); typedef int... partial; typedef int aligned_int __attribute__((aligned(16)));
        """;

    private static readonly string[] Names =
    [
        "void", "int", "double _Complex", "enum e", "int *", "int[3]", "struct s", "union u", "int(int)", "v4", "_BitInt(9)", "va_list", "partial", "aligned_int",
        "_Float16", "_Float128", "__int128", "time_t", "const struct s", "_Atomic int",
    ];

    [Test]
    public void Every_kind_is_among_them() =>
        Assert.That(Names.Select(name => Parse(name).Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<CTypeKind>()));

    [TestCaseSource(nameof(Names))]
    public void A_type_is_printed_and_read_back(string name)
    {
        var set = new DeclarationSet();
        var parser = new CParser(Target.LinuxX64, set);
        parser.Parse(Text);
        CType type = parser.ParseType(name);
        Assert.That(parser.ParseType(type.CName), Is.SameAs(type));
        Assert.That(parser.ParseType(type.PointerTo().CName), Is.SameAs(type.PointerTo()));
    }

    [Test]
    public void A_type_has_a_layout_or_a_reason([ValueSource(nameof(Names))] string name)
    {
        foreach (Target target in Target.All)
        {
            try
            {
                Assert.That(LayoutEngine.Of(Parse(name), target).Alignment, Is.Positive);
            }
            catch (LayoutException reason)
            {
                Assert.That(reason.Id, Does.StartWith("CFFI4"));
            }
        }
    }

    [Test]
    public void A_type_can_be_passed_and_returned_or_is_refused_by_name([ValueSource(nameof(Names))] string name)
    {
        CType type = Parse(name);
        try
        {
            Assert.That(AbiLowering.Plan(CFunctionType.Of(type, [type]), Target.LinuxX64).Arguments, Has.Count.EqualTo(1));
        }
        catch (CffiUnsupportedException reason)
        {
            Assert.That(reason.Id, Does.StartWith("CFFI5"));
        }
    }

    private static CType Parse(string name)
    {
        var parser = new CParser(Target.LinuxX64, new DeclarationSet());
        parser.Parse(Text);
        return parser.ParseType(name);
    }
}
