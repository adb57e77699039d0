using System.Numerics;

namespace Cffi.Modules.Stubs;

/// <summary>Checks an enum: its integer type, and, for a partial enum, the values.</summary>
/// <remarks>The values of enumerators are compared as separate constants.</remarks>
internal sealed class EnumCheck(EnumDeclaration declaration) : DeclarationCheck(declaration)
{
    private readonly CEnumType type = declaration.Type;
    private readonly List<(CEnumerator Enumerator, int Value, int IsNegative)> values = [];
    private int size = -1;
    private int sign = -1;
    private bool isPartial;

    public override void Write(StubText text, StubTypes types)
    {
        values.Clear();
        if (types.NameOf(type) is { } name)
        {
            size = text.Fact($"sizeof({name})");
            sign = text.Fact($"CFFI_TYPE_SIGN({name})");
        }

        // A partial enum can have no enumerators: enum e { ... };
        isPartial = type.State == RecordState.Partial || type.Enumerators.Any(static e => e.IsPartial);
        if (isPartial)
        {
            foreach (CEnumerator enumerator in type.Enumerators)
            {
                values.Add((enumerator, text.Fact($"CFFI_INTEGER({enumerator.Name})"), text.Fact($"CFFI_NEGATIVE({enumerator.Name})")));
            }
        }
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        CPrimitiveType? reported = size < 0 ? null : IntegerKinds.Of(facts[size], facts[sign] != 0, completion.Target);
        if (isPartial)
        {
            var actual = new CEnumType(type.Tag);
            actual.Complete([.. values.Select(value => value.Enumerator with { Value = Number(facts, value), IsPartial = false })], type.FixedUnderlyingType ?? reported);
            CEnumType? before = type.Actual;
            completion.Complete(() => type.Resolve(actual), () => type.Resolve(before));
        }

        if (reported is not null && !isPartial && completion.Target.UsesMicrosoftLayout && type.FixedUnderlyingType is null)
        {
            TakeSign(reported, completion);
        }

        if (reported is not null)
        {
            CPrimitiveType declared = EnumLayout.UnderlyingType(type, completion.Target);
            bool isSigned = PrimitiveLayout.IsSigned(declared, completion.Target);
            if (PrimitiveLayout.Of(declared, completion.Target).Size != facts[size] || isSigned != (facts[sign] != 0))
            {
                completion.Differs(VerificationDescriptors.EnumType, Declaration, $"'{type.CName}'", $"'{declared.Name}'", $"'{reported.Name}'", "enumerators may be missing; end the list with '...'");
            }
        }
    }

    /// <summary>gcc's value for an enumerator that is an <c>int</c> for MSVC: the same bits, unsigned.</summary>
    public static BigInteger Unsigned(BigInteger value) => value.Sign < 0 ? value + (BigInteger.One << 32) : value;

    // On Windows the compiler decides the signedness: MSVC uses int for every enum, gcc uses unsigned int if no value is
    // negative. A wrong value is reported for the enumerator.
    private void TakeSign(CPrimitiveType reported, Completion completion)
    {
        CPrimitiveType declared = EnumLayout.UnderlyingType(type, completion.Target);
        bool isOfSize = PrimitiveLayout.Of(reported, completion.Target) == PrimitiveLayout.Of(declared, completion.Target);
        if (reported != declared && isOfSize && (type.Enumerators.All(static e => e.Value.Sign >= 0) || !PrimitiveLayout.IsSigned(reported, completion.Target)))
        {
            var actual = new CEnumType(type.Tag);
            actual.Complete([.. type.Enumerators.Select(static e => e with { Value = Unsigned(e.Value) })], reported);
            CEnumType? before = type.Actual;
            completion.Complete(() => type.Resolve(actual), () => type.Resolve(before));
        }
    }

    private static BigInteger Number(ObjectFacts facts, (CEnumerator Enumerator, int Value, int IsNegative) value) =>
        facts[value.IsNegative] != 0 ? facts[value.Value] : unchecked((ulong)facts[value.Value]);
}
