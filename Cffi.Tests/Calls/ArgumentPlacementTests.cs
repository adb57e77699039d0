using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Executors;
using Cffi.Core.CallPlans;
using Cffi.Tests.Fuzz;
using Cffi.Tests.PlanExecution;

namespace Cffi.Tests.Calls;

/// <summary>Arguments in the block of a call: each where the plan says, none over another, for platforms that the tests do not run on too.</summary>
public sealed class ArgumentPlacementTests
{
    private const int Count = 1500;
    private const byte Guard = 0xA5;
    private const int GuardSize = 64;

    // Types that have one size everywhere, because a block is written with the sizes of this process.
    private static readonly TypeGeneratorOptions Types = SignatureLane.ByValue with { UnnamedBitFields = false, AlignedBitFields = false, Atomics = false, Int128 = false, ZeroLengths = false };

    [TestCase("linux-x64")]
    [TestCase("linux-arm64")]
    [TestCase("osx-arm64")]
    public void Arguments_are_in_the_block_where_the_plan_says(string platform)
    {
        Target target = Target.Find(platform)!;
        CallExecutor executor = CallExecutor.For(target);
        int compared = 0;
        for (int index = 0; index < Count; index++)
        {
            var one = new PlanCase(FuzzSettings.Seed, index, target, Types, isVariadic: index % 4 == 0);
            if (one.Parameters.All(type => LayoutEngine.Of(type, target).Size == LayoutEngine.Of(type, Target.Current).Size))
            {
                compared++;
                Compare(one, AbiLowering.Plan(one.Function, target, one.Variadic), executor);
            }
        }

        // Fewer signatures have the same sizes on both platforms where this process has a smaller long.
        Assert.That(compared, Is.GreaterThan(Target.Current.LongSize == target.LongSize ? Count / 3 : Count / 4));
    }

    private static unsafe void Compare(PlanCase one, CallPlan plan, CallExecutor executor)
    {
        ArgumentStep[] steps = CallSignature.StepsFor(plan, executor, out int size);
        byte[] memory = GC.AllocateUninitializedArray<byte>(size + GuardSize, pinned: true);
        memory.AsSpan().Fill(Guard);
        fixed (byte* block = memory)
        {
            for (int i = 0; i < steps.Length; i++)
            {
                fixed (byte* value = one.Values[i].Length == 0 ? new byte[1] : one.Values[i])
                {
                    ArgumentPlacement.PlaceBytes(steps[i], value, block);
                }
            }

            for (int i = 0; i < steps.Length; i++)
            {
                byte[] value = one.Values[i];
                ArgumentPlan argument = plan.Arguments[i];
                if (argument.IsIndirect)
                {
                    byte* copy = *(byte**)(block + executor.Block.OffsetOf(argument.Pieces[0]));
                    Assert.That(copy >= block && copy + value.Length <= block + size && (nint)copy % argument.CopyAlignment == 0, $"{one.Function.CName}: the copy of argument {i + 1}");
                    Assert.That(new ReadOnlySpan<byte>(copy, value.Length).SequenceEqual(value), $"{one.Function.CName}: the bytes of argument {i + 1}");
                    continue;
                }

                foreach (ArgumentPiece piece in argument.Pieces)
                {
                    var placed = new ReadOnlySpan<byte>(block + executor.Block.OffsetOf(piece), piece.Size);
                    Assert.That(placed.SequenceEqual(value.AsSpan(piece.Offset, piece.Size)), $"{one.Function.CName}: argument {i + 1}, {piece}");
                }
            }
        }

        Assert.That(memory.AsSpan(size).IndexOfAnyExcept(Guard), Is.EqualTo(-1), $"{one.Function.CName}: something is written behind the block");
    }
}
