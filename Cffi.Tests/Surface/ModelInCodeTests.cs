namespace Cffi.Tests.Surface;

public sealed class ModelInCodeTests
{
    private static readonly CPrimitiveType Int = CPrimitiveType.Of(CPrimitiveKind.Int);

    [Test]
    public void A_record_can_point_to_itself()
    {
        CRecordType node = CRecordType.Struct("node", static self => [new CMember("value", Int), new CMember("next", self.PointerTo())]);
        Assert.That(node.Members[1].Type, Is.SameAs(node.PointerTo()));
        Assert.That(LayoutEngine.Of(node, Target.LinuxX64).Size, Is.EqualTo(16));
    }

    [Test]
    public void A_union_overlays_its_members() => Assert.That(
        LayoutEngine.Of(CRecordType.Union(tag: null, static _ => [new CMember("i", Int), new CMember("c", CPrimitiveType.Of(CPrimitiveKind.Char).ArrayOf(6))]), Target.LinuxX64),
        Is.EqualTo(new TypeLayout(8, 4)));

    [Test]
    public void Rules_count() => Assert.That(
        LayoutEngine.Of(CRecordType.Struct("p", static _ => [new CMember("c", CPrimitiveType.Of(CPrimitiveKind.Char)), new CMember("i", Int)], new RecordLayoutRules { Pack = 1 }), Target.LinuxX64).Size,
        Is.EqualTo(5));

    [Test]
    public void A_list_that_the_maker_changes_later_does_not_change_the_type()
    {
        List<CMember> members = [new CMember("a", Int)];
        List<CEnumerator> enumerators = [new CEnumerator("A", 1)];
        CRecordType record = CRecordType.Struct("s", _ => members);
        CEnumType type = CEnumType.Of("e", enumerators);
        members.Add(new CMember("b", Int));
        enumerators.Clear();
        Assert.That((record.Members.Count, type.Enumerators.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void An_enum_takes_its_underlying_type() => Assert.That(
        LayoutEngine.Of(CEnumType.Of("e", [new CEnumerator("A", 1)], CPrimitiveType.Of(CPrimitiveKind.Short)), Target.LinuxX64).Size, Is.EqualTo(2));

    [Test]
    public void What_is_built_in_code_is_declared()
    {
        var ffi = new Ffi();
        CRecordType point = CRecordType.Struct("point", static _ => [new CMember("x", Int), new CMember("y", Int)]);
        ffi.Declare(new RecordDeclaration(point, default), new TypedefDeclaration("point_t", point, default));
        using CData data = ffi.New("point_t *", new[] { 1, 2 });
        Assert.That((data["y"].As<int>(), ffi.SizeOf("struct point")), Is.EqualTo((2, 8)));
    }

    [Test]
    public void Nobody_else_can_change_what_is_declared() => Assert.That(
        new[] { typeof(DeclarationSet), typeof(CRecordType), typeof(CEnumType), typeof(CPartialNumberType), typeof(CFunctionType) }
            .SelectMany(static type => type.GetMethods()).Where(static method => method.ReturnType == typeof(void)).Select(static method => method.Name),
        Is.Empty);

    [Test]
    public void Options_and_attributes_are_equal_by_content()
    {
        Assert.That(new BuildOptions { Libraries = ["m", "z"] }, Is.EqualTo(new BuildOptions { Libraries = new List<string> { "m", "z" } }));
        Assert.That(new BuildOptions { Libraries = ["m", "z"] }, Is.Not.EqualTo(new BuildOptions { Libraries = ["z", "m"] }));
        Assert.That(new BuildOptions { Libraries = ["m"] }, Is.Not.EqualTo(new BuildOptions { Defines = ["m"] }));
        Assert.That(new CAttribute("cffi::errno", ["-1"]), Is.EqualTo(new CAttribute("cffi::errno", new List<string> { "-1" })));
        Assert.That(new CAttribute("cffi::errno", ["-1"]), Is.Not.EqualTo(new CAttribute("cffi::errno", ["0"])));
        Assert.That(new CdefOptions { Pack = 1 } with { Packed = true }, Is.EqualTo(new CdefOptions { Packed = true, Pack = 1 }));
    }

    // Every list among the options is compared. Otherwise different options would be equal.
    [Test]
    public void Each_option_tells_two_apart()
    {
        foreach (System.Reflection.PropertyInfo property in typeof(BuildOptions).GetProperties().Where(static one => one.SetMethod is not null))
        {
            var changed = new BuildOptions();
            object value = property.PropertyType == typeof(string) ? "x" : property.PropertyType == typeof(long) ? 5L : property.PropertyType == typeof(TimeSpan) ? TimeSpan.FromSeconds(1) : new[] { "x" };
            property.SetValue(changed, value);
            Assert.That(changed, Is.Not.EqualTo(new BuildOptions()), property.Name);
        }
    }
}
