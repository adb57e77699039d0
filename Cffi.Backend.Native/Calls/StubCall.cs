using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Calls;

/// <summary>Calls a function through its compiled stub, which takes a block of addresses: that of the result, then those of the arguments.</summary>
/// <param name="name">The function's name, for messages.</param>
/// <param name="address">The address of the stub's machine code.</param>
/// <param name="function">The signature of the function.</param>
/// <param name="owner">The module.</param>
internal sealed unsafe class StubCall(string name, nint address, CallSignature function, MemoryOwner owner)
{
    // void stub(void **block)
    private static readonly CallSignature Stub = CallSignature.Of(CFunctionType.Of(CVoidType.Instance, [CVoidType.Instance.PointerTo()]));

    /// <summary>Converts the arguments, calls, and converts the result.</summary>
    [SkipLocalsInit]
    public CValue Invoke(ReadOnlySpan<CValue> arguments)
    {
        byte* scratch = stackalloc byte[ArgumentTemporaries.ScratchSize];
        var temporaries = new ArgumentTemporaries(scratch);
        NativeType result = function.Result;
        NativeBlock? memory = null;
        try
        {
            var block = (nint*)temporaries.Allocate((arguments.Length + 1) * (long)sizeof(nint));
            if (result.Representation == Representation.Record)
            {
                memory = NativeBlock.Allocate(result.Size, result.Alignment);
                block[0] = memory.Address;
            }
            else if (result.Representation != Representation.None)
            {
                block[0] = (nint)temporaries.Allocate(result.Size);
            }

            Place(arguments, block + 1, ref temporaries);
            Run((nint)block);
            return memory is not null ? CValue.OfData(CData.OfOwned(result, memory))
                : result.Representation == Representation.None ? default
                : !WordForm.Has(result.Representation) ? CData.Load(result, block[0], null)
                : ScalarReader.FromWord(result, WordForm.Load(result.Representation, (byte*)block[0]));
        }
        catch
        {
            memory?.Dispose();
            throw;
        }
        finally
        {
            temporaries.Free();
        }
    }

    /// <summary>Calls with arguments that are already C objects in memory.</summary>
    // The caller guarantees the pointers; the block lives in this frame or in a temporary until the call has returned.
    [SkipLocalsInit]
    public void InvokeRaw(ReadOnlySpan<nint> arguments, nint result)
    {
        byte* scratch = stackalloc byte[ArgumentTemporaries.ScratchSize];
        var temporaries = new ArgumentTemporaries(scratch);
        try
        {
            var block = (nint*)temporaries.Allocate((arguments.Length + 1) * (long)sizeof(nint));
            block[0] = result;
            arguments.CopyTo(new Span<nint>(block + 1, arguments.Length));
            Run((nint)block);
        }
        finally
        {
            temporaries.Free();
        }
    }

    private void Place(ReadOnlySpan<CValue> arguments, nint* block, ref ArgumentTemporaries temporaries)
    {
        int i = 0;
        try
        {
            for (; i < arguments.Length; i++)
            {
                block[i] = (nint)ArgumentPlacement.InMemory(function.Steps[i].Type, arguments[i], ref temporaries);
            }
        }
        catch (CffiUsageException error)
        {
            throw UsageErrors.InArgument(error, i, function.Type, name);
        }
    }

    [SkipLocalsInit]
    private void Run(nint block)
    {
        byte* memory = stackalloc byte[CallSignature.SmallBlockSize];
        *(nint*)(memory + Stub.Steps[0].WordOffset) = block;
        Stub.Run(address, (RegisterBlock*)memory, owner);
    }
}
