using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors.WindowsX64;

/// <summary>
/// Microsoft's x64 convention: the arguments are one array of words, and the position of a word decides its register. So a precompiled call has one
/// function type for each set of floating-point words among the first four.
/// </summary>
internal sealed unsafe class WindowsX64Executor : CallExecutor
{
    private const int FrameFloating = UpcallFrame.Size + (4 * RegisterBlock.WordSize);

    // A word has one offset in the block, in whichever register it is passed.
    public override RegisterFile Block { get; } = new(RegisterBlock.Size, RegisterBlock.Size, RegisterBlock.WordSize, -1, WindowsX64Block.Size);

    public override RegisterFile Frame { get; } = new(UpcallFrame.Size, FrameFloating, RegisterBlock.WordSize, -1, 0);

    public override ReadOnlySpan<byte> CallCode => MachineCode.Call;

    public override ReadOnlySpan<byte> ThunkCode => MachineCode.Thunk;

    public override ReadOnlySpan<byte> EntryCode => MachineCode.Entry;

    // The trampoline loads both registers of each position, as a variadic call must.
    protected override bool NeedsTrampoline(CallPlan plan) => plan.StackWords > PrecompiledCalls.ListedStackWords || (plan.IsVariadic && plan.FloatingRegisters > 0);

    protected override delegate*<RegisterBlock*, void> PrecompiledFor(CallPlan plan)
    {
        int mask = 0;
        foreach (ArgumentPlan argument in plan.Arguments)
        {
            foreach (ArgumentPiece piece in argument.Pieces)
            {
                mask |= piece.Location == ArgumentLocation.Floating ? 1 << piece.Place : 0;
            }
        }

        return WindowsX64RegisterShapes.For(mask, plan.Result.Kind == ResultKind.Floating, plan.StackWords > 0);
    }
}
