namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the remarks of a C# struct.</summary>
internal static class RecordRemarks
{
    /// <summary>The remark; null for none.</summary>
    public static string? Of(RecordShape shape, EmissionContext context)
    {
        string only = PerTarget.Only(shape.Targets, context.Model);
        string alignment = shape.IsOverAligned ? "C requires a larger alignment than .NET gives: use memory that C has allocated." : "";
        string remark = (only + " " + alignment).Trim();
        return remark.Length == 0 ? null : remark;
    }
}
