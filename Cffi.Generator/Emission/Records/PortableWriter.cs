using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>
/// Writes the struct of a record whose layout no C# struct has on all targets: bytes for the largest layout, and properties that
/// compute the offsets of the members on the platform.
/// </summary>
internal sealed class PortableWriter(CSharpWriter writer, EmissionContext context)
{
    private const string Portable = $"{Namespaces.Interop}CPortable.";

    /// <summary>Writes the struct.</summary>
    public void Write(RecordBinding record, RecordShape shape)
    {
        string only = PerTarget.Only(shape.Targets, context.Model);
        Documentation.Write(writer, record.Declaration, $"The layout differs between platforms. Each member is read at its offset on the current platform. {only}".TrimEnd());
        writer.Open($"public unsafe partial struct {record.Name} : {Namespaces.Interop}ICPortableRecord, {LayoutCheckWriter.Interface}");
        long words = (shape.Targets.Max(target => shape.On(target).Layout.Room.Size) + 7) / 8;
        InlineArrayType storage = context.Forms.Array("ulong", words);
        var scope = new NameScope(record.Name.TrimStart('@'));
        writer.Line($"private {storage.Name} {scope.Add("_storage")};");
        writer.Gap();
        writer.Line("/// <summary>The size in bytes in C on this platform.</summary>");
        writer.Line($"readonly int {Namespaces.Interop}ICPortableRecord.NativeSize => (int){PerTarget.Choice(shape.Has, target => shape.On(target).Layout.Room.Size)};");
        Dictionary<string, List<(Target Target, PortableMember Member)>> members = [];
        foreach (Target target in shape.Targets)
        {
            foreach (PortableMember member in PortableMember.Of(record.Versions.On(target)!, target, context.Forms))
            {
                if (!members.TryGetValue(member.Member.Name!, out List<(Target, PortableMember)>? places))
                {
                    members.Add(member.Member.Name!, places = []);
                }

                places.Add((target, member));
            }
        }

        foreach (List<(Target Target, PortableMember Member)> places in members.Values)
        {
            Write(record, places, scope);
        }

        WriteFlexibleArray(record, shape, scope);

        writer.Gap();
        LayoutCheckWriter.WriteComparison(writer, record, shape);
        writer.Close();
    }

    private void WriteFlexibleArray(RecordBinding record, RecordShape shape, NameScope scope)
    {
        List<(Target Target, FieldLayout Field, string Element)> all = [];
        foreach (Target target in shape.Targets)
        {
            if (shape.On(target).FlexibleArray is { } field && context.Forms.Of(((CArrayType)field.Member.Type.Unqualified).Item, target) is { Element: { } element, IsPortable: false }
                && (all.Count == 0 || all[0].Element == element))
            {
                all.Add((target, field, element));
            }
        }

        if (all.Count == 0)
        {
            return;
        }

        CMember member = all[0].Field.Member;
        string span = $"{Portable}Span<{record.Name}, {all[0].Element}>(ref this, {PerTarget.Choice(target => all.Exists(one => one.Target == target), target => all.Find(one => one.Target == target).Field.Offset)}, length)";
        string targets = string.Join(", ", all.Select(static one => FormattableString.Invariant($"{one.Target.Index}")));
        writer.Gap();
        writer.Line($"/// <summary><c>{Documentation.Escaped(CTypePrinter.Print(member.Type, member.Name!))}</c>: in C memory only, after the struct.</summary>");
        writer.Line($"{RecordWriter.Unscoped}public global::System.Span<{all[0].Element}> {scope.Add(member.Name!)}(int length) => {Namespaces.Interop}CTarget.IsAmong({targets}) ? {span} : throw {Namespaces.Interop}CTarget.Unsupported({CSharpLiteral.String(member.Name!)});");
    }

