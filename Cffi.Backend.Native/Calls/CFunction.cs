using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi;

/// <summary>A C function: an address and a type. Look it up once and call it often.</summary>
/// <remarks>
/// Any thread may call. A string argument becomes a temporary that lives until the call returns. A .NET array whose
/// elements have the size of C's elements is passed in place and shows what C writes. Another array is copied if C only
/// reads (<c>const</c>), and refused if C may write. <c>errno</c> is kept per thread in
/// <see cref="Ffi.Errno"/>. An exception of a callback during the call is thrown when the call returns.
/// </remarks>
public sealed unsafe class CFunction
{
    private readonly MemoryOwner owner;
    private readonly CallSignature signature;
    private readonly StubCall? stub;
    private VariadicSignatures? variadics;

    internal CFunction(string name, CFunctionType type, nint address, MemoryOwner? owner)
    {
        Name = name;
        Type = type;
        Address = address;
        this.owner = owner ?? MemoryOwner.Nobody;
        signature = CallSignature.Of(type);
    }

    internal CFunction(string name, CFunctionType type, nint address, nint stub, MemoryOwner owner)
    {
        Name = name;
        Type = type;
        Address = address;
        this.owner = owner;
        signature = CallSignature.OfStub(type);
        this.stub = new StubCall(name, stub, signature, owner);
    }

    /// <summary>The name in C; empty for a function pointer.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public CFunctionType Type { get; }

    /// <summary>The address of the machine code.</summary>
    public nint Address { get; }

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">One value per parameter, then the variadic arguments, whose types are inferred.</param>
    /// <returns>The result; empty for <c>void</c>.</returns>
    /// <exception cref="CffiArgumentCountException">Too few or too many arguments.</exception>
    /// <exception cref="CffiTypeException">An argument is of the wrong kind.</exception>
    /// <exception cref="CffiRangeException">A number does not fit its parameter.</exception>
    /// <exception cref="CffiDisposedException">The library is closed, or memory of an argument is freed.</exception>
    /// <exception cref="CffiUnsupportedException">Cffi cannot call a function of this type; the message names an alternative.</exception>
    public CValue Invoke(params ReadOnlySpan<CValue> arguments) => TryInvokeWords(signature, arguments, out long word)
        ? signature.Result.Representation == Representation.None ? default : ScalarReader.FromWord(signature.Result, word)
        : InvokeAny(arguments);

    /// <summary>Calls the function and converts the result.</summary>
    /// <typeparam name="T">A type to which <see cref="CValue.As{T}"/> converts.</typeparam>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{CValue})"/>
    public T Invoke<T>(params ReadOnlySpan<CValue> arguments)
    {
        if (!signature.ResultIsWord || !TryInvokeWords(signature, arguments, out long word))
        {
            return InvokeAny<T>(arguments);
        }

        // The two most frequent result types need no intermediate value.
        if (typeof(T) == typeof(int) && signature.Result.Representation == Representation.Int32)
        {
            return (T)(object)(int)word;
        }

        return typeof(T) == typeof(double) && signature.Result.Representation == Representation.Double
            ? (T)(object)BitConverter.Int64BitsToDouble(word)
            : Convert<T>(word);
    }

    /// <summary>Calls the function with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public CValue Invoke(CNull? argument) => Invoke(CValue.Null);

    /// <summary>Calls the function with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="Invoke{T}(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public T Invoke<T>(CNull? argument) => Invoke<T>(CValue.Null);

