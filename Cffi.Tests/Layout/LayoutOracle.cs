using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>Asks a compiler for layouts, for any target, without linking or running anything.</summary>
/// <remarks>
/// The answers are constant data in the object file, found by a mark of 8 bytes. So the format of the file does not matter:
/// <code>
/// values       mark 1 | record | count | sizeof | _Alignof | offsetof ...
/// bit-fields   mark 2 | record | member | offset of value | size of value | the record with all bits of that bit-field set
/// </code>
/// </remarks>
public static class LayoutOracle
{
    private const string Prelude = """
        typedef __INT8_TYPE__ int8_t; typedef __UINT16_TYPE__ uint16_t; typedef __INT32_TYPE__ int32_t; typedef __UINT64_TYPE__ uint64_t;
        typedef __SIZE_TYPE__ size_t; typedef __INTPTR_TYPE__ intptr_t; typedef __WCHAR_TYPE__ wchar_t; typedef __CHAR16_TYPE__ char16_t;
        typedef unsigned long long u64; typedef unsigned int u32;
        #define MARK_V {0xC5, 0xFF, 0x1A, 0x70, 0x5C, 0x33, 0xE1, 0x01}
        #define MARK_B {0xC5, 0xFF, 0x1A, 0x70, 0x5C, 0x33, 0xE1, 0x02}

        """;

    private static readonly byte[] Mark = [0xC5, 0xFF, 0x1A, 0x70, 0x5C, 0x33, 0xE1];

    /// <summary>The facts of each record. The definitions contain everything that the records need, in order.</summary>
    public static IReadOnlyList<LayoutFacts> Ask(CCompiler compiler, IEnumerable<CType> definitions, IReadOnlyList<CRecordType> records)
    {
        var text = new StringBuilder(Prelude).Append(CTextWriter.Write(definitions));
        var names = new List<List<CMember>>();
        for (int i = 0; i < records.Count; i++)
        {
            List<CMember> members = [.. NamedMembers(records[i])];
            names.Add(members);
            AppendQuestions(text, records[i], i, members);
        }

        return Decode(compiler.CompileObject(text.ToString()), names);
    }

    private static IEnumerable<CMember> NamedMembers(CRecordType record) =>
        record.Members.SelectMany(static member => member.IsAnonymousRecord ? NamedMembers((CRecordType)member.Type.Unqualified)
            : member.Name is null ? [] : [member]);

    private static void AppendQuestions(StringBuilder text, CRecordType record, int index, List<CMember> members)
    {
        string name = record.CName;
        List<CMember> plain = members.FindAll(static member => member.BitWidth is null);
        text.Append(CultureInfo.InvariantCulture, $"const struct {{ unsigned char mark[8]; u32 record, count; u64 values[{plain.Count + 2}]; }} v{index} = ");
        text.Append(CultureInfo.InvariantCulture, $"{{ MARK_V, {index}, {plain.Count + 2}, {{ sizeof({name}), _Alignof({name})");
        foreach (CMember member in plain)
        {
            text.Append(CultureInfo.InvariantCulture, $", __builtin_offsetof({name}, {member.Name})");
        }

        text.Append(" } };\n");
        for (int m = 0; m < members.Count; m++)
        {
            if (members[m].BitWidth is not null)
            {
                string holder = $"b{index}_{m}";
                text.Append(CultureInfo.InvariantCulture, $"const struct s{holder} {{ unsigned char mark[8]; u32 record, member, offset, size; {name} value; }} {holder} = ");
                text.Append(CultureInfo.InvariantCulture, $"{{ MARK_B, {index}, {m}, __builtin_offsetof(struct s{holder}, value), sizeof({name}), {{ .{members[m].Name} = -1 }} }};\n");
            }
        }
    }

    private static List<LayoutFacts> Decode(ReadOnlySpan<byte> file, List<List<CMember>> names)
    {
        var sizes = new (long Size, long Alignment)[names.Count];
        var found = new Dictionary<string, (long Bit, int Width)>[names.Count];
        foreach (ref Dictionary<string, (long Bit, int Width)> members in found.AsSpan())
        {
            members = [];
        }

        int answers = 0;
        for (int at = file.IndexOf(Mark); at >= 0;)
        {
            ReadOnlySpan<byte> answer = file[at..];
            int record = BinaryPrimitives.ReadInt32LittleEndian(answer[8..]);
            if (answer[7] == 1)
            {
                List<CMember> plain = names[record].FindAll(static member => member.BitWidth is null);
                sizes[record] = (ReadValue(answer, 0), ReadValue(answer, 1));
                for (int i = 0; i < plain.Count; i++)
                {
                    found[record][plain[i].Name!] = (ReadValue(answer, i + 2) * 8, 0);
                }
            }
            else
            {
                CMember member = names[record][BinaryPrimitives.ReadInt32LittleEndian(answer[12..])];
                int offset = BinaryPrimitives.ReadInt32LittleEndian(answer[16..]);
                int size = BinaryPrimitives.ReadInt32LittleEndian(answer[20..]);
                var bits = new BigInteger(answer.Slice(offset, size), isUnsigned: true);
                long first = bits.IsZero ? -1 : (long)BigInteger.TrailingZeroCount(bits);
                found[record][member.Name!] = (first, bits.IsZero ? 0 : (int)(bits.GetBitLength() - first));
            }

            answers++;
            int next = file[(at + 8)..].IndexOf(Mark);
            at = next < 0 ? -1 : at + 8 + next;
        }

        int expected = names.Sum(static members => 1 + members.Count(static member => member.BitWidth is not null));
        Assert.That(answers, Is.EqualTo(expected), "number of answers in the object file");
        return [.. sizes.Select((one, i) => new LayoutFacts(one.Size, one.Alignment, found[i]))];
    }

    private static long ReadValue(ReadOnlySpan<byte> answer, int index) => BinaryPrimitives.ReadInt64LittleEndian(answer[(16 + (8 * index))..]);
}
