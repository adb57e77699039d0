using System.Globalization;
using Cffi.Core.CallPlans;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.PlanExecution;

/// <summary>Reads the answer of <c>plan_runner.c</c> to a case, and compares it with the values that were passed.</summary>
internal static class CaseReader
{
    private const int ResultsSize = 112;
    private const int FloatingOffset = 16;
    private const int X87Offset = 80;

    /// <summary>What is wrong; null for nothing.</summary>
    public static string? Difference(BinaryReader file, PlanCase one, CallPlan plan)
    {
        bool ended = file.ReadInt64() == 1;
        byte[] results = file.ReadBytes(ResultsSize);
        byte[][] stored = [.. one.Values.Select(value => file.ReadBytes(value.Length))];
        byte[] widened = file.ReadBytes(8 * one.Values.Count);
        byte[] memory = file.ReadBytes(one.ResultValue.Length);
        if (!ended)
        {
            return "it crashed";
        }

        for (int i = 0; i < stored.Length; i++)
        {
            if ((ValueBytes.Difference(one.Parameters[i], plan.Target, one.Values[i], stored[i], $"argument {i}") ?? Widening(one, plan, i, widened)) is { } difference)
            {
                return difference;
            }
        }

        return one.ResultValue.Length == 0 ? null
            : ValueBytes.Difference(one.Function.Result, plan.Target, one.ResultValue, Result(plan.Result, results, memory), "the result");
    }

    private static string? Widening(PlanCase one, CallPlan plan, int index, byte[] widened)
    {
        if (!one.IsWidened(index))
        {
            return null;
        }

        byte[] value = one.Values[index];
        Span<byte> expected = stackalloc byte[8];
        expected.Fill(PrimitiveLayout.IsSigned((CPrimitiveType)one.Parameters[index].Unqualified, plan.Target) && value[^1] >= 0x80 ? (byte)0xFF : (byte)0);
        value.CopyTo(expected);
        Span<byte> actual = widened.AsSpan(index * 8, 8);
        return expected.SequenceEqual(actual) ? null
            : string.Create(CultureInfo.InvariantCulture, $"argument {index} ({one.Parameters[index].CName}), as a long long: expected {BitConverter.ToInt64(expected):X}, got {BitConverter.ToInt64(actual):X}");
    }

    private static byte[] Result(ResultPlan plan, byte[] results, byte[] memory)
    {
        if (plan.Kind == ResultKind.Memory)
        {
            return memory;
        }

        byte[] bytes = new byte[memory.Length];
        if (plan.Kind is ResultKind.X87 or ResultKind.X87Pair)
        {
            results.AsSpan(X87Offset, bytes.Length).CopyTo(bytes);
        }

        foreach (ArgumentPiece piece in plan.Pieces)
        {
            int from = piece.Location == ArgumentLocation.General ? piece.Place * 8 : FloatingOffset + (piece.Place * 16);
            results.AsSpan(from, piece.Size).CopyTo(bytes.AsSpan(piece.Offset));
        }

        return bytes;
    }
}
