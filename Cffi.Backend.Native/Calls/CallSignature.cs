using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>A call plan that is ready to run: one step per argument, one precompiled shape, one way to read the result.</summary>
/// <remarks>Immutable; one per function type (per list of variadic argument types); any thread.</remarks>
internal sealed unsafe class CallSignature
{
    private static readonly ConditionalWeakTable<CFunctionType, CallSignature> Known = [];
    private readonly ArgumentStep[] steps;
    private readonly delegate*<RegisterBlock*, void> shape;
    private readonly bool hasPlainResult;
    private readonly long stackMask;
    private readonly int stackWords;
    private readonly int floatingRegisters;
    private readonly int x87Count;
    private readonly int elementSize;

    /// <summary>From this number on, the trampoline's stack words could reach beyond the guard page, where the runtime does not detect a stack overflow.</summary>
    private const int MostUncheckedStackWords = 256;

    private CallSignature(CFunctionType type, IReadOnlyList<CType>? variadicArguments)
    {
        Type = type;
        CallPlan plan = ExecutedPlans.Plan(type, Target.Current, variadicArguments);
        if (plan.StackWords > CallExecutor.MostStackWords)
        {
            throw new CffiUnsupportedException("CFFI5102", $"'{type.CName}' passes {plan.StackWords * RegisterBlock.WordSize} bytes on the stack, but Cffi supports at most {CallExecutor.MostStackWords * RegisterBlock.WordSize}; pass pointers");
        }

        CallExecutor executor = CallExecutor.Current;
        shape = executor.ShapeFor(plan, out bool usesTrampoline);

        steps = StepsFor(plan, executor, out int end);

        // Loops, not LINQ: the first call of a process pays for compiling this code.
        bool areWords = true;
        foreach (ref readonly ArgumentStep step in steps.AsSpan())
        {
            areWords &= step.IsWord;
            HasReferences |= step.Representation is Representation.Pointer or Representation.Record;
        }

        Result = NativeType.Of(type.Result);
        ResultKind = plan.Result.Kind;
        ResultAddressOffset = ResultKind == ResultKind.Memory ? executor.Block.OffsetOf(plan.Result.Address) : -1;
        elementSize = plan.Result.ElementSize;
        stackWords = plan.StackWords;
        floatingRegisters = plan.FloatingRegisters;
        stackMask = -Math.Max(plan.StackAlignment, 2 * RegisterBlock.WordSize);
        x87Count = ResultKind switch { ResultKind.X87 => 1, ResultKind.X87Pair => 2, _ => 0 };
        hasPlainResult = !usesTrampoline && ResultKind != ResultKind.Homogeneous;
        ResultIsWord = Result.IsScalar && WordForm.Has(Result.Representation);
        BlockSize = end;
        IsSmall = BlockSize <= SmallBlockSize && (ResultIsWord || Result.Representation == Representation.None) && areWords;
    }

    // For a function that only its compiled stub can call: its parameters are converted, and no shape runs.
    private CallSignature(CFunctionType type)
    {
        Type = type;
        UsesStub = true;
        steps = [.. type.Parameters.Select(static parameter => new ArgumentStep(NativeType.Of(parameter)))];
        HasReferences = true;
        Result = NativeType.Of(type.Result);
        shape = &Refuse;
    }

    /// <summary>In bytes; a block of this size is enough for every small signature.</summary>
    public const int SmallBlockSize = CallExecutor.SmallBlockSize;

    private const int MostCopiedBytes = int.MaxValue / 2;

    public CFunctionType Type { get; }

    public NativeType Result { get; }

    public ResultKind ResultKind { get; }

    /// <summary>The offset in the block of the address for a result in memory, in bytes; -1 if there is none.</summary>
    public int ResultAddressOffset { get; } = -1;

    /// <summary>The size of the block, the stack words that are read, and the copies of arguments, in bytes.</summary>
    public int BlockSize { get; }

    /// <summary>Whether all arguments and the result are single words, and the call has few stack words.</summary>
    public bool IsSmall { get; }

    public bool ResultIsWord { get; }

    /// <summary>Whether arguments can refer to memory that must stay alive during the call.</summary>
    public bool HasReferences { get; }

    /// <summary>Whether calls go through a compiled stub, which takes a block of addresses.</summary>
    public bool UsesStub { get; }

    public int ArgumentCount => steps.Length;

    public ReadOnlySpan<ArgumentStep> Steps => steps;

    /// <summary>The signature of a function type; for a variadic one, without variadic arguments.</summary>
    /// <exception cref="CffiUnsupportedException">The type cannot be called on this target.</exception>
    public static CallSignature Of(CFunctionType type) => Known.GetValue(type, static type => new CallSignature(type, null));

