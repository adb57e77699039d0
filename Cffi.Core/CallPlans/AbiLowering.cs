namespace Cffi.Core.CallPlans;

/// <summary>Computes call plans: pure functions over types, one per calling standard; any thread.</summary>
internal static class AbiLowering
{
    private static readonly CType[] None = [];

    /// <summary>The type that is passed for a parameter: for a <c>va_list</c> that is an array, its address (C11 6.7.6.3p7).</summary>
    public static CType ParameterType(CType type, Target target) =>
        type.Unqualified is CVaListType list && target.Calling == CallingStandard.SystemVX64 ? list.PointerTo() : type;

    /// <summary>The type that is passed for an argument, of the named ones and then the variadic ones.</summary>
    public static CType ArgumentType(CFunctionType function, Target target, IReadOnlyList<CType> variadic, int index)
    {
        int named = function.Parameters.Count;
        return index < named ? ParameterType(function.Parameters[index], target) : CFunctionType.Adjust(variadic[index - named]);
    }

    /// <summary>The plan of a call.</summary>
    /// <param name="type">The type of the function.</param>
    /// <param name="target">The target.</param>
    /// <param name="variadicArguments">
    /// For a variadic function, the types of the arguments after the named ones, already promoted
    /// (<see cref="DefaultPromotions.Promote"/>).
    /// </param>
    /// <exception cref="CffiUnsupportedException">The target's calling standard has no plans, or a type cannot be passed by value.</exception>
    /// <exception cref="CffiArgumentCountException">The call has variadic arguments, and the function takes none.</exception>
    public static CallPlan Plan(CFunctionType type, Target target, IReadOnlyList<CType>? variadicArguments = null)
    {
        IReadOnlyList<CType> variadic = variadicArguments ?? None;
        if (variadic.Count > 0 && !type.IsVariadic)
        {
            throw new CffiArgumentCountException("CFFI5005", $"'{type.CName}' takes no variadic arguments, but the call passes {variadic.Count}");
        }

        PassableTypes.Check(type, target, variadic);

        // Every calling standard has its row here. One without plans is refused by name.
        return target.Calling switch
        {
            CallingStandard.SystemVX64 => SystemVX64Lowering.Plan(type, target, variadic),
            CallingStandard.Aapcs64 => Arm64Lowering.Plan(type, target, variadic, Arm64Rules.Linux),
            CallingStandard.AppleArm64 => Arm64Lowering.Plan(type, target, variadic, Arm64Rules.Apple),
            CallingStandard.WindowsArm64 => Arm64Lowering.Plan(type, target, variadic, Arm64Rules.Windows),
            CallingStandard.WindowsX64 => WindowsX64Lowering.Plan(type, target, variadic),
            CallingStandard.SystemVX86 or CallingStandard.WindowsX86 => throw AbiErrors.NoCallingStandard(type, target),
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };
    }
}
