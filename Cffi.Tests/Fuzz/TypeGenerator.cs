using System.Numerics;
using Cffi.Parser.Binding.Constants;

namespace Cffi.Tests.Fuzz;

/// <summary>Random C types: the same ones for the same seed, index and options.</summary>
public sealed class TypeGenerator
{
    // Sizes that matter to calling conventions and padding. A record gets members until it has about one of these sizes.
    private static readonly int[] Budgets =
        [1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 16, 16, 17, 20, 24, 24, 28, 32, 32, 40, 48, 64, 64, 100, 256, 4096];

    private static readonly int[] Alignments = [1, 2, 4, 8, 16, 32, 64];
    private static readonly int[] Packs = [1, 2, 4, 8, 16];

    private readonly SplitMix64 random;
    private readonly TypeGeneratorOptions options;
    private readonly string prefix;
    private readonly ScalarSource scalars;
    private int nextTag;
    private int nextMember;

    /// <summary>Starts the case <paramref name="index"/> of the run <paramref name="seed"/>.</summary>
    public TypeGenerator(ulong seed, int index, TypeGeneratorOptions? options = null)
    {
        random = SplitMix64.ForCase(seed, index);
        this.options = options ?? TypeGeneratorOptions.Everything;
        prefix = $"t{index}_";
        scalars = new ScalarSource(random, this.options);
    }

    /// <summary>The records and enums with tags made so far, in an order that C accepts.</summary>
    public List<CType> Definitions { get; } = [];

    /// <summary>A type of a value that can be passed: scalars, pointers, enums, and 35 % records.</summary>
    public CType NextArgumentType() => random.Below(100) switch
    {
        < 12 when options.Extended => scalars.NextExtended(),
        < 35 => NextRecord(),
        < 45 => NextPointer(),
        < 50 => NextEnum(),
        _ => scalars.Next(),
    };

    /// <summary>A complete structure (or, in 15 of 100 cases, union) with a tag.</summary>
    public CRecordType NextRecord() => MakeRecord(Math.Min(random.Pick(Budgets), options.LargestRecord), options.Depth, hasTag: true, pack: null);

    private CRecordType MakeRecord(int budget, int depth, bool hasTag, int? pack)
    {
        var record = new CRecordType(random.Chance(15), hasTag ? NewTag() : null);
        RecordLayoutRules rules = NextRules(pack);
        var members = new List<CMember>();
        int firstMember = nextMember;
        if (hasTag)
        {
            nextMember = 0;
        }

        int rest = record.IsUnion ? budget * 3 : budget;
        int limit = budget > 256 ? 40 : 12;
        if (!(options.ZeroLengths && random.Chance(2)))
        {
            do
            {
                rest -= AddMember(members, rest, depth, rules);
            }
            while (rest > 0 && members.Count < limit);
            if (members.TrueForAll(static member => member.Name is null) && !members.Exists(static member => member.IsAnonymousRecord))
            {
                members.Add(new CMember(NewName(), CPrimitiveType.Of(CPrimitiveKind.Char)));
            }

            if (options.FlexibleArrays && hasTag && depth == options.Depth && !record.IsUnion && random.Chance(4)
                && members.Exists(static member => member.Name is not null))
            {
                members.Add(new CMember(NewName(), CArrayType.Of(scalars.Next(), CArrayLength.Unspecified)));
            }
        }

        if (hasTag)
        {
            nextMember = firstMember;
            Definitions.Add(record);
        }

        record.Complete(members, rules);
        return record;
    }

    // Returns about the size of the member, so that a record comes near its budget.
    private int AddMember(List<CMember> members, int rest, int depth, RecordLayoutRules rules)
    {
        switch (random.Below(95))
        {
            case < 10:
                members.Add(Attributed(new CMember(NewName(), random.Chance(50) ? NextPointer() : NextEnum())));
                return 8;
            case < 22:
                return AddArray(members, rest, depth);
            case < 37 when options.BitFields:
                return AddBitFields(members);
            case < 50 when depth > 0:
                return AddRecord(members, rest, depth, rules);
            default:
                CType scalar = scalars.Next(rest);
                members.Add(Attributed(new CMember(NewName(), scalar)));
                return ScalarSource.SizeOf(scalar);
        }
    }

