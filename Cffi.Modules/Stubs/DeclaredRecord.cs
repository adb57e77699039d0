using System.Globalization;
using System.Text;

namespace Cffi.Modules.Stubs;

/// <summary>Writes a second record with the declared members, under another name, beside C's record.</summary>
internal static class DeclaredRecord
{
    /// <summary>Whether C has a name for all parts of the record.</summary>
    public static bool CanWrite(CRecordType record, StubTypes types) => record.Members.All(member =>
        member.IsAnonymousRecord ? CanWrite((CRecordType)member.Type.Unqualified, types)
        : TypeProbe.HasPartialLength(member.Type) || CanWrite(member.Type, types));

    /// <summary>Writes the record's definition.</summary>
    /// <param name="text">The stub.</param>
    /// <param name="types">The names of types.</param>
    /// <param name="original">The C name of the original record.</param>
    /// <param name="record">The record.</param>
    /// <param name="name">The keyword and the tag of the new one.</param>
    public static void Write(StubText text, StubTypes types, string original, CRecordType record, string name)
    {
        var lines = new Lines(text, types, original);
        int pack = record.LayoutRules.Pack;
        lines.Pack(pack);
        lines.Body(record, name, "");
        lines.Unpack(pack);
    }

    // An unnamed type can be written as the type of an expression, if there is such an expression.
    private static bool CanWrite(CType type, StubTypes types) => type.Unqualified switch
    {
        CPointerType pointer => CanWrite(pointer.Item, types),
        CArrayType array => CanWrite(array.Item, types),
        CFunctionType function => CanWrite(function.Result, types) && function.Parameters.All(parameter => CanWrite(parameter, types)),
        CRecordType or CEnumType => types.NameOf(type.Unqualified) is not null,
        _ => true,
    };

    private sealed class Lines(StubText text, StubTypes types, string original)
    {
        public void Pack(int pack)
        {
            if (pack > 0)
            {
                text.Directive(string.Create(CultureInfo.InvariantCulture, $"#pragma pack(push, {pack})"));
            }
        }

        public void Unpack(int pack)
        {
            if (pack > 0)
            {
                text.Directive("#pragma pack(pop)");
            }
        }

        public void Body(CRecordType record, string name, string behind)
        {
            text.Define(name + " {");
            foreach (CMember member in record.Members)
            {
                if (member.IsAnonymousRecord)
                {
                    var inner = (CRecordType)member.Type.Unqualified;
                    int pack = inner.LayoutRules.Pack == record.LayoutRules.Pack ? 0 : inner.LayoutRules.Pack;
                    Pack(pack);
                    Body(inner, inner.IsUnion ? "union" : "struct", Attributes(member));
                    Unpack(pack);
                }
                else
                {
                    text.Define(Member(member) + ";");
                }
            }

            text.Define("}" + Attributes(record) + behind + ";");
        }

        private string Member(CMember member)
        {
            string declarator = member.BitWidth is { } width ? string.Create(CultureInfo.InvariantCulture, $"{member.Name} : {width}") : member.Name ?? "";
            string declaration = TypeProbe.HasPartialLength(member.Type)
                ? $"__typeof__({StubTypes.MemberOf(original, member.Name!)}) {declarator}"
                : types.Print(member.Type, declarator);
            return declaration + Attributes(member);
        }

        private static string Attributes(CMember member) =>
            (member.RequestedAlignment > 0 ? string.Create(CultureInfo.InvariantCulture, $" __attribute__((aligned({member.RequestedAlignment})))") : "")
            + (member.IsPacked ? " __attribute__((packed))" : "");

        private static string Attributes(CRecordType record)
        {
            RecordLayoutRules rules = record.LayoutRules;
            var words = new StringBuilder();
            words.Append(rules.IsPacked ? " __attribute__((packed))" : "");
            words.Append(rules.RequestedAlignment > 0 ? string.Create(CultureInfo.InvariantCulture, $" __attribute__((aligned({rules.RequestedAlignment})))") : "");
            words.Append(rules.UsesMicrosoftBitFields is { } uses ? $" __attribute__(({(uses ? "ms_struct" : "gcc_struct")}))" : "");
            return words.Append(record.IsTransparent ? " __attribute__((transparent_union))" : "").ToString();
        }
    }
}