    /// <summary>Calls the function with arguments that are already C objects in memory, for interpreters.</summary>
    /// <param name="argumentPointers">The address of each argument's C representation.</param>
    /// <param name="result">
    /// The address for the result, with its size in bytes; not used for <c>void</c>. Nothing is converted or checked.
    /// </param>
    /// <exception cref="CffiArgumentCountException">Too few or too many arguments.</exception>
    /// <exception cref="CffiTypeException">The function is variadic.</exception>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    public void InvokeRaw(ReadOnlySpan<nint> argumentPointers, nint result)
    {
        owner.ThrowIfDisposed();
        if (Type.IsVariadic)
        {
            throw CommonErrors.WrongOperation(Type, "call without argument types", "use Invoke");
        }

        if (argumentPointers.Length != signature.ArgumentCount)
        {
            throw UsageErrors.WrongArgumentCount(Type, Name, argumentPointers.Length);
        }

        if (stub is not null)
        {
            stub.InvokeRaw(argumentPointers, result);
            GC.KeepAlive(owner);
        }
        else if (signature.BlockSize <= CallSignature.SmallBlockSize)
        {
            byte* block = stackalloc byte[CallSignature.SmallBlockSize];
            InvokeRaw(argumentPointers, result, block);
        }
        else
        {
            byte* block = (byte*)NativeMemory.Alloc((nuint)signature.BlockSize);
            try
            {
                InvokeRaw(argumentPointers, result, block);
            }
            finally
            {
                NativeMemory.Free(block);
            }
        }
    }

    /// <summary>The C declaration of the function.</summary>
    public override string ToString() => CTypePrinter.Print(Type, Name);

    /// <summary>Calls the function for dynamic code, and boxes the result.</summary>
    internal object? InvokeObject(params ReadOnlySpan<CValue> arguments)
    {
        if (!signature.ResultIsWord || !TryInvokeWords(signature, arguments, out long word))
        {
            return InvokeAny(arguments).ToObject();
        }

        return signature.Result.Representation switch
        {
            Representation.Int32 => (int)word,
            Representation.Double => BitConverter.Int64BitsToDouble(word),
            _ => ScalarReader.FromWord(signature.Result, word).ToObject(),
        };
    }

    internal static CFunction OfPointer(CData pointer)
    {
        CType type = pointer.Type.Unqualified is CPointerType { Item: var item } ? item : pointer.Type;
        if (type.Unqualified is not CFunctionType function)
        {
            throw CommonErrors.WrongOperation(pointer.Type, "call");
        }

        // Read once, because another thread can change a pointer variable.
        nint address = pointer.Address;
        return address == 0
            ? throw UsageErrors.NullPointer(pointer.Type, "call")
            : new CFunction("", function, address, pointer.Owner);
    }

    /// <summary>Checks the library and the number of arguments, and finds the signature.</summary>
    private CallSignature Prepare(ReadOnlySpan<CValue> arguments)
    {
        owner.ThrowIfDisposed();
        if (arguments.Length != signature.ArgumentCount)
        {
            if (!Type.IsVariadic || arguments.Length < signature.ArgumentCount)
            {
                throw UsageErrors.WrongArgumentCount(Type, Name, arguments.Length);
            }

            variadics ??= new VariadicSignatures(Type);
            return variadics.For(arguments[signature.ArgumentCount..]);
        }

        return signature;
    }

