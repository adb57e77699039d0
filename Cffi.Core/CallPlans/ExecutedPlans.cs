namespace Cffi.Core.CallPlans;

/// <summary>The call plans that the run time executes. It has code for some calling standards only; <see cref="AbiLowering"/> plans for more.</summary>
internal static class ExecutedPlans
{
    /// <summary>Whether the run time makes calls on a target: it has an executor for the calling standard, and tests run it.</summary>
    public static bool AreOn(Target target) => target.Calling is CallingStandard.SystemVX64 or CallingStandard.WindowsX64 or CallingStandard.Aapcs64 or CallingStandard.AppleArm64;

    /// <summary>The plan of a call that the run time makes.</summary>
    /// <inheritdoc cref="AbiLowering.Plan"/>
    public static CallPlan Plan(CFunctionType type, Target target, IReadOnlyList<CType>? variadicArguments = null) =>
        AreOn(target) ? AbiLowering.Plan(type, target, variadicArguments) : throw AbiErrors.NoCalls(type, target);
}
