using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the C# struct of a record.</summary>
internal sealed class RecordWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>The attribute of a member that returns a reference to the struct itself.</summary>
    public const string Unscoped = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] ";

    /// <summary>Writes the struct, or one that represents a pointer if the members are not known.</summary>
    public void Write(RecordBinding record)
    {
        writer.Gap();
        if (context.Forms.ShapeOf(record) is not { } shape)
        {
            OpaqueWriter.Write(writer, record);
            return;
        }

        if (shape.IsPortable)
        {
            new PortableWriter(writer, context).Write(record, shape);
            return;
        }

        Documentation.Write(writer, record.Declaration, RecordRemarks.Of(shape, context));
        if (shape.Attribute is { } attribute)
        {
            writer.Line(attribute);
        }

        writer.Open($"public unsafe partial struct {record.Name} : {LayoutCheckWriter.Interface}");
        StructMembers names = context.MembersOf(record);
        foreach (Slot slot in shape.First.Slots)
        {
            writer.Gap();
            WriteField(slot, shape, names);
        }

        foreach (Slot slot in shape.First.Slots)
        {
            WriteAccess(slot, shape, names);
        }

        if (shape.First.FlexibleArray is { } flexible)
        {
            WriteFlexibleArray(record, shape, flexible, names);
        }

        LayoutCheckWriter.WriteComparison(writer, record, shape, names);
        writer.Close();
    }

    private void WriteField(Slot slot, RecordShape shape, StructMembers names)
    {
        bool isPublic = MemberForm.IsPublicField(slot, context.Forms, shape.First.Target);
        if (isPublic)
        {
            Describe(slot.Member!);
        }

        writer.Begin();
        if (shape.IsExplicit)
        {
            writer.Append($"[{Namespaces.Services}FieldOffset(").Append(slot.Offset).Append(")] ");
        }

        writer.Append(isPublic ? "public " : "private ").Append(slot.Form.Field).Append(" ").Append(names.FieldOf(slot)).Append(";").Line();
    }

    // Members that no public field shows.
    private void WriteAccess(Slot slot, RecordShape shape, StructMembers names)
    {
        string field = names.FieldOf(slot);
        foreach (BitMember bits in slot.BitFields)
        {
            Describe(bits.Member, gap: true);
            BitFieldWriter.Write(writer, slot, bits, names.Of(bits), field);
        }

        if (slot.Member is { IsAnonymousRecord: true })
        {
            AnonymousMemberWriter.Write(writer, field, names.ForwardedFrom(slot));
        }
        else if (slot.Member is { } member && MemberForm.SpanElement(slot, context.Forms, shape.First.Target) is { } element)
        {
            Describe(member, gap: true);
            long length = ((CArrayType)member.Type.Unqualified).Length.Count;
            writer.Line($"{Unscoped}public global::System.Span<{element}> {names.Of(slot)} => {SpanOver($"ref {field}", slot.Form.Field, element, length.ToString(System.Globalization.CultureInfo.InvariantCulture))};");
        }
        else if (slot.Member is { } shown && !slot.Form.IsPlainField && slot.Form.Element is not null)
        {
            Describe(shown, gap: true);
            writer.Line($"public {slot.Form.Public} {names.Of(slot)} {{ readonly get => {slot.Form.FromField(field)}; set => {field} = {slot.Form.ToField("value")}; }}");
        }
        else if (slot.Member is { } bytes && !slot.Form.IsPlainField)
        {
            // A number without a C# type.
            Describe(bytes, gap: true);
            writer.Line($"{Unscoped}public global::System.Span<byte> {names.Of(slot)} => {field};");
        }
    }

    private void WriteFlexibleArray(RecordBinding record, RecordShape shape, FieldLayout flexible, StructMembers names)
    {
        if (context.Forms.Of(((CArrayType)flexible.Member.Type.Unqualified).Item, shape.First.Target)?.Element is not { } element)
        {
            return;
        }

        writer.Gap();
        writer.Line($"/// <summary><c>{Documentation.Escaped(CTypePrinter.Print(flexible.Member.Type, flexible.Member.Name!))}</c>: in C memory only, after the struct.</summary>");
        string offset = PerTarget.Choice(shape.Has, target => shape.On(target).FlexibleArray!.Value.Offset);
        string first = $"ref {Namespaces.Compiler}Unsafe.AddByteOffset(ref {Namespaces.Compiler}Unsafe.As<{record.Name}, byte>(ref this), (nint){offset})";
        writer.Line($"{Unscoped}public global::System.Span<{element}> {names.FlexibleArray}(int length) => {SpanOver(first, "byte", element, "length")};");
    }

    private static string SpanOver(string reference, string from, string element, string length) =>
        $"{Namespaces.Services}MemoryMarshal.CreateSpan(ref {Namespaces.Compiler}Unsafe.As<{from}, {element}>({reference}), {length})";

    private void Describe(CMember member, bool gap = false)
    {
        if (gap)
        {
            writer.Gap();
        }

        Documentation.Write(writer, member);
    }
}