    private void Write(RecordBinding record, List<(Target Target, PortableMember Member)> places, NameScope scope)
    {
        List<(Target Target, Access? Access)> found = [.. places.Select(place => (place.Target, AccessOf(record.Name, place.Target, place.Member)))];
        List<(Target Target, Access Access)> all = [.. found.Where(static one => one.Access is not null).Select(static one => (one.Target, one.Access!))];
        if (all.Count == 0)
        {
            return;
        }

        all = all.FindAll(one => one.Access.Type == all[0].Access.Type);
        if (all.Count < found.Count && record.Declaration is { } declaration)
        {
            string what = $"'{places[0].Member.Member.Name}' of '{record.Versions.First.CName}'";
            context.RefuseDifference(declaration, what, found.Select(static one => (one.Target, one.Access?.Type ?? "")));
        }

        CMember member = places[0].Member.Member;
        writer.Gap();
        Documentation.Write(writer, member);
        string name = scope.AddProperty(member.Name!);
        if (all[0].Access.Set is null)
        {
            writer.Open($"{RecordWriter.Unscoped}public {all[0].Access.Type} {name}");
            Switch("get", name, all, static access => $"return {access.Get};");
        }
        else
        {
            writer.Open($"public {all[0].Access.Type} {name}");
            Switch("readonly get", name, all, static access => $"return {access.Get};");
            writer.Gap();
            Switch("set", name, all, static access => $"{access.Set}; return;");
        }

        writer.Close();
    }

    // The platform is a constant for the just-in-time compiler, so one case remains.
    private void Switch(string accessor, string name, List<(Target Target, Access Access)> all, Func<Access, string> statement)
    {
        writer.Open(accessor);
        writer.Open($"switch ({Namespaces.Interop}CTarget.Index)");
        foreach (IGrouping<string, (Target Target, Access Access)> group in all.GroupBy(one => statement(one.Access), StringComparer.Ordinal))
        {
            foreach ((Target target, _) in group)
            {
                writer.Line(FormattableString.Invariant($"case {target.Index}: // {target.Name}"));
            }

            writer.Indented(group.Key);
        }

        writer.Line("default:");
        writer.Indented($"throw {Namespaces.Interop}CTarget.Unsupported({CSharpLiteral.String(name)});");
        writer.Close();
        writer.Close();
    }

    private Access? AccessOf(string record, Target target, PortableMember place)
    {
        string offset = place.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (place.Member.BitWidth is { } width)
        {
            return OfBits(place, target, width);
        }

        if (place.Member.Type.Unqualified is CArrayType array)
        {
            return array.Length.IsKnown && context.Forms.Of(array.Item, target) is { IsPortable: false, Element: { } element }
                ? new Access($"global::System.Span<{element}>", FormattableString.Invariant($"{Portable}Span<{record}, {element}>(ref this, {offset}, {array.Length.Count})"), null)
                : null;
        }

        return place.Form switch
        {
            null => null,
            { IsPortable: true } form => new Access(form.Public, $"{Portable}Read<{record}, {form.Field}>(in this, {offset})", $"{Portable}Write<{record}, {form.Field}>(ref this, {offset}, value)"),
            { Element: null } => new Access("global::System.Span<byte>", FormattableString.Invariant($"{Portable}Span<{record}, byte>(ref this, {offset}, {LayoutEngine.Of(place.Member.Type, target).Size})"), null),
            { Public: var type, IsPlainField: true } when place.Member.Type.Unqualified is CRecordType => new Access($"ref {type}", $"ref {Portable}Reference<{record}, {type}>(ref this, {offset})", null),
            var form => new Access(form.Public, form.FromField($"{Portable}Read<{record}, {form.Field}>(in this, {offset})"), $"{Portable}Write<{record}, {form.Field}>(ref this, {offset}, {form.ToField("value")})"),
        };
    }

    private static Access? OfBits(PortableMember place, Target target, int width)
    {
        CType type = place.Member.Type.Unqualified;
        CPrimitiveType number = type is CEnumType @enum ? EnumLayout.UnderlyingType(@enum, target) : (CPrimitiveType)type;
        if (place.Form is not { } form || width > 64)
        {
            return null;
        }

        var bits = new BitMember(place.Member, form, (place.Offset * 8) + place.BitOffset, PrimitiveLayout.IsSigned(number, target));
        (string get, string set) = BitFieldWriter.Accessors(bits, "_storage", isBytes: true, storageType: "ulong");
        return new Access(form.Public, get.Replace("(_storage,", $"({Portable}Bytes(in this),"), set.Replace("(_storage,", $"({Portable}BytesOf(ref this),"));
    }

    /// <summary>The getter and setter of a member on one target; a reference or a span has no setter.</summary>
    private sealed record Access(string Type, string Get, string? Set);
}
