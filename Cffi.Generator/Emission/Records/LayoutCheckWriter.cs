using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the comparison of a struct with C's layout, which runs before the first call that needs the struct.</summary>
internal static class LayoutCheckWriter
{
    /// <summary>The interface that the struct implements.</summary>
    public const string Interface = $"{Namespaces.Interop}ICRecord";

    private const string Header = $"static void {Interface}.Compare({Namespaces.Interop}CLayoutComparison comparison)";

    /// <summary>Writes the method of a struct whose fields have C's offsets.</summary>
    public static void WriteComparison(CSharpWriter writer, RecordBinding record, RecordShape shape, StructMembers names)
    {
        writer.Gap();
        if (shape.First.Slots.Count == 0)
        {
            writer.Line(Header + " { }");
            return;
        }

        long[] numbers = new long[Target.All.Count];
        writer.Open(Header);
        writer.Begin().Append("var at = (").Append(record.Name).Append("*)comparison.Begin(").Append(CName(record)).Append(", sizeof(").Append(record.Name).Append(")");
        AppendNumbers(writer, numbers, shape, -1);
        writer.Append(");").Line();
        for (int i = 0; i < shape.First.Slots.Count; i++)
        {
            Slot slot = shape.First.Slots[i];
            writer.Begin().Append("comparison.Member(").Append(CSharpLiteral.String(slot.Member?.Name ?? "(bit-fields)")).Append(", &at->").Append(names.FieldOf(slot));
            AppendNumbers(writer, numbers, shape, i);
            writer.Append(");").Line();
        }

        writer.Close();
    }

    /// <summary>Writes the method of a struct that computes the offsets of its members.</summary>
    public static void WriteComparison(CSharpWriter writer, RecordBinding record, RecordShape shape)
    {
        string targets = string.Join(", ", shape.Targets.Select(static target => FormattableString.Invariant($"{target.Index}")));
        writer.Gap();
        writer.Line($"{Header} => comparison.Only({CName(record)}, {targets});");
    }

    /// <summary>An expression that refuses a struct with a different layout.</summary>
    /// <param name="record">The C# name of the struct, which other names could hide at the expression.</param>
    /// <param name="context">Knows the class it is in.</param>
    public static string Check(string record, EmissionContext context) => Ask("Check", record, context);

    /// <summary>An expression for whether a struct has C's layout.</summary>
    /// <inheritdoc cref="Check"/>
    public static string IsRight(string record, EmissionContext context) => Ask("IsRight", record, context);

    private static string Ask(string what, string record, EmissionContext context) => $"{Namespaces.Interop}CLayout.{what}<{context.Request.ClassName}.{record}>()";

    // Offsets of a slot, or sizes; there is one for each member of each struct.
    private static void AppendNumbers(CSharpWriter writer, long[] numbers, RecordShape shape, int slot)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            Target target = Target.All[i];
            numbers[i] = !shape.Has(target) ? PerTarget.None : slot < 0 ? shape.On(target).Layout.Room.Size : shape.On(target).Slots[slot].Offset;
        }

        PerTarget.AppendNumbers(writer, numbers);
    }

    private static string CName(RecordBinding record) => CSharpLiteral.String(record.Versions.First.CName);
}
