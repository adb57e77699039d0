using System.Numerics;

namespace Cffi.Modules.Stubs;

/// <summary>Asks for the offset and the type of a named member.</summary>
/// <remarks>
/// C gives no address of a bit-field. An object in which all bits of the bit-field are set shows it: the set bits of the
/// object are those of the bit-field. A comma expression has the unpromoted type of the bit-field, which gives its signedness.
/// <code>
/// const struct s cffi_bits = { .b = -1 };        int a : 5; int b : 13;
///
///   byte      2        1        0
///         ......11 11111111 111.....             first bit 5, 13 bits
/// </code>
/// </remarks>
internal sealed class MemberProbe
{
    private readonly CMember member;
    private readonly TypeProbe? type;
    private readonly string bits = "";
    private readonly int offset;
    private readonly int size = -1;
    private readonly int sign;

    public MemberProbe(StubText text, StubTypes types, string record, CMember member)
    {
        this.member = member;
        if (member.BitWidth is null)
        {
            string expression = StubTypes.MemberOf(record, member.Name!);
            offset = text.Fact($"CFFI_OFFSET({record}, {member.Name})");
            size = member.Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified } ? -1 : text.Fact($"sizeof{expression}");
            type = new TypeProbe(text, types, expression, member.Type);
        }
        else
        {
            // The slot number identifies the object too.
            offset = text.Fact($"sizeof({record})");
            sign = text.Fact($"CFFI_BITS_SIGN({StubTypes.MemberOf(record, member.Name!)})");
            bits = $"cffi_bits_{offset}";
            text.Define($"CFFI_DATA const {record} {bits} = {{ .{member.Name} = CFFI_ONES({StubTypes.MemberOf(record, member.Name!)}) }};");
        }
    }

    public string Name => member.Name!;

    /// <summary>The declared type with its lengths filled in.</summary>
    public CType Completed(ObjectFacts facts) => type?.Completed(facts) ?? member.Type;

    /// <summary>The offset in bytes from the start of the record; for a bit-field, of the byte with its first bit.</summary>
    public long Offset(ObjectFacts facts) => type is null ? Bits(facts).First / 8 : facts[offset];

    /// <summary>The size in bytes; for a bit-field, of the bytes that contain its bits; for a flexible array, 0.</summary>
    public long Size(ObjectFacts facts)
    {
        (int first, int width) = type is null ? Bits(facts) : default;
        return type is null ? ((first % 8) + width + 7) / 8 : size < 0 ? 0 : facts[size];
    }

    /// <summary>The compiler's layout of the member.</summary>
    /// <param name="complete">The member with its lengths filled in.</param>
    /// <param name="facts">The compiler's answers.</param>
    public FieldLayout LayoutOf(CMember complete, ObjectFacts facts) =>
        new(complete, Offset(facts), type is null ? Bits(facts).First % 8 : 0);

    /// <summary>Compares the offset, size and type with those of the declaration.</summary>
    public void Compare(FieldLayout field, ObjectFacts facts, Completion completion, Declaration declaration, string subject)
    {
        if (type is not null)
        {
            if (facts[offset] != field.Offset)
            {
                completion.Differs(VerificationDescriptors.MemberOffset, declaration, subject, $"offset {field.Offset}", $"{facts[offset]}", "end the members with '...;' to take the compiler's offsets");
            }

            type.Compare(facts, completion, declaration, subject);
            return;
        }

        (int first, int width) = Bits(facts);
        if (width != member.BitWidth || first != (field.Offset * 8) + field.BitOffset)
        {
            completion.Differs(
                VerificationDescriptors.MemberOffset, declaration, subject, $"{member.BitWidth} bits from bit {(field.Offset * 8) + field.BitOffset}", $"{width} bits from bit {first}");
        }
        else if ((facts[sign] != 0) is var isSigned && isSigned != TypeProbe.IsSigned(member.Type, completion.Target))
        {
            completion.Differs(VerificationDescriptors.ObjectType, declaration, subject, $"{(isSigned ? "an unsigned" : "a signed")} bit-field", isSigned ? "a signed bit-field" : "an unsigned bit-field");
        }
    }

    private (int First, int Width) Bits(ObjectFacts facts)
    {
        ReadOnlySpan<byte> bytes = facts.Object(bits, facts[offset]);
        int first = -1, count = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0)
            {
                first = first < 0 ? (i * 8) + BitOperations.TrailingZeroCount(bytes[i]) : first;
                count += BitOperations.PopCount(bytes[i]);
            }
        }

        return (Math.Max(first, 0), count);
    }
}
