namespace Cffi.Core.CallPlans;

/// <summary>The locations of the arguments and the result of a call on one target. Immutable; computed by <see cref="AbiLowering"/>.</summary>
internal sealed class CallPlan
{
    internal CallPlan(CFunctionType type, Target target, IReadOnlyList<ArgumentPlan> arguments, ResultPlan result)
    {
        Type = type;
        Target = target;
        Arguments = arguments;
        Result = result;
    }

    /// <summary>The type of the function.</summary>
    public CFunctionType Type { get; }

    /// <summary>The target.</summary>
    public Target Target { get; }

    /// <summary>The arguments in order: one per parameter, then the variadic ones.</summary>
    public IReadOnlyList<ArgumentPlan> Arguments { get; }

    /// <summary>The result.</summary>
    public ResultPlan Result { get; }

    /// <summary>
    /// The number of general registers in use: the last one and all before it, including one with the address of a result in
    /// memory, but not <see cref="ArgumentLocation.ResultAddress"/>.
    /// </summary>
    public int GeneralRegisters { get; internal init; }

    /// <summary>The number of floating-point registers in use, counted like <see cref="GeneralRegisters"/>. On System V x86-64, AL has this number in a variadic call.</summary>
    public int FloatingRegisters { get; internal init; }

    /// <summary>The size of the stack argument area in bytes, padding between arguments included.</summary>
    public int StackSize { get; internal init; }

    /// <summary>The same in 8-byte words, the last one filled up.</summary>
    public int StackWords => (StackSize + 7) / 8;

    /// <summary>The alignment in bytes of the stack argument area: 16, or more if an argument needs it.</summary>
    public int StackAlignment { get; internal init; }

    /// <summary>
    /// Whether the callee relies on the caller to sign- or zero-extend integers below 32 bits to 32 bits in registers.
    /// </summary>
    public bool ExtendsIntegers { get; internal init; }

    /// <summary>Whether the function is variadic.</summary>
    public bool IsVariadic => Type.IsVariadic;
}
