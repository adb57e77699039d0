using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the members of anonymous structs and unions as members of the struct around them (C11 6.7.2.1p13).</summary>
internal static class AnonymousMemberWriter
{
    /// <summary>Writes a property for each member.</summary>
    /// <param name="writer">Gets the lines.</param>
    /// <param name="field">The C# field that holds the anonymous member.</param>
    /// <param name="forwarded">The members to show, and their names here.</param>
    public static void Write(CSharpWriter writer, string field, IReadOnlyList<(Exposure Inner, Exposure Outer)> forwarded)
    {
        foreach ((Exposure inner, Exposure outer) in forwarded)
        {
            writer.Gap();
            string path = $"{field}.{inner.Name}";
            writer.Line(outer.Kind switch
            {
                ExposureKind.Reference => $"{RecordWriter.Unscoped}public ref {outer.Type} {outer.Name} => ref {path};",
                ExposureKind.Span => $"{RecordWriter.Unscoped}public {outer.Type} {outer.Name} => {path};",
                _ => $"public {outer.Type} {outer.Name} {{ readonly get => {path}; set => {path} = value; }}",
            });
        }
    }
}
