using System.Runtime.CompilerServices;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors.SystemVX64;

/// <summary>The precompiled calls.</summary>
internal static unsafe class SystemVX64Shapes
{
    /// <summary>The precompiled call for a plan.</summary>
    public static delegate*<RegisterBlock*, void> For(CallPlan plan) => plan.Result.Kind switch
    {
        ResultKind.Floating => ForOneFloating(plan),
        ResultKind.GeneralGeneral => ForPair<GeneralPair>(plan),
        ResultKind.FloatingFloating => ForPair<FloatingPair>(plan),
        ResultKind.GeneralFloating => ForPair<GeneralFloating>(plan),
        ResultKind.FloatingGeneral => ForPair<FloatingGeneral>(plan),
        _ => ForOneGeneral(plan),
    };

    /// <summary>The number of stack words that it reads.</summary>
    public static int StackWordsRead(CallPlan plan) => plan.StackWords switch
    {
        0 => 0,
        <= PrecompiledCalls.ListedStackWords => PrecompiledCalls.ListedStackWords,
        <= 32 => 32,
        <= 512 => 512,
        _ => CallExecutor.MostStackWords,
    };

    private static delegate*<RegisterBlock*, void> ForOneGeneral(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &SystemVX64RegisterShapes.TwoGeneralToGeneral,
        { StackWords: 0, FloatingRegisters: 0 } => &SystemVX64RegisterShapes.GeneralToGeneral,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &SystemVX64RegisterShapes.FloatingToGeneral,
        { StackWords: 0 } => &SystemVX64RegisterShapes.RegistersToGeneral,
        { StackWords: <= PrecompiledCalls.ListedStackWords } => &SystemVX64RegisterShapes.EightWordsToGeneral,
        _ => ForManyWords<long>(plan),
    };

    private static delegate*<RegisterBlock*, void> ForOneFloating(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &SystemVX64RegisterShapes.TwoGeneralToFloating,
        { StackWords: 0, FloatingRegisters: 0 } => &SystemVX64RegisterShapes.GeneralToFloating,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &SystemVX64RegisterShapes.FloatingToFloating,
        { StackWords: 0 } => &SystemVX64RegisterShapes.RegistersToFloating,
        { StackWords: <= PrecompiledCalls.ListedStackWords } => &SystemVX64RegisterShapes.EightWordsToFloating,
        _ => ForManyWords<double>(plan),
    };

    private static delegate*<RegisterBlock*, void> ForPair<TResult>(CallPlan plan)
        where TResult : unmanaged => plan switch
        {
            { StackWords: 0 } => &Registers<TResult>,
            { StackWords: <= PrecompiledCalls.ListedStackWords } => &RegistersAndEightWords<TResult>,
            _ => ForManyWords<TResult>(plan),
        };

    private static delegate*<RegisterBlock*, void> ForManyWords<TResult>(CallPlan plan)
        where TResult : unmanaged => plan.StackWords switch
        {
            <= 32 => &RegistersAndStack<StackWords32, TResult>,
            <= 512 => &RegistersAndStack<StackWords512, TResult>,
            _ => &RegistersAndStack<StackWords4096, TResult>,
        };

    // In every shape the block belongs to the caller, on its stack or in memory that it holds during the call, and
    // TResult is at most two words, and fits Result.

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Registers<TResult>(RegisterBlock* block)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            TResult>)block->Function;
        var b = (SystemVX64Block*)block;
        *block->ErrnoAddress = block->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7]);
        block->Errno = *block->ErrnoAddress;
        *(TResult*)block->Result = result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegistersAndEightWords<TResult>(RegisterBlock* block)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            long, long, long, long, long, long, long, long,
            TResult>)block->Function;
        var b = (SystemVX64Block*)block;
        long* stack = (long*)(b + 1);
        *block->ErrnoAddress = block->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7],
            stack[0], stack[1], stack[2], stack[3], stack[4], stack[5], stack[6], stack[7]);
        block->Errno = *block->ErrnoAddress;
        *(TResult*)block->Result = result;
    }

    // The block is followed by space for all of TStack, even if the plan uses less.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegistersAndStack<TStack, TResult>(RegisterBlock* block)
        where TStack : unmanaged
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            TStack, TResult>)block->Function;
        var b = (SystemVX64Block*)block;
        *block->ErrnoAddress = block->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7],
            *(TStack*)(b + 1));
        block->Errno = *block->ErrnoAddress;
        *(TResult*)block->Result = result;
    }
}
