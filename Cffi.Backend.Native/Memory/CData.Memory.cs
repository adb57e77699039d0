using System.Runtime.InteropServices;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi;

// The bytes of the data: where they are, and reading them.
public sealed unsafe partial class CData
{
    // The size of the largest scalar except for very wide bit-precise integers: a complex number of 32 bytes.
    private const int MostOnStack = 64;

    /// <summary>The address in a pointer, or the address of an array or record.</summary>
    /// <exception cref="CffiTypeException">The data is a number.</exception>
    /// <exception cref="CffiDisposedException">The data is a variable of a closed library.</exception>
    public nint Address => HasAddress ? (nint)Low : throw CommonErrors.WrongOperation(Type, "take the address of a copied");

    /// <summary>Whether this is a null pointer.</summary>
    /// <exception cref="CffiDisposedException">The data is a variable of a closed library.</exception>
    public bool IsNull => HasAddress && Low == 0;

    // The number, pointer or address; a variable is read each time.
    private long Low => form switch
    {
        CDataForm.Variable => LoadVariable(),
        CDataForm.Located => LocatedVariable.Load(NativeType, (nint)word, Owner!),
        _ => word,
    };

    /// <summary>A variable: a scalar that is read at each use, or a view.</summary>
    // The caller has checked that the variable is at the address.
    internal static CData OfVariable(NativeType type, nint address, MemoryOwner owner) =>
        type.IsScalar ? new CData(type, address, 0, owner, CDataForm.Variable) : Load(type, address, owner);

    /// <summary>A variable whose address a function returns: a scalar that is located and read at each use, or a view of its current address.</summary>
    internal static CData OfLocated(NativeType type, nint function, nint now, MemoryOwner owner) =>
        type.IsScalar ? new CData(type, function, 0, owner, CDataForm.Located) : Load(type, now, owner);

    /// <summary>Reads an object: copies a scalar, or makes a view of an array or record.</summary>
    // The caller has checked that the type's size in bytes is readable at the address.
    internal static CData Load(NativeType type, nint address, MemoryOwner? owner)
    {
        if (type.Representation is Representation.Array or Representation.Record)
        {
            return OfView(type, address, owner);
        }

        if (WordForm.Has(type.Representation))
        {
            return new CData(type, WordForm.Load(type.Representation, (void*)address), 0, null);
        }

        long size = type.Size;
        if (size <= InlineSize)
        {
            long* words = stackalloc long[InlineSize / sizeof(long)];
            words[0] = words[1] = 0;
            Buffer.MemoryCopy((void*)address, words, InlineSize, size);
            return new CData(type, words[0], words[1], null);
        }

        long[] large = new long[(size + sizeof(long) - 1) / sizeof(long)];
        new ReadOnlySpan<byte>((void*)address, checked((int)size)).CopyTo(MemoryMarshal.AsBytes(large.AsSpan()));
        return new CData(type, 0, 0, large);
    }

    /// <summary>The data is independent: a record owns the block, and a scalar is a copy.</summary>
    internal static CData OfBlock(NativeType type, NativeBlock block)
    {
        if (type.Representation == Representation.Record)
        {
            return OfOwned(type, block);
        }

        CData data = Load(type, block.Address, null);
        block.Dispose();
        return data;
    }

    /// <summary>Copies the bytes of a number, pointer, array or record.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    internal void CopyTo(void* destination)
    {
        long size = NativeType.Size;
        switch (form)
        {
            case CDataForm.Variable:
                using (new LibraryUse(Owner!))
                {
                    Buffer.MemoryCopy((void*)Accessible((nint)word, size), destination, size, size);
                }

                GC.KeepAlive(this);
                break;
            case CDataForm.Located:
                LocatedVariable.Copy(NativeType, (nint)word, Owner!, destination);
                break;
            case var _ when IsView:
                Buffer.MemoryCopy((void*)Accessible((nint)word, size), destination, size, size);
                GC.KeepAlive(this);
                break;
            case var _ when owner is long[] large:
                MemoryMarshal.AsBytes(large.AsSpan())[..(int)size].CopyTo(new Span<byte>(destination, (int)size));
                break;
            default:
                long* words = stackalloc long[InlineSize / sizeof(long)];
                words[0] = word;
                words[1] = high;
                Buffer.MemoryCopy(words, destination, size, size);
                break;
        }
    }

    /// <summary>Checks that memory may be accessed, and returns its address.</summary>
    internal nint Accessible(nint address, long size)
    {
        if (Owner is { } memory)
        {
            memory.ThrowIfDisposed();
            memory.CheckInside(address, size);
        }

        return address;
    }

    /// <summary>The current value of a scalar variable; other data is returned unchanged.</summary>
    private CData Now()
    {
        if (!IsVariable)
        {
            return this;
        }

        if (NativeType.Representation == Representation.Pointer)
        {
            // Its target can belong to the library: using it after the library is closed is still an exception.
            return OfPointer(NativeType, (nint)Low, Owner is ThreadSymbol thread ? thread.Library : owner);
        }

        Span<byte> bytes = NativeType.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[NativeType.Size];
        fixed (byte* memory = bytes)
        {
            // In this frame, or an array of the type's size that is pinned here.
            CopyTo(memory);
            return Load(NativeType, (nint)memory, null);
        }
    }

    private long LoadVariable()
    {
        using var use = new LibraryUse(Owner!);
        return WordForm.Load(NativeType.Representation, (void*)Accessible((nint)word, NativeType.Size));
    }
}
