using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the struct that represents a pointer to a record whose members are not known.</summary>
internal static class OpaqueWriter
{
    /// <summary>Writes the type.</summary>
    public static void Write(CSharpWriter writer, RecordBinding record)
    {
        string text = record.Declaration?.CText ?? record.Versions.First.CName;
        Documentation.Write(writer, record.Declaration?.Comment, text, $"A pointer: <c>{Documentation.Escaped(record.Versions.First.CName)} *</c>.");
        WriteAddress(writer, record.Name, isData: true);
    }

    /// <summary>Writes a struct that has only an address.</summary>
    /// <param name="writer">Gets the lines.</param>
    /// <param name="name">The name as it is written.</param>
    /// <param name="isData">Whether it points to data, which may be constant.</param>
    /// <param name="more">Writes further members; null for none.</param>
    public static void WriteAddress(CSharpWriter writer, string name, bool isData, Action? more = null)
    {
        writer.Open($"public readonly partial record struct {name}(nint Address)");
        writer.Line("public bool IsNull => Address == 0;");
        writer.Line($"public static implicit operator {Namespaces.Interop}CAddress({name} p) => new(p.Address);");
        if (isData)
        {
            writer.Line($"public static implicit operator {Namespaces.Interop}CMemory({name} p) => new(p.Address);");
            writer.Line($"public static implicit operator {Namespaces.Interop}CConstMemory({name} p) => new(p.Address);");
        }

        writer.Line($"public static implicit operator {Namespaces.Root}CValue({name} p) => p.Address;");
        writer.Line($"public override string ToString() => {Namespaces.Interop}CAddress.Text(Address);");
        more?.Invoke();
        writer.Close();
    }
}
