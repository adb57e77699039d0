using System.Runtime.CompilerServices;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>
/// The precompiled calls. System V assigns integer and floating-point registers independently, so one
/// function type that takes the whole register file can make every call. No code is generated at run time.
/// </summary>
/// <remarks>
/// Each shape sets <c>errno</c>, makes the call, and reads <c>errno</c> in one method, so that no code of the runtime comes
/// between them. It is not inlined, so that only this method sets up the frame for the transition to C.
/// </remarks>
internal static unsafe class CallShapes
{
    /// <summary>The maximum number of stack words with a shape that has one parameter for each.</summary>
    public const int ListedStackWords = 8;

    /// <summary>The largest number of stack words, 32 KiB, for any shape or trampoline.</summary>
    public const int MostStackWords = 4096;

    /// <summary>The shape for a plan.</summary>
    /// <param name="plan">A plan of at most <see cref="MostStackWords"/> stack words.</param>
    /// <param name="usesTrampoline">Whether the results are in the block's raw registers.</param>
    /// <exception cref="CffiUnsupportedException">Only a trampoline can make the call, and the system allows none.</exception>
    public static delegate*<RegisterBlock*, void> For(CallPlan plan, out bool usesTrampoline)
    {
        bool isX87 = plan.Result.Kind is ResultKind.X87 or ResultKind.X87Pair;
        bool needsTrampoline = isX87
            || plan.StackAlignment > 2 * RegisterBlock.WordSize
            || (plan.IsVariadic && plan.FloatingRegisters > 0);
        bool wantsTrampoline = needsTrampoline || plan.IsVariadic || plan.StackWords > ListedStackWords;
        usesTrampoline = wantsTrampoline && CallTrampoline.IsAvailable;
        if (usesTrampoline)
        {
            return &CallTrampoline.Call;
        }

        if (needsTrampoline)
        {
            throw new CffiUnsupportedException(
                "CFFI5101",
                $"'{plan.Type.CName}' needs a trampoline (variadic floating arguments, x87 results, over-aligned arguments), and this system allows no executable memory; compile a module (SetSource, Compile) and make the call in a function with fixed arguments that its prelude defines");
        }

        return plan.Result.Kind switch
        {
            ResultKind.Floating => ForOneFloating(plan),
            ResultKind.GeneralGeneral => ForPair<GeneralPair>(plan),
            ResultKind.FloatingFloating => ForPair<FloatingPair>(plan),
            ResultKind.GeneralFloating => ForPair<GeneralFloating>(plan),
            ResultKind.FloatingGeneral => ForPair<FloatingGeneral>(plan),
            _ => ForOneGeneral(plan),
        };
    }

    private static delegate*<RegisterBlock*, void> ForOneGeneral(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &RegisterShapes.TwoGeneralToGeneral,
        { StackWords: 0, FloatingRegisters: 0 } => &RegisterShapes.GeneralToGeneral,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &RegisterShapes.FloatingToGeneral,
        { StackWords: 0 } => &RegisterShapes.RegistersToGeneral,
        { StackWords: <= ListedStackWords } => &RegisterShapes.EightWordsToGeneral,
        _ => ForManyWords<long>(plan),
    };

    private static delegate*<RegisterBlock*, void> ForOneFloating(CallPlan plan) => plan switch
    {
        { StackWords: 0, FloatingRegisters: 0, GeneralRegisters: <= 2 } => &RegisterShapes.TwoGeneralToFloating,
        { StackWords: 0, FloatingRegisters: 0 } => &RegisterShapes.GeneralToFloating,
        { StackWords: 0, FloatingRegisters: <= 4, GeneralRegisters: <= 1 } => &RegisterShapes.FloatingToFloating,
        { StackWords: 0 } => &RegisterShapes.RegistersToFloating,
        { StackWords: <= ListedStackWords } => &RegisterShapes.EightWordsToFloating,
        _ => ForManyWords<double>(plan),
    };

    private static delegate*<RegisterBlock*, void> ForPair<TResult>(CallPlan plan)
        where TResult : unmanaged => plan switch
        {
            { StackWords: 0 } => &Registers<TResult>,
            { StackWords: <= ListedStackWords } => &RegistersAndEightWords<TResult>,
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
    // TResult is at most the two words of Result.

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Registers<TResult>(RegisterBlock* b)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            TResult>)b->Function;
        *b->ErrnoAddress = b->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7]);
        b->Errno = *b->ErrnoAddress;
        *(TResult*)b->Result = result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegistersAndEightWords<TResult>(RegisterBlock* b)
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            long, long, long, long, long, long, long, long,
            TResult>)b->Function;
        long* stack = (long*)(b + 1);
        *b->ErrnoAddress = b->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7],
            stack[0], stack[1], stack[2], stack[3], stack[4], stack[5], stack[6], stack[7]);
        b->Errno = *b->ErrnoAddress;
        *(TResult*)b->Result = result;
    }

    // The block is followed by space for all of TStack, even if the plan uses less.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegistersAndStack<TStack, TResult>(RegisterBlock* b)
        where TStack : unmanaged
        where TResult : unmanaged
    {
        var function = (delegate* unmanaged[Cdecl]<
            long, long, long, long, long, long,
            double, double, double, double, double, double, double, double,
            TStack, TResult>)b->Function;
        *b->ErrnoAddress = b->Errno;
        TResult result = function(
            b->General[0], b->General[1], b->General[2], b->General[3], b->General[4], b->General[5],
            b->Floating[0], b->Floating[1], b->Floating[2], b->Floating[3],
            b->Floating[4], b->Floating[5], b->Floating[6], b->Floating[7],
            *(TStack*)(b + 1));
        b->Errno = *b->ErrnoAddress;
        *(TResult*)b->Result = result;
    }
}
