using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors.SystemVX64;

/// <summary>
/// System V x86-64 assigns integer and floating-point registers independently, so one function type that takes the whole
/// register file can make every call.
/// </summary>
internal sealed unsafe class SystemVX64Executor : CallExecutor
{
    public override RegisterFile Block { get; } = new(RegisterBlock.Size, SystemVX64Block.FloatingOffset, RegisterBlock.WordSize, -1, SystemVX64Block.Size);

    public override RegisterFile Frame { get; } = new(UpcallFrame.Size, SystemVX64Frame.FloatingOffset, RegisterBlock.WordSize, -1, 0);

    public override ReadOnlySpan<byte> CallCode => MachineCode.Call;

    public override ReadOnlySpan<byte> ThunkCode => MachineCode.Thunk;

    public override ReadOnlySpan<byte> EntryCode => MachineCode.Entry;

    public override ReadOnlySpan<byte> GeneralEntryCode => MachineCode.GeneralEntry;

    public override int StackWordsRead(CallPlan plan) => SystemVX64Shapes.StackWordsRead(plan);

    protected override bool NeedsTrampoline(CallPlan plan) => plan.Result.Kind is ResultKind.X87 or ResultKind.X87Pair
        || plan.StackAlignment > 2 * RegisterBlock.WordSize
        || (plan.IsVariadic && plan.FloatingRegisters > 0);

    protected override bool PrefersTrampoline(CallPlan plan) => plan.IsVariadic || plan.StackWords > PrecompiledCalls.ListedStackWords;

    protected override delegate*<RegisterBlock*, void> PrecompiledFor(CallPlan plan) => SystemVX64Shapes.For(plan);
}
