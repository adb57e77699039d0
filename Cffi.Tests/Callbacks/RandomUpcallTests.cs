using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Callbacks;

/// <summary>Random signatures, called back: compares the bytes that .NET received and returned.</summary>
public sealed class RandomUpcallTests
{
    [Test]
    public void Two_thousand_signatures_are_called_back_with_what_was_meant() => SignatureLane.Run("CFFI_UPCALLS", 2_000, Check);

    [Test]
    public void Five_hundred_signatures_compiled_by_clang_are_called_back_with_what_was_meant() =>
        SignatureLane.Run("CFFI_CLANG_UPCALLS", 500, Check, byClang: true);

    [TestCase(false)]
    [TestCase(true)]
    public void A_file_of_registers_runs_out_alone(bool byClang) => SignatureLane.RunMatrix("CFFI_MATRIX", Check, byClang);

    [Test]
    public void Functions_of_compiled_modules_call_back() => SignatureLane.Run("CFFI_API_UPCALLS", 100, Check, mode: SignatureMode.Api);

    [Test]
    public void Partial_records_are_passed_by_compiled_entries() => SignatureLane.Run("CFFI_PARTIAL_UPCALLS", 100, Check, mode: SignatureMode.ApiPartial);

    [Test, Category("Nightly")]
    public void Two_thousand_functions_of_compiled_modules_call_back() => SignatureLane.Run("CFFI_API_UPCALLS", 2_000, Check, mode: SignatureMode.Api);

    [Test, Category("Nightly")]
    public void Two_thousand_signatures_of_partial_records_call_back() => SignatureLane.Run("CFFI_PARTIAL_UPCALLS", 2_000, Check, mode: SignatureMode.ApiPartial);

    [Test, Category("Nightly")]
    public void Twenty_thousand_signatures_are_called_back_with_what_was_meant() => SignatureLane.Run("CFFI_UPCALLS", 20_000, Check);

    private static string? Check(SignatureLibrary library, SignatureCase one)
    {
        int count = one.Parameters.Count;
        var expected = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            expected[i] = Filled(one.Parameters[i], one);
            expected[i].CopyTo(library.Argument(i, expected[i].Length));
        }

        byte[] result = one.Result is CVoidType ? [] : Filled(one.Result, one);
        library.Result(result.Length).Fill(0xA5);
        RecordingBody? body = null;
        using CData callback = CallbackFactory.Create(library.Ffi, one.CallbackType, signature => body = new RecordingBody(signature, result), count, null);
        library.Library.Call($"u_{one.Index}", callback);
        for (int i = 0; i < count; i++)
        {
            if (ValueBytes.Difference(one.Parameters[i], Target.Current, expected[i], body!.Received[i], $"a{i}") is { } difference)
            {
                return difference;
            }
        }

        return one.Result is CVoidType ? null : ValueBytes.Difference(one.Result, Target.Current, result, library.Result(result.Length), "result");
    }

    private static byte[] Filled(CType type, SignatureCase one) => ValueBytes.Random(type, Target.Current, one.Random);

    // Keeps the bytes of its arguments, and returns given bytes.
    private sealed unsafe class RecordingBody(CallbackSignature signature, byte[] result) : GuardedBody(signature)
    {
        public byte[][] Received { get; } = new byte[signature.Parameters.Length][];

        public override void Invoke(UpcallFrame* frame)
        {
            for (int i = 0; i < Received.Length; i++)
            {
                CData data = UpcallArguments.ReadData(Signature.Parameters[i], frame);
                Received[i] = new byte[data.NativeType.Size];
                fixed (byte* memory = Received[i])
                {
                    // An empty array has no first element, and an empty record has no bytes.
                    if (Received[i].Length > 0)
                    {
                        data.CopyTo(memory);
                    }
                }
            }

            if (Signature.Result.Representation != Representation.None)
            {
                fixed (byte* memory = result.Length == 0 ? new byte[1] : result)
                {
                    UpcallResult.WriteValue(Signature, CData.Load(Signature.Result, (nint)memory, null), frame);
                }
            }
        }
    }
}
