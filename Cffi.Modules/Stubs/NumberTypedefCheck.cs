namespace Cffi.Modules.Stubs;

/// <summary><c>typedef int... T;</c> and <c>typedef float... T;</c>: the compiler gives the size and signedness.</summary>
internal sealed class NumberTypedefCheck(TypedefDeclaration typedef) : DeclarationCheck(typedef)
{
    private readonly CPartialNumberType number = (CPartialNumberType)typedef.Type;
    private int kind;
    private int size;
    private int sign;
    private int format;

    public override void Write(StubText text, StubTypes types)
    {
        string value = $"(*({typedef.Name} *)0)";
        kind = text.Fact($"CFFI_CLASS({value})");
        size = text.Fact($"sizeof({value})");
        sign = text.Fact($"CFFI_SIGN({value})");
        format = text.Fact($"CFFI_FORMAT({value})");
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        CPrimitiveType? actual = Kinds.Normal(facts[kind]) switch
        {
            Kinds.Integer when !number.IsFloating => IntegerKinds.Of(facts[size], facts[sign] != 0, completion.Target),
            Kinds.Real when number.IsFloating => Floating(facts[size], facts[format], completion.Target),
            _ => null,
        };
        if (actual is null)
        {
            bool isOfKind = Kinds.Normal(facts[kind]) == (number.IsFloating ? Kinds.Real : Kinds.Integer);
            string declared = number.IsFloating ? "a floating type" : "an integer type";
            string reported = isOfKind ? $"{declared} of {facts[size]} bytes{FloatingFormats.Describe(number.IsFloating ? facts[format] : 0)}, which {completion.Target} does not have" : $"a different kind of type, {facts[size]} bytes";
            completion.Report(VerificationDescriptors.CannotComplete, Declaration, $"'{typedef.Name}': the declaration says {declared}, the C compiler says {reported}");
        }
        else if (number.Actual is null)
        {
            completion.Complete(() => number.Complete(actual), number.Reset);
        }
        else if (number.Actual != actual)
        {
            completion.Differs(VerificationDescriptors.ObjectType, Declaration, $"'{typedef.Name}'", $"'{number.Actual.Name}', as in an earlier module", $"'{actual.Name}'");
        }
    }

    private static CPrimitiveType? Floating(long size, long format, Target target)
    {
        return ((CPrimitiveKind[])[CPrimitiveKind.Float, CPrimitiveKind.Double, CPrimitiveKind.LongDouble, .. target.HasFloat128 ? (CPrimitiveKind[])[CPrimitiveKind.Float128] : []])
            .Select(CPrimitiveType.Of)
            .FirstOrDefault(type => PrimitiveLayout.Of(type, target).Size == size && FloatingFormats.Of(type, target) == format);
    }
}
