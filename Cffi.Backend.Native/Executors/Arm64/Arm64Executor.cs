using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors.Arm64;

/// <summary>
/// AAPCS64, with the variants of Apple and Microsoft, assigns integer and floating-point registers independently, as System V
/// x86-64 does. The variants differ in their plans only.
/// </summary>
internal sealed unsafe class Arm64Executor : CallExecutor
{
    // x0 to x7, x8 and v0 to v7 are stored in this order, and so that the vectors are aligned.
    private const int FrameResultAddress = UpcallFrame.Size + (8 * RegisterBlock.WordSize);
    private const int FrameFloating = FrameResultAddress + (2 * RegisterBlock.WordSize);

    public override RegisterFile Block { get; } = new(RegisterBlock.Size, Arm64Block.FloatingOffset, RegisterBlock.VectorSize, Arm64Block.ResultAddressOffset, Arm64Block.Size);

    public override RegisterFile Frame { get; } = new(UpcallFrame.Size, FrameFloating, RegisterBlock.VectorSize, FrameResultAddress, 0);

    public override ReadOnlySpan<byte> CallCode => MachineCode.Call;

    public override ReadOnlySpan<byte> ThunkCode => MachineCode.Thunk;

    public override ReadOnlySpan<byte> EntryCode => MachineCode.Entry;

    // A result in memory sets x8, which a function type does only for a record of its own. A double is the low half of a vector.
    protected override bool NeedsTrampoline(CallPlan plan) => plan.Result.Kind == ResultKind.Memory
        || plan.StackWords > PrecompiledCalls.ListedStackWords
        || plan.Result.Pieces.Concat(plan.Arguments.SelectMany(static argument => argument.Pieces))
            .Any(static piece => piece is { Location: ArgumentLocation.Floating, Size: > RegisterBlock.WordSize });

    protected override delegate*<RegisterBlock*, void> PrecompiledFor(CallPlan plan) => Arm64Shapes.For(plan);
}
