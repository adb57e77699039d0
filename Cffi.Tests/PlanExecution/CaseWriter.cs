using Cffi.Core.CallPlans;

namespace Cffi.Tests.PlanExecution;

/// <summary>Writes a case for <c>plan_runner.c</c>: each byte of an argument where the plan says, and random bytes everywhere else.</summary>
internal sealed class CaseWriter
{
    private const int GeneralOffset = 0;
    private const int FloatingOffset = 64;
    private const int AddressOffset = 192;
    private const int BlockSize = 240;
    private const int StackSlack = 64;

    private readonly CallPlan plan;
    private readonly byte[] block = new byte[BlockSize];
    private readonly byte[] stack;
    private readonly List<(long Address, byte[] Bytes)> writes = [];
    private long nextCopy = PlanCase.Copies;

    private CaseWriter(PlanCase one, CallPlan plan, long function)
    {
        this.plan = plan;
        stack = new byte[ByteArithmetic.AlignUp(plan.StackSize, Math.Max(16, plan.StackAlignment)) + StackSlack];
        foreach (byte[] part in (byte[][])[block, stack])
        {
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = (byte)one.Random.Next();
            }
        }

        Put(block, 200, function);
        Put(block, 208, stack.Length);
        Put(block, 216, -(long)plan.StackAlignment);
        Put(block, 224, plan.Target.Calling == CallingStandard.WindowsX64 ? 1 : 0);
        Put(block, 232, plan.Result.Kind switch { ResultKind.X87 => 1, ResultKind.X87Pair => 2, _ => 0 });
        if (plan.Target.Calling == CallingStandard.SystemVX64)
        {
            Put(block, AddressOffset, plan.FloatingRegisters);
        }

        if (plan.Result.Kind == ResultKind.Memory)
        {
            PutPiece(plan.Result.Address, BitConverter.GetBytes(PlanCase.ResultMemory));
        }

        for (int i = 0; i < plan.Arguments.Count; i++)
        {
            PutArgument(plan.Arguments[i], one.Values[i]);
        }

        writes.Add((PlanCase.ResultSource, one.ResultValue));
    }

    /// <summary>Writes a case, and which of its memory is an answer.</summary>
    public static void Write(BinaryWriter file, PlanCase one, CallPlan plan, long function)
    {
        var writer = new CaseWriter(one, plan, function);
        file.Write(writer.block);
        file.Write(writer.stack);
        file.Write((long)writer.writes.Count);
        foreach ((long address, byte[] bytes) in writer.writes)
        {
            file.Write(address);
            file.Write((long)bytes.Length);
            file.Write(bytes);
        }

        file.Write(one.Values.Count + 2L);
        for (int i = 0; i < one.Values.Count; i++)
        {
            file.Write(PlanCase.Memory + ((long)i * PlanCase.SlotSize));
            file.Write((long)one.Values[i].Length);
        }

        file.Write(PlanCase.Widened);
        file.Write(8L * one.Values.Count);
        file.Write(PlanCase.ResultMemory);
        file.Write((long)one.ResultValue.Length);
    }

    private void PutArgument(ArgumentPlan argument, byte[] value)
    {
        byte[] passed = value;
        if (argument.IsIndirect)
        {
            // No copy is aligned more than the plan says.
            long copy = ByteArithmetic.AlignUp(nextCopy, argument.CopyAlignment);
            copy += (copy & argument.CopyAlignment) == 0 ? argument.CopyAlignment : 0;
            writes.Add((copy, value));
            passed = BitConverter.GetBytes(copy);
            nextCopy = copy + value.Length;
        }

        foreach (ArgumentPiece piece in argument.Pieces)
        {
            PutPiece(piece, passed);
            if (plan.ExtendsIntegers && piece is { Location: ArgumentLocation.General, Size: < 4 } && argument.Type.Unqualified is CPrimitiveType { IsInteger: true } integer)
            {
                bool isNegative = PrimitiveLayout.IsSigned(integer, plan.Target) && value[^1] >= 0x80;
                block.AsSpan(GeneralOffset + (piece.Place * 8) + piece.Size, 4 - piece.Size).Fill(isNegative ? (byte)0xFF : (byte)0);
            }
        }
    }

    private void PutPiece(ArgumentPiece piece, byte[] bytes)
    {
        Span<byte> place = piece.Location switch
        {
            ArgumentLocation.General => block.AsSpan(GeneralOffset + (piece.Place * 8)),
            ArgumentLocation.Floating => block.AsSpan(FloatingOffset + (piece.Place * 16)),
            ArgumentLocation.ResultAddress => block.AsSpan(AddressOffset),
            _ => stack.AsSpan(piece.Place),
        };
        bytes.AsSpan(piece.Offset, piece.Size).CopyTo(place);
    }

    private static void Put(byte[] bytes, int offset, long value) => BitConverter.TryWriteBytes(bytes.AsSpan(offset), value);
}
