using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Cffi.Core.Abi;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Abi;

/// <summary>
/// Random functions compiled by gcc and called as their plans say, with nothing of the run time in between: every bit of
/// every argument must arrive, and every bit of the result come back.
/// </summary>
/// <remarks>Replay one case: CFFI_SEED=seed CFFI_CALL_FIRST=index CFFI_CALL_COUNT=1.</remarks>
public sealed unsafe class RandomCallTests
{
    private const int FunctionsPerLibrary = 250;
    private const int BufferSize = 1 << 21;
    private const ulong Poison = 0xA5A5A5A5A5A5A5A5;

    private const string Prelude = """
        typedef __INT8_TYPE__ int8_t; typedef __UINT16_TYPE__ uint16_t; typedef __INT32_TYPE__ int32_t; typedef __UINT64_TYPE__ uint64_t;
        typedef __SIZE_TYPE__ size_t; typedef __INTPTR_TYPE__ intptr_t; typedef __WCHAR_TYPE__ wchar_t; typedef __CHAR16_TYPE__ char16_t;
        unsigned char cffi_out[1 << 21], cffi_in[1 << 16];

        """;

    private static readonly TypeGeneratorOptions Options = TypeGeneratorOptions.Everything with { FlexibleArrays = false, Atomics = false };

    [TestCase("-O0")]
    [TestCase("-O2")]
    public void Two_thousand_functions_get_their_arguments_and_return_their_results(string optimization)
    {
        CCompiler gcc = CCompiler.GccFor(Target.LinuxX64);
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_CALL_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_CALL_COUNT", 2_000);
        var failures = new List<string>();
        var watch = Stopwatch.StartNew();
        for (int start = first; start < first + count; start += FunctionsPerLibrary)
        {
            int end = Math.Min(start + FunctionsPerLibrary, first + count);
            List<CallCase> cases = [.. Enumerable.Range(start, end - start).Select(index => new CallCase(seed, index, Options))];
            Run(gcc, cases, optimization, failures);
        }

        TestContext.Out.WriteLine($"gcc {optimization}: {count} functions, seed {seed}, {failures.Count} mismatches, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(failures, Is.Empty, () => $"{failures.Count} mismatches, replay with CFFI_SEED={seed}\n" + string.Join("\n", failures.OrderBy(static text => text.Length).Take(5)));
    }

    private static void Run(CCompiler gcc, List<CallCase> cases, string optimization, List<string> failures)
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder(Prelude).Append(RegisterFileCall.Text);
        cases.ForEach(one => text.Append(one.WriteText()));
        string path = folder.File("calls.so");
        gcc.CompileLibrary(text.ToString(), path, optimization);
        nint library = NativeLibrary.Load(path);
        try
        {
            var caller = new RegisterFileCall(library);

            // Both buffers live as long as the library.
            var output = new Span<byte>((void*)NativeLibrary.GetExport(library, "cffi_out"), BufferSize);
            var input = new Span<byte>((void*)NativeLibrary.GetExport(library, "cffi_in"), 1 << 16);
            foreach (CallCase one in cases)
            {
                string wrong = Call(one, caller, NativeLibrary.GetExport(library, one.Name), output, input);
                if (wrong.Length > 0)
                {
                    failures.Add($"CFFI_CALL_FIRST={one.Index} CFFI_CALL_COUNT=1: {wrong}\n{PlanText.Of(one.Plan)}\n{one.WriteText()}");
                }
            }
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    private static string Call(CallCase one, RegisterFileCall caller, nint function, Span<byte> output, Span<byte> input)
    {
        CallPlan plan = one.Plan;
        byte[][] values = [.. plan.Arguments.Select(argument => ValueBytes.Random(argument.Type, plan.Target, one.Random))];
        byte[] expected = plan.Result.Size == 0 ? [] : ValueBytes.Random(plan.Result.Type, plan.Target, one.Random);
        output[..one.OutputSize].Fill(0x5A);
        expected.CopyTo(input);

        // A word more than planned, so that an empty area has an address too; freed after the call.
        ulong* stack = (ulong*)NativeMemory.Alloc((nuint)plan.StackWords + 1, sizeof(ulong));
        byte* result = (byte*)NativeMemory.AlignedAlloc((nuint)expected.Length + 1, 64);
        try
        {
            var block = new RegisterFileCall.Block
            {
                Function = function,
                Words = (ulong)plan.StackWords,
                Stack = stack,
                Alignment = (ulong)plan.StackAlignment,
                X87 = plan.Result.Kind switch { ResultKind.X87 => 1u, ResultKind.X87Pair => 2u, _ => 0u },
                Rax = plan.IsVariadic ? (ulong)plan.FloatingRegisters : Poison,
            };
            Fill(ref block, plan, values, result);
            caller.Invoke(ref block);
            return CompareArguments(one, values, output) + CompareResult(plan, expected, Result(plan, in block, result));
        }
        finally
        {
            NativeMemory.Free(stack);
            NativeMemory.AlignedFree(result);
        }
    }

    private static void Fill(ref RegisterFileCall.Block block, CallPlan plan, byte[][] values, byte* result)
    {
        for (int i = 0; i < 8; i++)
        {
            block.General[Math.Min(i, 5)] = Poison;
            block.Floating[i] = Poison;
        }

        new Span<ulong>(block.Stack, plan.StackWords).Fill(Poison);
        block.General[0] = plan.Result.Kind == ResultKind.Memory ? (ulong)result : Poison;
        for (int i = 0; i < values.Length; i++)
        {
            foreach (ArgumentPiece piece in plan.Arguments[i].Pieces)
            {
                ReadOnlySpan<byte> bytes = values[i].AsSpan(piece.Offset, piece.Size);
                switch (piece.Location)
                {
                    case ArgumentLocation.General:
                        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref block.General[piece.Index])));
                        break;
                    case ArgumentLocation.Floating:
                        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref block.Floating[piece.Index])));
                        break;
                    default:
                        bytes.CopyTo(new Span<byte>(block.Stack + piece.Index, piece.Size));
                        break;
                }
            }
        }
    }

    private static byte[] Result(CallPlan plan, in RegisterFileCall.Block block, byte* memory)
    {
        var bytes = new byte[Math.Max(32, plan.Result.Size)];
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(0, 16));
        switch (plan.Result.Kind)
        {
            case ResultKind.Memory:
                Assert.That(block.Rax, Is.EqualTo((ulong)memory), "the callee returns the address of the result");
                new Span<byte>(memory, (int)plan.Result.Size).CopyTo(bytes);
                break;
            case ResultKind.X87 or ResultKind.X87Pair:
                for (int i = 0; i < 32; i++)
                {
                    bytes[i] = block.X87Values[i];
                }

                break;
            case ResultKind.General or ResultKind.GeneralGeneral or ResultKind.GeneralFloating:
                words[0] = block.Rax;
                words[1] = plan.Result.Kind == ResultKind.GeneralGeneral ? block.Rdx : block.Xmm0;
                break;
            default:
                words[0] = block.Xmm0;
                words[1] = plan.Result.Kind == ResultKind.FloatingGeneral ? block.Rax : block.Xmm1;
                break;
        }

        return bytes;
    }

    private static string CompareArguments(CallCase one, byte[][] values, Span<byte> output)
    {
        var wrong = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            if (!AreEqual(one.Plan.Arguments[i].Type, values[i], output[one.Offsets[i]..]))
            {
                wrong.Append($"argument {i} ({one.Plan.Arguments[i].Type.CName}) ");
            }
        }

        return wrong.ToString();
    }

    private static string CompareResult(CallPlan plan, byte[] expected, byte[] actual) =>
        expected.Length == 0 || AreEqual(plan.Result.Type, expected, actual) ? "" : $"result ({plan.Result.Type.CName})";

    private static bool AreEqual(CType type, byte[] expected, ReadOnlySpan<byte> actual)
    {
        byte[] mask = ValueBytes.Mask(type, Target.LinuxX64);
        for (int i = 0; i < mask.Length; i++)
        {
            if (((expected[i] ^ actual[i]) & mask[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
