namespace Cffi.Core.CallPlans;

/// <summary>What the variants of AAPCS64 do differently.</summary>
internal sealed record Arm64Rules
{
    /// <summary>AAPCS64 itself, as Linux has it.</summary>
    public static Arm64Rules Linux { get; } = new();

    /// <summary>
    /// Apple's variant ("Writing ARM64 code for Apple platforms"): variadic arguments are on the stack, stack arguments take only
    /// their own bytes, and callers extend small integers.
    /// </summary>
    public static Arm64Rules Apple { get; } = new() { PacksStack = true, VariadicsAreOnStack = true, FollowsClang = true };

    /// <summary>
    /// Microsoft's variant ("Overview of ARM64 ABI conventions"): a variadic function takes its arguments, named ones too, as if
    /// from a stack whose first 64 bytes are in x0 to x7; it has no homogeneous aggregates and uses no floating-point registers.
    /// </summary>
    public static Arm64Rules Windows { get; } = new() { VariadicFunctionsUseWords = true, FollowsClang = true };

    /// <summary>Whether arguments on the stack have the size and alignment of their type, not those of whole words.</summary>
    public bool PacksStack { get; private init; }

    /// <summary>Whether variadic arguments are on the stack, each in words of its own.</summary>
    public bool VariadicsAreOnStack { get; private init; }

    /// <summary>Whether arguments of variadic functions are words in general registers, then on the stack; one can be in both.</summary>
    public bool VariadicFunctionsUseWords { get; private init; }

    /// <summary>
    /// Whether the alignment of a record includes what an attribute requests for the record itself, and records without
    /// named members are not passed, both as in clang.
    /// </summary>
    public bool FollowsClang { get; private init; }
}
