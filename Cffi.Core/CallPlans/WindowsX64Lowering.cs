namespace Cffi.Core.CallPlans;

/// <summary>Call plans of Microsoft's x64 calling convention.</summary>
/// <remarks>
/// Arguments are one array of words; the position of an argument decides its place. The first four are in registers, the others
/// on the stack, behind the 32 bytes of home space in which the callee may store the registers; offsets start behind it:
/// <code>
///    position      0      1      2      3      4        5
///    general      rcx    rdx     r8     r9   [stack+0] [stack+8]
///    floating     xmm0   xmm1   xmm2   xmm3
/// </code>
/// </remarks>
internal sealed class WindowsX64Lowering
{
    private const int RegisterCount = 4;
    private const int WordSize = 8;
    private const int CopyAlignment = 16;

    private readonly CFunctionType function;
    private readonly Target target;
    private readonly StackArea stack;
    private int position;
    private int floating;

    private WindowsX64Lowering(CFunctionType function, Target target)
    {
        this.function = function;
        this.target = target;
        stack = new StackArea(function, target);
    }

    /// <summary>The plan of a call.</summary>
    public static CallPlan Plan(CFunctionType function, Target target, IReadOnlyList<CType> variadic) =>
        new WindowsX64Lowering(function, target).Plan(variadic);

    private CallPlan Plan(IReadOnlyList<CType> variadic)
    {
        ResultPlan result = PlanResult();
        position = result.Kind == ResultKind.Memory ? 1 : 0;
        var arguments = new ArgumentPlan[function.Parameters.Count + variadic.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = PlanArgument(AbiLowering.ArgumentType(function, target, variadic, i));
        }

        return new CallPlan(function, target, arguments, result)
        {
            GeneralRegisters = Math.Min(position, RegisterCount),
            FloatingRegisters = floating,
            StackSize = stack.Size,
            StackAlignment = stack.Alignment,
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
        return IsWord(size)
            ? new ResultPlan(type, IsFloating(type) ? ResultKind.Floating : ResultKind.General, size)
            : new ResultPlan(type, ResultKind.Memory, size) { Address = new ArgumentPiece(ArgumentLocation.General, 0, 0, WordSize) };
    }

    private ArgumentPlan PlanArgument(CType type)
    {
        TypeLayout room = PassableTypes.Room(type, function, target);
        bool isIndirect = !IsWord(room.Size);
        return new ArgumentPlan(type, Pieces(isIndirect ? WordSize : (int)room.Size, !isIndirect && IsFloating(type)))
        {
            CopyAlignment = isIndirect ? Math.Max(room.Alignment, CopyAlignment) : 0,
        };
    }

    private ArgumentPiece[] Pieces(int size, bool isFloating)
    {
        if (position >= RegisterCount)
        {
            position++;
            return [stack.Add(0, size, WordSize, WordSize)];
        }

        floating = isFloating ? position + 1 : floating;
        var general = new ArgumentPiece(ArgumentLocation.General, position, 0, size);
        var vector = new ArgumentPiece(ArgumentLocation.Floating, position++, 0, size);

        // A variadic function, which cannot know the types, stores the general registers only.
        return !isFloating ? [general] : function.IsVariadic ? [vector, general] : [vector];
    }

    private static bool IsWord(long size) => size is 1 or 2 or 4 or 8;

    private static bool IsFloating(CType type) => type.Unqualified is CPrimitiveType { IsFloating: true } or CPartialNumberType { Actual.IsFloating: true };
}
