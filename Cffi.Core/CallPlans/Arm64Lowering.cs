namespace Cffi.Core.CallPlans;

/// <summary>Call plans of AAPCS64, 6.8 and 6.9, and of the variants of Apple and Microsoft.</summary>
internal sealed class Arm64Lowering
{
    private const int RegisterCount = 8;
    private const int WordSize = 8;
    private const int LargestInRegisters = 2 * WordSize;

    private readonly CFunctionType function;
    private readonly Target target;
    private readonly Arm64Rules rules;
    private readonly StackArea stack;
    private int general;
    private int floating;

    private Arm64Lowering(CFunctionType function, Target target, Arm64Rules rules)
    {
        this.function = function;
        this.target = target;
        this.rules = rules;
        stack = new StackArea(function, target);
    }

    private bool UsesWords => rules.VariadicFunctionsUseWords && function.IsVariadic;

    /// <summary>The plan of a call.</summary>
    public static CallPlan Plan(CFunctionType function, Target target, IReadOnlyList<CType> variadic, Arm64Rules rules) =>
        new Arm64Lowering(function, target, rules).Plan(variadic);

    private CallPlan Plan(IReadOnlyList<CType> variadic)
    {
        ResultPlan result = PlanResult();
        int named = function.Parameters.Count;
        var arguments = new ArgumentPlan[named + variadic.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = PlanArgument(AbiLowering.ArgumentType(function, target, variadic, i), isVariadic: i >= named);
        }

        return new CallPlan(function, target, arguments, result)
        {
            GeneralRegisters = general,
            FloatingRegisters = floating,
            StackSize = stack.Size,
            StackAlignment = stack.Alignment,
            ExtendsIntegers = rules.PacksStack,
        };
    }

    private ResultPlan PlanResult()
    {
        CType type = function.Result;
        if (type.Unqualified is CVoidType)
        {
            return new ResultPlan(type, ResultKind.Void, 0);
        }

        long size = PassableTypes.Room(type, function, target).Size;
        if (IsNothing(type, size))
        {
            return new ResultPlan(type, ResultKind.Void, size);
        }

        if (HomogeneousAggregate.Of(type, target) is { } elements)
        {
            return new ResultPlan(type, elements.Count == 1 ? ResultKind.Floating : ResultKind.Homogeneous, size) { ElementSize = elements.Count == 1 ? 0 : elements.ElementSize };
        }

        return size <= WordSize ? new ResultPlan(type, ResultKind.General, size)
            : size <= LargestInRegisters ? new ResultPlan(type, ResultKind.GeneralGeneral, size)
            : new ResultPlan(type, ResultKind.Memory, size) { Address = new ArgumentPiece(ArgumentLocation.ResultAddress, 0, 0, WordSize) };
    }

    private ArgumentPlan PlanArgument(CType type, bool isVariadic)
    {
        TypeLayout room = PassableTypes.Room(type, function, target);
        if (IsNothing(type, room.Size))
        {
            return new ArgumentPlan(type, []);
        }

        HomogeneousAggregate? elements = UsesWords ? null : HomogeneousAggregate.Of(type, target);
        bool isIndirect = elements is null && room.Size > LargestInRegisters;
        int copyAlignment = isIndirect ? Math.Max(room.Alignment, WordSize) : 0;
        room = isIndirect ? new TypeLayout(WordSize, WordSize) : new TypeLayout(room.Size, AlignmentOf(type, room));
        return new ArgumentPlan(type, isVariadic && rules.VariadicsAreOnStack ? OnStack(0, room, isPacked: false) : Pieces(type, room, elements))
        {
            CopyAlignment = copyAlignment,
        };
    }

    private IReadOnlyList<ArgumentPiece> Pieces(CType type, TypeLayout room, HomogeneousAggregate? elements)
    {
        if (elements is { } homogeneous)
        {
            if (floating + homogeneous.Count <= RegisterCount)
            {
                return InFloatingRegisters(homogeneous);
            }

            floating = RegisterCount;
            return OnStack(0, rules.FollowsClang ? room with { Alignment = homogeneous.ElementSize } : room, rules.PacksStack);
        }

        int words = (int)((room.Size + WordSize - 1) / WordSize);

        // C.10: what is aligned to 16 starts in an even register. Apple's variant has no such rule.
        general = room.Alignment > WordSize && !rules.PacksStack ? Math.Min(RegisterCount, (general + 1) / 2 * 2) : general;
        if (general + words <= RegisterCount)
        {
            return InGeneralRegisters(words, room.Size);
        }

        if (UsesWords && general < RegisterCount)
        {
            List<ArgumentPiece> first = InGeneralRegisters(RegisterCount - general, room.Size);
            first.AddRange(OnStack(first.Count * WordSize, room, isPacked: false));
            return first;
        }

        // C.13: later arguments do not use the registers that are left.
        general = RegisterCount;
        return OnStack(0, room, rules.PacksStack && type.Unqualified is not CRecordType);
    }

    private List<ArgumentPiece> InGeneralRegisters(int words, long size)
    {
        var pieces = new List<ArgumentPiece>(words);
        for (int i = 0; i < words; i++)
        {
            pieces.Add(new ArgumentPiece(ArgumentLocation.General, general++, i * WordSize, (int)Math.Min(WordSize, size - (i * WordSize))));
        }

        return pieces;
    }

    private List<ArgumentPiece> InFloatingRegisters(HomogeneousAggregate elements)
    {
        var pieces = new List<ArgumentPiece>(elements.Count);
        for (int i = 0; i < elements.Count; i++)
        {
            pieces.Add(new ArgumentPiece(ArgumentLocation.Floating, floating++, i * elements.ElementSize, elements.ElementSize));
        }

        return pieces;
    }

    private ArgumentPiece[] OnStack(int offset, TypeLayout room, bool isPacked)
    {
        long bytes = room.Size - offset;
        return
        [
            isPacked ? stack.Add(offset, bytes, bytes, room.Alignment)
                : stack.Add(offset, bytes, ByteArithmetic.AlignUp(bytes, WordSize), offset > 0 ? WordSize : Math.Max(room.Alignment, WordSize)),
        ];
    }

    private bool IsNothing(CType type, long size) => size == 0 || (rules.FollowsClang && HomogeneousAggregate.IsEmpty(type));

    // At most 16. AAPCS64 5.9: the natural alignment of a record is that of its members, whatever an attribute requests for it.
    private int AlignmentOf(CType type, TypeLayout room) => Math.Min(LargestInRegisters, type.Unqualified switch
    {
        CRecordType record when !rules.FollowsClang => record.Members.Select(member => MemberAlignment(record, member)).DefaultIfEmpty(1).Max(),
        CRecordType => room.Alignment,
        _ => LayoutEngine.Of(type.Unqualified, target).Alignment,
    });

    // GCC takes the declared type of a bit-field, even of a packed one, or more if an attribute requests it.
    private int MemberAlignment(CRecordType record, CMember member)
    {
        int natural = LayoutEngine.Of(member.Type, target).Alignment;
        int alignment = MemberRules.GnuAlignment(record, member, natural);
        return member.BitWidth is null ? alignment : Math.Max(natural, alignment);
    }
}