    /// <summary>The signature of a function that a compiled stub calls.</summary>
    public static CallSignature OfStub(CFunctionType type) => new(type);

    /// <summary>Whether a call plan passes all of a function's arguments and its result.</summary>
    public static bool CanPlan(CFunctionType type)
    {
        try
        {
            return Of(type) is not null;
        }
        catch (CffiUnsupportedException)
        {
            return false;
        }
    }

    /// <summary>The signature of a variadic call.</summary>
    /// <param name="type">The function's type.</param>
    /// <param name="variadicArguments">The types of the variadic arguments, promoted.</param>
    public static CallSignature OfVariadic(CFunctionType type, IReadOnlyList<CType> variadicArguments) => new(type, variadicArguments);

    /// <summary>The steps that write the arguments into a block.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="executor">The executor of its calling convention.</param>
    /// <param name="end">The size of the block in bytes.</param>
    /// <exception cref="CffiUnsupportedException">The copies of arguments are too large.</exception>
    public static ArgumentStep[] StepsFor(CallPlan plan, CallExecutor executor, out int end)
    {
        // Behind the stack words: a word for an argument that ends in the middle of one, then the copies of indirect arguments.
        end = executor.Block.Stack + ((executor.StackWordsRead(plan) + 1) * RegisterBlock.WordSize);
        var steps = new ArgumentStep[plan.Arguments.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = new ArgumentStep(plan.Arguments[i], executor.Block, end);
            if (steps[i].CopyOffset >= 0)
            {
                Int128 next = (Int128)end + steps[i].Type.Size + steps[i].CopyAlignment;
                end = next <= MostCopiedBytes ? (int)next : throw AbiErrors.StackTooLarge(plan.Type, plan.Target);
            }
        }

        return steps;
    }

    /// <summary>Makes the call. All arguments must be in the block.</summary>
    /// <exception cref="CffiDisposedException">The owner of the function is closed.</exception>
    // The block belongs to the caller and has BlockSize bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(nint function, RegisterBlock* block, MemoryOwner owner)
    {
        CallContext context = CallContext.Current;
        block->Function = function;
        block->Errno = context.Errno;
        block->ErrnoAddress = context.ErrnoAddress;
        if (OperatingSystem.IsWindows())
        {
            block->LastError = context.LastError;
        }

        if (hasPlainResult)
        {
            context.EnterLibrary(owner);
            shape(block);
        }
        else
        {
            RunOther(block, context, owner);
        }

        context.Errno = block->Errno;
        if (OperatingSystem.IsWindows())
        {
            context.LastError = block->LastError;
        }

        context.LeaveLibrary();
    }

    private static void Refuse(RegisterBlock* block) => throw new InvalidOperationException();

    // It has entered the library when it returns, which its caller expects.
    private void RunOther(RegisterBlock* block, CallContext context, MemoryOwner owner)
    {
        block->StackWords = stackWords;
        block->StackMask = stackMask;
        block->FloatingCount = floatingRegisters;
        block->X87Count = x87Count;
        if (stackWords > MostUncheckedStackWords && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new CffiUnsupportedException("CFFI5106", $"the stack has too little space to pass {stackWords * RegisterBlock.WordSize} bytes to '{Type.CName}'; pass pointers, or call from a thread with a larger stack");
        }

        context.EnterLibrary(owner);
        shape(block);
        CollectResult(block);
    }

    // From registers to the order in memory.
    private void CollectResult(RegisterBlock* block)
    {
        switch (ResultKind)
        {
            case ResultKind.Floating:
                block->Result[0] = block->RawFloating[0];
                block->Result[1] = block->RawFloating[1];
                break;
            case ResultKind.GeneralGeneral:
                block->Result[0] = block->RawGeneral[0];
                block->Result[1] = block->RawGeneral[1];
                break;
            case ResultKind.FloatingFloating:
                block->Result[0] = block->RawFloating[0];
                block->Result[1] = block->RawFloating[2];
                break;
            case ResultKind.GeneralFloating:
                block->Result[0] = block->RawGeneral[0];
                block->Result[1] = block->RawFloating[0];
                break;
            case ResultKind.FloatingGeneral:
                block->Result[0] = block->RawFloating[0];
                block->Result[1] = block->RawGeneral[0];
                break;
            case ResultKind.Homogeneous:
                for (int i = 0; i * elementSize < Result.Size; i++)
                {
                    Unsafe.CopyBlockUnaligned((byte*)block->Result + (i * elementSize), (byte*)block->RawFloating + (i * RegisterBlock.VectorSize), (uint)elementSize);
                }

                break;
            case ResultKind.X87 or ResultKind.X87Pair or ResultKind.Memory:
                break;
            default:
                block->Result[0] = block->RawGeneral[0];
                break;
        }
    }
}
