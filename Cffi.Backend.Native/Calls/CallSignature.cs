using System.Runtime.CompilerServices;
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
    private readonly long stackMask;
    private readonly int x87Count;

    /// <summary>From this number on, the trampoline's stack words could reach beyond the guard page, where the runtime does not detect a stack overflow.</summary>
    private const int MostUncheckedStackWords = 256;


    private CallSignature(CFunctionType type, IReadOnlyList<CType>? variadicArguments)
    {
        Type = type;
        CallPlan plan = ExecutedPlans.Plan(type, Target.Current, variadicArguments);
        if (plan.StackWords > CallShapes.MostStackWords)
        {
            throw new CffiUnsupportedException("CFFI5102", $"'{type.CName}' passes {plan.StackWords * RegisterBlock.WordSize} bytes on the stack, but Cffi supports at most {CallShapes.MostStackWords * RegisterBlock.WordSize}; pass pointers");
        }

        shape = CallShapes.For(plan, out bool usesTrampoline);

        // Loops, not LINQ: the first call of a process pays for compiling this code.
        steps = new ArgumentStep[plan.Arguments.Count];
        bool areWords = true;
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = StepFor(plan.Arguments[i]);
            areWords &= steps[i].IsWord;
            HasReferences |= steps[i].Representation is Representation.Pointer or Representation.Record;
        }

        Result = NativeType.Of(type.Result);
        ResultKind = plan.Result.Kind;
        StackWords = plan.StackWords;
        FloatingRegisters = plan.FloatingRegisters;
        stackMask = -Math.Max(plan.StackAlignment, 2 * RegisterBlock.WordSize);
        x87Count = ResultKind switch { ResultKind.X87 => 1, ResultKind.X87Pair => 2, _ => 0 };
        UsesTrampoline = usesTrampoline;
        ResultIsWord = Result.IsScalar && WordForm.Has(Result.Representation);
        int words = StackWords == 0 ? 0 : StackWords <= CallShapes.ListedStackWords ? CallShapes.ListedStackWords : StackWords <= 32 ? 32 : StackWords <= 512 ? 512 : CallShapes.MostStackWords;
        BlockSize = RegisterBlock.Size + (words * RegisterBlock.WordSize);
        IsSmall = BlockSize <= SmallBlockSize && (ResultIsWord || Result.Representation == Representation.None) && areWords;
    }

    // For a function that only its compiled stub can call: its parameters are converted, and no shape runs.
    private CallSignature(CFunctionType type)
    {
        Type = type;
        UsesStub = true;
        steps = [.. type.Parameters.Select(static parameter => new ArgumentStep(NativeType.Of(parameter), -1, []))];
        HasReferences = true;
        Result = NativeType.Of(type.Result);
        shape = &Refuse;
    }

    /// <summary>In bytes; a block of this size is enough for every small signature.</summary>
    public const int SmallBlockSize = RegisterBlock.Size + (CallShapes.ListedStackWords * RegisterBlock.WordSize);

    public CFunctionType Type { get; }

    public NativeType Result { get; }

    public ResultKind ResultKind { get; }

    public int StackWords { get; }

    public int FloatingRegisters { get; }

    /// <summary>The size of the block and the stack words of its shape, in bytes.</summary>
    public int BlockSize { get; }

    /// <summary>Whether all arguments and the result are single words, and the call has few stack words.</summary>
    public bool IsSmall { get; }

    public bool ResultIsWord { get; }

    /// <summary>Whether arguments can refer to memory that must stay alive during the call.</summary>
    public bool HasReferences { get; }

    public bool UsesTrampoline { get; }

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
        if (UsesTrampoline)
        {
            RunTrampoline(block, context, owner);
        }
        else
        {
            context.EnterLibrary(owner);
            shape(block);
        }

        context.Errno = block->Errno;
        context.LeaveLibrary();
    }

    private static void Refuse(RegisterBlock* block) => throw new InvalidOperationException();

    private static ArgumentStep StepFor(ArgumentPlan plan)
    {
        var type = NativeType.Of(plan.Type);
        bool isWord = type.IsScalar && WordForm.Has(type.Representation) && plan.Pieces.Count == 1;
        return isWord
            ? new ArgumentStep(type, RegisterBlock.OffsetOf(plan.Pieces[0]), [])
            : new ArgumentStep(type, -1, [.. plan.Pieces]);
    }

    // It has entered the library when it returns, which its caller expects.
    private void RunTrampoline(RegisterBlock* block, CallContext context, MemoryOwner owner)
    {
        block->StackWords = StackWords;
        block->StackMask = stackMask;
        block->FloatingCount = FloatingRegisters;
        block->X87Count = x87Count;
        if (StackWords > MostUncheckedStackWords && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new CffiUnsupportedException("CFFI5106", $"the stack has too little space to pass {StackWords * RegisterBlock.WordSize} bytes to '{Type.CName}'; pass pointers, or call from a thread with a larger stack");
        }

        context.EnterLibrary(owner);
        shape(block);

        // Converts from registers to the order in memory.
        switch (ResultKind)
        {
            case ResultKind.Floating:
                *(double*)block->Result = block->RawFloating[0];
                break;
            case ResultKind.GeneralGeneral:
                block->Result[0] = block->RawGeneral[0];
                block->Result[1] = block->RawGeneral[1];
                break;
            case ResultKind.FloatingFloating:
                ((double*)block->Result)[0] = block->RawFloating[0];
                ((double*)block->Result)[1] = block->RawFloating[1];
                break;
            case ResultKind.GeneralFloating:
                block->Result[0] = block->RawGeneral[0];
                ((double*)block->Result)[1] = block->RawFloating[0];
                break;
            case ResultKind.FloatingGeneral:
                ((double*)block->Result)[0] = block->RawFloating[0];
                block->Result[1] = block->RawGeneral[0];
                break;
            default:
                block->Result[0] = block->RawGeneral[0];
                break;
        }
    }
}
