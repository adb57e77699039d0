using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the comparison of structs with C's layouts, which runs before the first call that needs a struct.</summary>
internal sealed class LayoutCheckWriter(CSharpWriter writer, EmissionContext context)
{
    private static readonly List<string> NoNames = [];
    private readonly List<RecordBinding> records = [];
    private readonly HashSet<RecordBinding> known = [];

    /// <summary>The C# names of the structs that a function passes, by value or by pointer.</summary>
    public IReadOnlyList<string> Needed(FunctionPlan plan)
    {
        List<string>? needed = null;
        (TargetSet targets, Passing passing) = plan.ByTarget[0];
        foreach (CType type in passing.Type.Parameters)
        {
            Add(type, targets.First, ref needed);
        }

        Add(passing.Type.Result, targets.First, ref needed);
        return needed ?? NoNames;
    }

    /// <summary>The C# names of the structs in a type.</summary>
    public IReadOnlyList<string> Needed(CType type, Target target)
    {
        List<string>? needed = null;
        Add(type, target, ref needed);
        return needed ?? NoNames;
    }

    /// <summary>Writes the class.</summary>
    public void Write()
    {
        if (records.Count == 0)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Layouts}");
        foreach (RecordBinding record in records)
        {
            Write(record);
        }

        writer.Close();
    }

    private void Add(CType type, Target target, ref List<string>? needed)
    {
        CType item = type.Unqualified;
        while (item is CPointerType or CArrayType)
        {
            item = (item is CPointerType pointer ? pointer.Item : ((CArrayType)item).Item).Unqualified;
        }

        if (item is not CRecordType record || context.Names.Of(record, target) is not { } binding || context.Forms.ShapeOf(binding) is not { } shape || needed?.Contains(binding.Name) == true)
        {
            return;
        }

        (needed ??= []).Add(binding.Name);
        if (known.Add(binding))
        {
            records.Add(binding);
        }

        // Records inside it have layouts of their own.
        if (!shape.Has(target) || shape.IsPortable)
        {
            return;
        }

        foreach (Slot slot in shape.On(target).Slots)
        {
            if (slot.Member is { } member && member.Type.Unqualified is CRecordType or CArrayType)
            {
                Add(member.Type, target, ref needed);
            }
        }
    }

    /// <summary>Writes the method of a struct that compares it with C's layout.</summary>
    /// <remarks>The memory only serves to find the distances of the fields; a struct may be too large for the stack.</remarks>
    public static void WriteDifference(CSharpWriter writer, RecordBinding record, RecordShape shape, StructMembers names)
    {
        writer.Gap();
        if (shape.First.Slots.Count == 0)
        {
            writer.Line($"internal static string? {ReservedNames.LayoutDifference}() => null;");
            return;
        }

        writer.Open($"internal static string? {ReservedNames.LayoutDifference}()");
        string size = PerTarget.Choice(shape.Has, target => shape.On(target).Layout.Room.Size);
        writer.Line($"var at = ({record.Name}*)global::System.Runtime.InteropServices.NativeMemory.Alloc((nuint)sizeof({record.Name}));");
        writer.Line("string? difference = global::Cffi.Interop.CLayout.Compare(");
        writer.Indented($"sizeof({record.Name}), {size},");
        for (int i = 0; i < shape.First.Slots.Count; i++)
        {
            Slot slot = shape.First.Slots[i];
            writer.Begin().Append("    (").Append(CSharpLiteral.String(slot.Member?.Name ?? "(bit-fields)")).Append(", (byte*)&at->").Append(names.FieldOf(slot))
                .Append(" - (byte*)at, ").Append(PerTarget.Choice(shape.Has, target => shape.On(target).Slots[i].Offset))
                .Append(i + 1 < shape.First.Slots.Count ? ")," : "));").Line();
        }

        writer.Line("global::System.Runtime.InteropServices.NativeMemory.Free(at);");
        writer.Line("return difference;");
        writer.Close();
    }

    private void Write(RecordBinding record)
    {
        writer.Gap();
        writer.Open($"internal static class {ReservedNames.Nested(record.Name)}");
        writer.Line("internal static readonly bool IsRight = Difference() is null;");
        writer.Line();
        writer.Line($"internal static void Check() => global::Cffi.Interop.CLayout.Check({CSharpLiteral.String(record.Versions.First.CName)}, Difference());");
        writer.Line();
        writer.Line($"private static string? Difference() => {context.Request.ClassName}.{record.Name}.{ReservedNames.LayoutDifference}();");
        writer.Close();
    }
}