    /// <summary>Makes a small call with arguments of the common kinds; does nothing for other calls.</summary>
    // Neither this method nor its callers may have a frame that the JIT clears with wide stores, because these slow the call down.
    [SkipLocalsInit]
    private bool TryInvokeWords(CallSignature call, ReadOnlySpan<CValue> arguments, out long word)
    {
        byte* memory = stackalloc byte[CallSignature.SmallBlockSize];
        var block = (RegisterBlock*)memory;
        ReadOnlySpan<ArgumentStep> steps = call.Steps;
        if (!call.IsSmall || arguments.Length != steps.Length || !ArgumentPlacement.TryPlaceWords(steps, arguments, memory))
        {
            word = 0;
            return false;
        }

        call.Run(Address, block, owner);
        KeepAlive(call, arguments);
        GC.KeepAlive(owner);
        word = block->Result[0];
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Convert<T>(long word) => Convert<T>(ScalarReader.FromWord(signature.Result, word));

    // The text can belong to the library.
    private T Convert<T>(in CValue result)
    {
        using LibraryUse use = typeof(T) == typeof(string) ? new LibraryUse(owner) : default;
        return result.As<T>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T InvokeAny<T>(ReadOnlySpan<CValue> arguments)
    {
        if (signature.Result.Representation == Representation.None && typeof(T) != typeof(CValue) && typeof(T) != typeof(object))
        {
            throw CommonErrors.WrongOperation(Type, "take a result from");
        }

        return Convert<T>(InvokeAny(arguments));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CValue InvokeAny(ReadOnlySpan<CValue> arguments)
    {
        CallSignature call = Prepare(arguments);
        if (stub is not null)
        {
            CValue value = stub.Invoke(arguments);
            KeepAlive(call, arguments);
            GC.KeepAlive(owner);
            return value;
        }

        byte* scratch = stackalloc byte[ArgumentTemporaries.ScratchSize];
        byte* small = stackalloc byte[CallSignature.SmallBlockSize];
        var temporaries = new ArgumentTemporaries(scratch);
        NativeBlock? resultMemory = null;
        try
        {
            byte* memory = call.BlockSize <= CallSignature.SmallBlockSize ? small : temporaries.Allocate(call.BlockSize);
            var block = (RegisterBlock*)memory;
            if (call.Result.Representation == Representation.Record || call.Result.IsLargeScalar)
            {
                resultMemory = NativeBlock.Allocate(call.Result.Size, call.Result.Alignment);
                if (call.ResultAddressOffset >= 0)
                {
                    *(nint*)(memory + call.ResultAddressOffset) = resultMemory.Address;
                }
            }

            ArgumentPlacement.Place(call, Name, arguments, memory, ref temporaries);
            call.Run(Address, block, owner);
            KeepAlive(call, arguments);
            GC.KeepAlive(owner);
            return ReadResult(call, block, resultMemory);
        }
        catch
        {
            resultMemory?.Dispose();
            throw;
        }
        finally
        {
            temporaries.Free();
        }
    }

    private static CValue ReadResult(CallSignature call, RegisterBlock* block, NativeBlock? memory)
    {
        if (memory is not null)
        {
            StoreResult(call, block, (byte*)memory.Address);
            return Taken(call.Result, memory);
        }

        if (call.Result.Representation == Representation.None)
        {
            return default;
        }

        return call.ResultIsWord
            ? ScalarReader.FromWord(call.Result, block->Result[0])
            : CData.Load(call.Result, (nint)block->Result, null);
    }

    /// <summary>A result in memory: a record owns the memory, a number is copied.</summary>
    internal static CValue Taken(NativeType type, NativeBlock memory)
    {
        if (type.Representation == Representation.Record)
        {
            return CValue.OfData(CData.OfOwned(type, memory));
        }

        using (memory)
        {
            return CData.Load(type, memory.Address, null);
        }
    }

    /// <summary>Copies a result from the registers to memory.</summary>
    private static void StoreResult(CallSignature call, RegisterBlock* block, byte* destination)
    {
        if (call.ResultKind is not (ResultKind.Void or ResultKind.Memory))
        {
            Unsafe.CopyBlockUnaligned(destination, block->Result, (uint)call.Result.Size);
        }
    }

    private static void KeepAlive(CallSignature call, ReadOnlySpan<CValue> arguments)
    {
        if (call.HasReferences)
        {
            foreach (ref readonly CValue argument in arguments)
            {
                GC.KeepAlive(argument.Reference);
            }
        }
    }

    // The caller guarantees the pointers; the block has BlockSize bytes.
    private void InvokeRaw(ReadOnlySpan<nint> argumentPointers, nint result, byte* block)
    {
        if (signature.ResultAddressOffset >= 0)
        {
            *(nint*)(block + signature.ResultAddressOffset) = result;
        }

        ReadOnlySpan<ArgumentStep> steps = signature.Steps;
        for (int i = 0; i < steps.Length; i++)
        {
            ArgumentPlacement.PlaceBytes(steps[i], (byte*)argumentPointers[i], block);
        }

        signature.Run(Address, (RegisterBlock*)block, owner);
        StoreResult(signature, (RegisterBlock*)block, (byte*)result);
        GC.KeepAlive(owner);
    }
}
