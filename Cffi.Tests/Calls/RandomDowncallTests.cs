using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Calls;

/// <summary>Random signatures, called: compares the bytes that C received and returned.</summary>
public sealed unsafe class RandomDowncallTests
{
    [Test]
    public void Two_thousand_signatures_pass_and_return_what_was_meant() =>
        SignatureLane.Run("CFFI_DOWNCALLS", 2_000, static (library, one) => Check(library, one, raw: false));

    [Test]
    public void Two_thousand_signatures_pass_and_return_raw_memory() =>
        SignatureLane.Run("CFFI_RAW", 2_000, static (library, one) => Check(library, one, raw: true));

    [Test]
    public void Three_hundred_signatures_do_the_same_in_API_mode() =>
        SignatureLane.Run("CFFI_API", 300, static (library, one) => Check(library, one, raw: false), mode: SignatureMode.Api);

    [TestCase(false)]
    [TestCase(true)]
    public void A_file_of_registers_runs_out_alone(bool raw) => SignatureLane.RunMatrix("CFFI_MATRIX", (library, one) => Check(library, one, raw));

    [Test]
    public void A_file_of_registers_runs_out_alone_as_clang_has_it() =>
        SignatureLane.RunMatrix("CFFI_MATRIX", static (library, one) => Check(library, one, raw: false), byClang: true);

    [Test, Category("Nightly")]
    public void Two_thousand_signatures_do_the_same_in_API_mode() =>
        SignatureLane.Run("CFFI_API", 2_000, static (library, one) => Check(library, one, raw: false), mode: SignatureMode.Api);

    [Test]
    public void Two_hundred_signatures_with_partial_records_pass_through_stubs() =>
        SignatureLane.Run("CFFI_PARTIAL", 200, static (library, one) => Check(library, one, raw: one.Index % 2 == 0), mode: SignatureMode.ApiPartial);

    [Test, Category("Nightly")]
    public void Two_thousand_signatures_with_partial_records_pass_through_stubs() =>
        SignatureLane.Run("CFFI_PARTIAL", 2_000, static (library, one) => Check(library, one, raw: one.Index % 2 == 0), mode: SignatureMode.ApiPartial);

    [Test]
    public void Five_hundred_signatures_compiled_by_clang_pass_and_return_what_was_meant() =>
        SignatureLane.Run("CFFI_CLANG_DOWNCALLS", 500, static (library, one) => Check(library, one, raw: false), byClang: true);

    [Test]
    public void Two_hundred_variadic_functions_compiled_by_clang_get_what_was_meant_at_their_first_call() =>
        SignatureLane.Run("CFFI_CLANG_VARIADICS", 200, static (library, one) => Check(library, one, raw: false), areVariadic: true, byClang: true);

    [Test]
    public void Five_hundred_variadic_functions_get_what_was_meant_at_their_first_call() =>
        SignatureLane.Run("CFFI_VARIADICS", 500, static (library, one) => Check(library, one, raw: false), areVariadic: true);

    [Test, Category("Nightly")]
    public void Five_thousand_variadic_functions_get_what_was_meant_at_their_first_call() =>
        SignatureLane.Run("CFFI_VARIADICS", 5_000, static (library, one) => Check(library, one, raw: false), areVariadic: true);

    [Test, Category("Nightly")]
    public void Twenty_thousand_signatures_pass_and_return_what_was_meant() =>
        SignatureLane.Run("CFFI_DOWNCALLS", 20_000, static (library, one) => Check(library, one, raw: false));

    private static string? Check(SignatureLibrary library, SignatureCase one, bool raw)
    {
        CFunction function = library.Library[$"f_{one.Index}"];
        int count = one.Parameters.Count;
        var values = new CData[count];
        var expected = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            expected[i] = Filled(one.Parameters[i], one);
            library.Argument(i, expected[i].Length).Fill(0xA5);
            values[i] = Copy(i < one.NamedCount ? function.Type.Parameters[i] : library.TypeOf(one.Parameters[i]), expected[i]);
        }

        byte[] result = one.Result is CVoidType ? [] : Filled(one.Result, one);
        result.CopyTo(library.Result(result.Length));
        byte[] returned = raw ? InvokeRaw(function, values, result.Length) : Invoke(function, values, result.Length);
        for (int i = 0; i < count; i++)
        {
            if (ValueBytes.Difference(one.Parameters[i], Target.Current, expected[i], library.Argument(i, expected[i].Length), $"a{i}") is { } difference)
            {
                return difference;
            }
        }

        return one.Result is CVoidType ? null : ValueBytes.Difference(one.Result, Target.Current, result, returned, "result");
    }

    private static byte[] Filled(CType type, SignatureCase one) => ValueBytes.Random(type, Target.Current, one.Random);

    // Allocates memory for the value, and returns a pointer to it.
    private static CData Copy(CType type, byte[] bytes)
    {
        NativeBlock block = NativeBlock.Allocate(bytes.Length, LayoutEngine.Of(type, Target.Current).Alignment);
        bytes.CopyTo(new Span<byte>((void*)block.Address, bytes.Length));
        return CData.OfOwned(NativeType.Of(type.PointerTo()), block);
    }

    private static byte[] Invoke(CFunction function, CData[] values, int size)
    {
        CValue[] arguments = [.. values.Select(static pointer => (CValue)pointer[0])];
        CValue value = function.Invoke(arguments);
        var bytes = new byte[size];
        fixed (byte* memory = bytes)
        {
            if (size > 0)
            {
                Initializer.Assign(NativeType.Of(function.Type.Result), value, memory);
            }
        }

        GC.KeepAlive(values);
        return bytes;
    }

    private static byte[] InvokeRaw(CFunction function, CData[] values, int size)
    {
        // The memory must have the result's alignment: C writes it with aligned moves.
        using NativeBlock memory = NativeBlock.Allocate(size, size == 0 ? 1 : NativeType.Of(function.Type.Result).Alignment);
        function.InvokeRaw([.. values.Select(static pointer => pointer.Address)], memory.Address);
        GC.KeepAlive(values);
        return new Span<byte>((void*)memory.Address, size).ToArray();
    }
}
