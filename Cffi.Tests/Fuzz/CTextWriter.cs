using System.Globalization;
using System.Text;

namespace Cffi.Tests.Fuzz;

/// <summary>Prints definitions of records and enums as C that gcc, clang and Cffi's parser read.</summary>
public sealed class CTextWriter
{
    private readonly StringBuilder text = new();

    private readonly bool arePartial;

    private CTextWriter(bool arePartial)
    {
        this.arePartial = arePartial;
    }

    /// <summary>The text of definitions, in the given order.</summary>
    /// <param name="definitions">Records and enums.</param>
    /// <param name="arePartial">Whether records end in <c>...;</c>.</param>
    public static string Write(IEnumerable<CType> definitions, bool arePartial = false)
    {
        var writer = new CTextWriter(arePartial);
        foreach (CType definition in definitions)
        {
            writer.WriteDefinition(definition);
        }

        return writer.text.ToString();
    }

    private void WriteDefinition(CType type)
    {
        switch (type)
        {
            case CEnumType @enum:
                text.Append(CultureInfo.InvariantCulture, $"enum {@enum.Tag} {{ ");
                text.AppendJoin(", ", @enum.Enumerators.Select(static e => $"{e.Name} = {Literal(e.Value)}"));
                text.Append(" };\n");
                break;
            case CRecordType record:
                int pack = record.LayoutRules.Pack;
                text.Append(pack > 0 ? $"#pragma pack(push, {pack})\n" : "");
                WriteRecord(record, "");
                text.Append(";\n");
                text.Append(pack > 0 ? "#pragma pack(pop)\n" : "");
                break;
            default:
                throw new ArgumentException($"{type} has no definition.", nameof(type));
        }
    }

    private void WriteRecord(CRecordType record, string indent)
    {
        text.Append(record.IsUnion ? "union " : "struct ");
        text.Append(record.Tag is null ? "{\n" : record.Tag + " {\n");
        foreach (CMember member in record.Members)
        {
            text.Append(indent).Append("    ");
            if (member.IsAnonymousRecord)
            {
                WriteRecord((CRecordType)member.Type.Unqualified, indent + "    ");
            }
            else
            {
                text.Append(CTypePrinter.Print(member.Type, member.Name ?? ""));
                text.Append(member.BitWidth is { } width ? $" : {width}" : "");
                text.Append(Attributes(member.IsPacked, member.RequestedAlignment, false));
            }

            text.Append(";\n");
        }

        text.Append(arePartial && indent.Length == 0 ? "    ...;\n" : "");
        RecordLayoutRules rules = record.LayoutRules;
        text.Append(indent).Append('}').Append(Attributes(rules.IsPacked, rules.RequestedAlignment, rules.UsesMicrosoftBitFields == true));
    }

    private static string Attributes(bool isPacked, int alignment, bool isMicrosoft)
    {
        var words = new List<string>();
        if (isPacked)
        {
            words.Add("packed");
        }

        if (alignment > 0)
        {
            words.Add($"aligned({alignment})");
        }

        if (isMicrosoft)
        {
            words.Add("ms_struct");
        }

        return words.Count == 0 ? "" : $" __attribute__(({string.Join(", ", words)}))";
    }

    // C has no literal for the least int: -2147483648 is the negation of a long.
    private static string Literal(System.Numerics.BigInteger value) =>
        value == int.MinValue ? "(-2147483647 - 1)" : value.ToString(CultureInfo.InvariantCulture);
}