    private int AddArray(List<CMember> members, int rest, int depth)
    {
        CType item = depth > 0 && random.Chance(20)
            ? MakeRecord(Math.Min(random.Pick(Budgets), 32), depth - 1, hasTag: true, pack: null)
            : scalars.Next(rest);
        int size = item is CRecordType ? 32 : ScalarSource.SizeOf(item);
        int most = Math.Max(1, Math.Min(rest, 200) / size);
        int length = options.ZeroLengths && random.Chance(4) ? 0 : random.Between(1, most);
        CType array = item.ArrayOf(length);
        if (random.Chance(10))
        {
            array = array.Unqualified is CArrayType ? ((CArrayType)array).ArrayOf(random.Between(1, 3)) : array;
        }

        members.Add(Attributed(new CMember(NewName(), array)));
        return length * size;
    }

    private int AddRecord(List<CMember> members, int rest, int depth, RecordLayoutRules rules)
    {
        int budget = Math.Min(rest, random.Pick(Budgets));
        bool isAnonymous = random.Chance(40);

        // A '#pragma pack' around a record also affects the records inside it.
        CRecordType inner = MakeRecord(budget, depth - 1, hasTag: !isAnonymous, isAnonymous ? rules.Pack : null);
        var member = new CMember(isAnonymous ? null : NewName(), inner);
        members.Add(isAnonymous ? member : Attributed(member));
        return Math.Max(budget, 1);
    }

    private int AddBitFields(List<CMember> members)
    {
        int count = random.Between(1, 4);
        int bits = 0;
        for (int i = 0; i < count; i++)
        {
            CType type = random.Chance(10) ? NextEnum() : scalars.NextInteger();
            int most = type is CEnumType ? 32 : type is CPrimitiveType { Primitive: CPrimitiveKind.Bool } ? 1 : ScalarSource.LeastBits(type);
            int width = random.Chance(15) ? most : random.Chance(50) ? random.Between(1, Math.Min(most, 9)) : random.Between(1, most);
            if (random.Chance(8))
            {
                members.Add(new CMember(null, type, 0));
                continue;
            }

            bool isUnnamed = random.Chance(8) && options.UnnamedBitFields;
            var member = new CMember(isUnnamed ? null : NewName(), type, width);
            members.Add(isUnnamed ? member : Attributed(member));
            bits += width;
        }

        return Math.Max(1, bits / 8);
    }

    private CMember Attributed(CMember member)
    {
        if (options.Atomics && member.BitWidth is null && member.Type is CPrimitiveType && random.Chance(2))
        {
            member = new CMember(member.Name, member.Type.Qualified(CQualifiers.Atomic));
        }

        if (!options.Attributes || !random.Chance(5))
        {
            return member;
        }

        bool isPacked = random.Chance(50);
        int alignment = !isPacked || random.Chance(20) ? random.Pick(Alignments) : 0;
        alignment = member.BitWidth is null || options.AlignedBitFields ? alignment : 0;
        return new CMember(member.Name, member.Type, member.BitWidth) { IsPacked = isPacked, RequestedAlignment = alignment };
    }

    private RecordLayoutRules NextRules(int? pack)
    {
        RecordLayoutRules rules = RecordLayoutRules.Default;
        if (options.Attributes)
        {
            rules = rules with
            {
                IsPacked = random.Chance(8),
                RequestedAlignment = random.Chance(6) ? random.Pick(Alignments) : 0,
                Pack = pack ?? (random.Chance(8) ? random.Pick(Packs) : 0),
            };
        }

        return options.MicrosoftStructs && random.Chance(5) ? rules with { UsesMicrosoftBitFields = true } : rules;
    }

    private CPointerType NextPointer() =>
        random.Chance(70) ? scalars.Next().PointerTo() : CFunctionType.Of(scalars.Next(), [scalars.Next()]).PointerTo();

    private CEnumType NextEnum()
    {
        var type = new CEnumType(NewTag());
        BigInteger[] values = random.Below(8) switch
        {
            0 => [-1, 0, 1],
            1 when options.WideEnums => [uint.MaxValue],
            2 when options.WideEnums => [long.MaxValue],
            3 => [int.MinValue, int.MaxValue],
            _ => [0, 1, 2],
        };
        type.Complete([.. values.Select((value, i) => new CEnumerator($"{type.Tag}_{i}", value))]);
        Definitions.Add(type);
        return type;
    }

    private string NewTag() => prefix + nextTag++;

    private string NewName() => "m" + nextMember++;
}
