using System.Runtime.CompilerServices;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors.Arm64;

/// <summary>The precompiled calls.</summary>
internal static unsafe class Arm64Shapes
{
    /// <summary>The precompiled call for a plan.</summary>
    public static delegate*<RegisterBlock*, void> For(CallPlan plan) => plan.Result.Kind switch
    {
        ResultKind.Floating => ForOneFloating(plan),
        ResultKind.GeneralGeneral => plan.StackWords == 0 ? &RegistersToPair : &EightWordsToPair,
        ResultKind.Homogeneous => plan.StackWords == 0 ? &RegistersToVectors : &EightWordsToVectors,
        _ => ForOneGeneral(plan),
    };

    private static delegate*<RegisterBlock*, void> ForOneGeneral(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &Arm64RegisterShapes.TwoGeneralToGeneral,
        { StackWords: 0, FloatingRegisters: 0 } => &Arm64RegisterShapes.GeneralToGeneral,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &Arm64RegisterShapes.FloatingToGeneral,
        { StackWords: 0 } => &Arm64RegisterShapes.RegistersToGeneral,
        _ => &Arm64RegisterShapes.EightWordsToGeneral,
    };

    private static delegate*<RegisterBlock*, void> ForOneFloating(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &Arm64RegisterShapes.TwoGeneralToFloating,
        { StackWords: 0, FloatingRegisters: 0 } => &Arm64RegisterShapes.GeneralToFloating,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &Arm64RegisterShapes.FloatingToFloating,
        { StackWords: 0 } => &Arm64RegisterShapes.RegistersToFloating,
        _ => &Arm64RegisterShapes.EightWordsToFloating,
    };

    private static void RegistersToPair(RegisterBlock* block) => *(GeneralPair*)block->Result = Registers<GeneralPair>(block);

    private static void EightWordsToPair(RegisterBlock* block) => *(GeneralPair*)block->Result = RegistersAndEightWords<GeneralPair>(block);

    private static void RegistersToVectors(RegisterBlock* block) => StoreVectors(block, Registers<FloatingQuad>(block));

    private static void EightWordsToVectors(RegisterBlock* block) => StoreVectors(block, RegistersAndEightWords<FloatingQuad>(block));

    private static void StoreVectors(RegisterBlock* block, FloatingQuad result)
    {
        var vectors = (double*)block->RawFloating;
        vectors[0] = result.First;
        vectors[2] = result.Second;
        vectors[4] = result.Third;
        vectors[6] = result.Fourth;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult Registers<TResult>(RegisterBlock* block)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            TResult>)block->Function;
        var b = (Arm64Block*)block;
        *block->ErrnoAddress = block->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5], b->General[6], b->General[7],
            b->Floating[0], b->Floating[2], b->Floating[4], b->Floating[6],
            b->Floating[8], b->Floating[10], b->Floating[12], b->Floating[14]);
        block->Errno = *block->ErrnoAddress;
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult RegistersAndEightWords<TResult>(RegisterBlock* block)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            long, long, long, long, long, long, long, long,
            TResult>)block->Function;
        var b = (Arm64Block*)block;
        long* stack = (long*)(b + 1);
        *block->ErrnoAddress = block->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5], b->General[6], b->General[7],
            b->Floating[0], b->Floating[2], b->Floating[4], b->Floating[6],
            b->Floating[8], b->Floating[10], b->Floating[12], b->Floating[14],
            stack[0], stack[1], stack[2], stack[3], stack[4], stack[5], stack[6], stack[7]);
        block->Errno = *block->ErrnoAddress;
        return result;
    }
}
