using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the C# type of a record.</summary>
internal sealed class RecordWriter(CSharpWriter writer, EmissionContext context)
{
    private const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    /// <summary>Writes the type.</summary>
    public void Write(RecordBinding record)
    {
        writer.Gap();
        if (context.Forms.ShapeOf(record) is not { } shape)
        {
            OpaqueWriter.Write(writer, record);
            return;
        }

        Documentation.Write(writer, record.Declaration);
        writer.Line(shape.Attribute);
        writer.Open($"public unsafe partial struct {record.Name}");
        var scope = new NameScope(record.Name.TrimStart('@'));
        var names = new MemberNames(shape, scope);
        foreach (Slot slot in shape.First.Slots)
        {
            writer.Gap();
            WriteField(slot, shape, names);
        }

        writer.Close();
    }

    private void WriteField(Slot slot, RecordShape shape, MemberNames names)
    {
        string offset = shape.IsExplicit ? FormattableString.Invariant($"[global::System.Runtime.InteropServices.FieldOffset({slot.Offset})] ") : "";
        string field = names.FieldOf(slot);
        if (slot.Member is { Name: not null } member && slot.Form.IsPlainField)
        {
            Describe(member);
            writer.Line($"{offset}public {slot.Form.Field} {field};");
            return;
        }

        writer.Line($"{offset}private {slot.Form.Field} {field};");
    }

    private void Describe(CMember member) => writer.Line(
        $"/// <summary><c>{Documentation.Escaped(CTypePrinter.Print(member.Type, member.Name ?? ""))}{(member.BitWidth is { } width ? FormattableString.Invariant($" : {width}") : "")}</c></summary>");
}
