using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the comparison of structs with C's layouts, which runs before the first call that needs a struct.</summary>
internal sealed class LayoutCheckWriter(CSharpWriter writer, EmissionContext context)
{
    private readonly List<RecordBinding> records = [];
    private readonly HashSet<RecordBinding> known = [];

    /// <summary>The C# names of the structs that a function passes, by value or by pointer.</summary>
    public IReadOnlyList<string> Needed(FunctionPlan plan)
    {
        var needed = new List<string>();
        (Target target, Passing passing) = plan.ByTarget[0];
        foreach (CType type in passing.Type.Parameters.Append(passing.Type.Result))
        {
            Add(type, target, needed);
        }

        return needed;
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
            Write(record, record.Shape!);
        }

        writer.Close();
    }

    private void Add(CType type, Target target, List<string> needed)
    {
        CType item = type.Unqualified;
        while (item is CPointerType or CArrayType)
        {
            item = (item is CPointerType pointer ? pointer.Item : ((CArrayType)item).Item).Unqualified;
        }

        if (item is not CRecordType record || context.Names.Of(record, target) is not { } binding || context.Forms.ShapeOf(binding) is null || needed.Contains(binding.Name))
        {
            return;
        }

        needed.Add(binding.Name);
        if (known.Add(binding))
        {
            records.Add(binding);
        }
    }

    private void Write(RecordBinding record, RecordShape shape)
    {
        writer.Gap();
        writer.Open($"internal static class {ReservedNames.Nested(record.Name)}");
        writer.Line("internal static readonly bool IsRight = Find() is null;");
        writer.Line();
        writer.Line($"internal static void Check() => global::Cffi.Interop.CLayout.Check({CSharpLiteral.String(record.Versions.First.CName)}, Find());");
        writer.Line();
        string type = $"{context.Request.ClassName}.{record.Name}";
        writer.Line($"private static string? Find() => global::Cffi.Interop.CLayout.Compare(sizeof({type}), {Choice(shape, static draft => draft.Layout.Room.Size)});");
        writer.Close();
    }

    private static string Choice(RecordShape shape, Func<RecordDraft, long> value)
    {
        long[] values = [.. Target.All.Select(target => shape.Has(target) ? value(shape.On(target)) : -1)];
        return values.Distinct().Count() == 1
            ? values[0].ToString(System.Globalization.CultureInfo.InvariantCulture)
            : $"global::Cffi.Interop.CTarget.Choose<long>({string.Join(", ", values.Select(static one => one.ToString(System.Globalization.CultureInfo.InvariantCulture)))})";
    }
}
