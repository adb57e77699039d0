using System.Globalization;
using Cffi.Core.CallPlans;
using Cffi.Generator.Emission;
using Cffi.Modules.Stubs;
using Cffi.Parser;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>Records that contain another record twice, forty levels deep: code that visits them must visit each record once.</summary>
public sealed class DoublingTests
{
    private const int Doublings = 40;

    private static readonly TestCaseData[] Records =
    [
        Case("empty structures", "struct A0 {};", "struct A{0} {{ struct A{1} a, b; }};", "struct A"),
        Case("empty unions", "union A0 {};", "union A{0} {{ union A{1} a, b; }};", "union A"),
        Case("unions of one byte", "union A0 { char c; };", "union A{0} {{ union A{1} a, b; }};", "union A"),
        Case("unions of two numbers", "union A0 { double d; long n; };", "union A{0} {{ union A{1} a, b; }};", "union A"),
        Case("arrays of empty structures", "struct A0 {};", "struct A{0} {{ struct A{1} a[2], b[3][1]; }};", "struct A"),
        Case("arrays without elements", "struct A0 { long n; };", "struct A{0} {{ struct A{1} a[0], b[0]; }};", "struct A"),
        Case("structures without names", "typedef struct {} A0;", "typedef struct {{ A{1} a, b; }} A{0};", "A"),
        Case("structures and unions in turn", "struct A0 {};", "struct A{0} {{ union {{ struct A{1} a, b; }}; struct A{1} c; }};", "struct A"),
        Case("bit-fields without width", "union A0 { int : 0; };", "union A{0} {{ union A{1} a, b; int : 0; }};", "union A"),
    ];

    [TestCaseSource(nameof(Records))]
    [CancelAfter(60_000)]
    public void They_are_read_laid_out_classified_and_printed(string text, string type)
    {
        string all = $"{text}\n{type} f({type} x, int y); int g({type} *p);";
        foreach (Target target in Target.All)
        {
            var set = new DeclarationSet();
            var parser = new CParser(target, set);
            parser.Parse(all);
            parser.Parse(all);
            if (target == Target.LinuxX64)
            {
                Assert.That(Planned(set), Is.EqualTo(Planned(Read(DeclarationPrinter.Print(set)))));
            }

            try
            {
                Assert.That(LayoutEngine.Of(parser.ParseType(type), target).Size, Is.LessThan(20).Or.GreaterThan(target.UsesMicrosoftLayout ? 20 : long.MaxValue - 1));
            }
            catch (LayoutException reason) when (target.UsesMicrosoftLayout)
            {
                // In MSVC's layout an empty record has a size.
                Assert.That(reason.Id, Is.EqualTo("CFFI4007"));
            }
        }
    }

    [TestCaseSource(nameof(Records))]
    [CancelAfter(60_000)]
    public void They_are_bound(string text, string type)
    {
        BindingResult result = BindingEmitter.Emit(new BindingRequest($"{text}\n{type} f({type} x, int y); int g({type} *p);", "Lib") { Library = "c" });
        Assert.That(result.Source is not null || result.Diagnostics.Count > 0);
    }

    [TestCaseSource(nameof(Records))]
    [CancelAfter(60_000)]
    public void They_are_made_shown_and_passed(string text, string type)
    {
        var ffi = new Ffi();
        ffi.Cdef($"{text}\nint abs({type} x, int y); extern {type} optind;");
        using CLibrary c = ffi.Dlopen("c");
        using CData one = ffi.New($"{type} *");
        using CData other = ffi.New($"{type}[2]");
        Assert.That(one.ToString(), Is.Not.Empty);
        Assert.That(other.ToString(), Is.Not.Empty);
        Assert.That(one.Equals(other), Is.False);
        Assert.That(new HashSet<CData> { one }, Does.Contain(one));
        if (ffi.SizeOf(type) == 0)
        {
            Assert.That(c.Call<int>("abs", other[0], -3), Is.EqualTo(3));
        }
    }

    // The C compiler takes exponential time for some of them, so no module is compiled.
    [TestCaseSource(nameof(Records))]
    public void Their_types_are_found_once_for_a_module(string text, string type)
    {
        var parser = new CParser(Target.LinuxX64, new DeclarationSet());
        parser.Parse(text);
        CRecordType[] found = [.. NamedTypes.In(parser.ParseType(type), [], entersRecords: true).Take(1_000).OfType<CRecordType>()];
        Assert.That(found, Is.Unique);
        Assert.That(found, Has.Length.GreaterThan(Doublings));
    }

    private static DeclarationSet Read(string text)
    {
        var set = new DeclarationSet();
        new CParser(Target.LinuxX64, set).Parse(text);
        return set;
    }

    private static string Planned(DeclarationSet set)
    {
        CallPlan plan = AbiLowering.Plan(((FunctionDeclaration)set.FindIdentifier("f")!).Type, Target.LinuxX64);
        return FormattableString.Invariant($"{plan.Result.Kind} {plan.GeneralRegisters} {plan.FloatingRegisters} {plan.StackWords}");
    }

    private static TestCaseData Case(string name, string first, string next, string type) =>
        new TestCaseData(first + "\n" + string.Concat(Enumerable.Range(1, Doublings).Select(i => string.Format(CultureInfo.InvariantCulture, next, i, i - 1) + "\n")), type + Doublings).SetArgDisplayNames(name);
}
