using System.Text;

namespace Cffi.Declarations;

/// <summary>Prints the bodies of records and enums, and the attributes of declarations.</summary>
internal static class BodyPrinter
{
    /// <summary>A record with its members.</summary>
    /// <param name="record">The record.</param>
    /// <param name="attributes">The attributes that its declaration keeps.</param>
    /// <param name="name">The text of types that have no name of their own.</param>
    public static string Record(CRecordType record, IReadOnlyList<CAttribute> attributes, Func<CType, string?> name)
    {
        RecordLayoutRules rules = record.LayoutRules;
        var text = new StringBuilder();
        text.Append(record.IsUnion ? "union" : "struct").Append(' ').Append(Attributes(attributes)).Append(record.Tag is null ? "" : record.Tag + " ").Append("{\n");
        foreach (CMember member in record.Members)
        {
            // Between members is the innermost place where compilers take a pragma.
            string line = "    " + Member(member, name) + ";\n";
            text.Append(Inlined(member.Type, null) is { LayoutRules.Pack: var pack } && pack != rules.Pack ? Packed(line, pack) : line);
        }

        text.Append(record.IsPartial ? "    ...;\n" : "").Append('}').Append(Attributes(record, rules));
        return text.ToString();
    }

    /// <summary>Whole declarations, with a packing around them.</summary>
    public static string Packed(string lines, int pack) => pack > 0
        ? FormattableString.Invariant($"#pragma pack(push, {pack})\n{lines}#pragma pack(pop)\n")
        : $"#pragma pack(push)\n#pragma pack()\n{lines}#pragma pack(pop)\n";

    /// <summary>The record whose body is printed where a type is named; null where there is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="typedefName">The typedef that is printed, if it is one: the record that it names has its body there.</param>
    public static CRecordType? Inlined(CType type, string? typedefName)
    {
        CType item = type.Unqualified;
        while (item is CArrayType or CPointerType)
        {
            item = (item is CArrayType array ? array.Item : ((CPointerType)item).Item).Unqualified;
        }

        return item is CRecordType { Tag: null, IsOpaque: false } record && (record.TypedefName is null || record.TypedefName == typedefName) ? record : null;
    }

    /// <summary>An enum with its enumerators.</summary>
    public static string Enum(CEnumType type)
    {
        var text = new StringBuilder("enum").Append(type.Tag is null ? "" : " " + type.Tag);
        text.Append(Underlying(type)).Append(" { ");
        for (int i = 0; i < type.Enumerators.Count; i++)
        {
            CEnumerator enumerator = type.Enumerators[i];
            text.Append(i > 0 ? ", " : "").Append(enumerator.Name).Append(" = ");
            text.Append(enumerator.IsPartial ? "..." : ConstantPrinter.Integer(enumerator.Value));
        }

        text.Append(type.State == RecordState.Partial ? type.Enumerators.Count > 0 ? ", ..." : "..." : "").Append(" }");
        return text.Append(type.IsPacked ? " __attribute__((packed))" : "").ToString();
    }

    /// <summary>The colon and the type behind it, where the declaration fixes one.</summary>
    public static string Underlying(CEnumType type) => type.FixedUnderlyingType is { } underlying ? " : " + underlying.CName : "";

    /// <summary>The attributes that a declaration keeps, with a blank behind them.</summary>
    public static string Attributes(IReadOnlyList<CAttribute> attributes)
    {
        var text = new StringBuilder();
        foreach (CAttribute attribute in attributes)
        {
            text.Append("[[").Append(attribute.Name);
            if (attribute.Arguments.Count > 0)
            {
                text.Append('(').Append(string.Join(", ", attribute.Arguments.Select(Argument))).Append(')');
            }

            text.Append("]] ");
        }

        return text.ToString();
    }

    // A name or a number stands for itself, and so does what has quotes inside; other text was in quotes.
    private static string Argument(string text) =>
        (text.Length > 0 && text.All(static c => char.IsLetterOrDigit(c) || c == '_')) || HasQuote(text) ? text : "\"" + text + "\"";

    private static bool HasQuote(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return true;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return false;
    }

    /// <summary>The attribute that asks for an alignment in bytes; nothing for 0.</summary>
    public static string Aligned(int alignment) => alignment > 0 ? FormattableString.Invariant($" __attribute__((aligned({alignment})))") : "";

    private static string Member(CMember member, Func<CType, string?> name)
    {
        string declarator = member.BitWidth is { } width
            ? FormattableString.Invariant($"{member.Name ?? ""} : {width}")
            : member.Name ?? "";
        return Attributes(member.Attributes) + CTypePrinter.Print(member.Type, declarator, name) + Aligned(member.RequestedAlignment) + (member.IsPacked ? " __attribute__((packed))" : "");
    }

    private static string Attributes(CRecordType record, RecordLayoutRules rules)
    {
        var words = new List<string>();
        if (rules.IsPacked)
        {
            words.Add("packed");
        }

        if (rules.RequestedAlignment > 0)
        {
            words.Add(FormattableString.Invariant($"aligned({rules.RequestedAlignment})"));
        }

        if (rules.UsesMicrosoftBitFields is { } uses)
        {
            words.Add(uses ? "ms_struct" : "gcc_struct");
        }

        if (record.IsTransparent)
        {
            words.Add("transparent_union");
        }

        return words.Count == 0 ? "" : $" __attribute__(({string.Join(", ", words)}))";
    }
}
