using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;

namespace Cffi;

// Elements, members and contents, and calls through function pointers.
public sealed unsafe partial class CData
{
    /// <summary>The element at an index, through an array or a pointer.</summary>
    /// <exception cref="CffiIndexException">The index is outside the array or the owned memory.</exception>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    [AllowNull]
    public CData this[long index]
    {
        get
        {
            nint address = PointerArithmetic.ElementAddress(this, index);
            CData element = Load(NativeType.Item, address, Owner);
            GC.KeepAlive(this);
            return element;
        }

        set
        {
            nint address = PointerArithmetic.ElementAddress(this, index);
            Store(NativeType.Item, address, value);
            GC.KeepAlive(this);
        }
    }

    /// <inheritdoc cref="this[long]"/>
    [AllowNull]
    public CData this[int index]
    {
        get => this[(long)index];
        set => this[(long)index] = value;
    }

    /// <inheritdoc cref="this[long]"/>
    [AllowNull]
    public CData this[Index index]
    {
        get => this[Position(index)];
        set => this[Position(index)] = value;
    }

    /// <summary>A part of an array, as a view. What is assigned to it has as many elements; text may have its NUL as well.</summary>
    /// <exception cref="CffiIndexException">The range is outside the array, or what is assigned is of another length.</exception>
    [AllowNull]
    public CData this[Range range]
    {
        get => PointerArithmetic.Slice(this, Position(range.Start), Position(range.End));
        set
        {
            CData slice = this[range];
            Initializer.CheckLength(slice.NativeType, value);
            slice.Assign(value);
        }
    }

    /// <summary>A member of a record, or of the record that a pointer points to.</summary>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    [AllowNull]
    public CData this[string member]
    {
        get => MemberAccess.Read(this, member);
        set => MemberAccess.Write(this, member, value);
    }

    /// <summary>Replaces the contents of an array or record view, or the value of a variable.</summary>
    /// <param name="value">A list, text or data of the same type.</param>
    /// <exception cref="CffiUsageException">The value does not fit.</exception>
    public void Assign(CValue value)
    {
        if (form == CDataForm.Located)
        {
            LocatedVariable.Store(NativeType, value, (nint)word, Owner!);
            return;
        }

        if (!IsVariable && NativeType.Representation is not (Representation.Array or Representation.Record))
        {
            throw CommonErrors.WrongOperation(Type, "assign to a copied", "assign to the element it was read from");
        }

        using LibraryUse use = Owner is { } memory ? new LibraryUse(memory) : default;
        Initializer.Assign(NativeType, value, (void*)Accessible((nint)word, NativeType.Size));
        GC.KeepAlive(this);
    }

    /// <summary>The elements of an array, or what a pointer that owns memory points to, without a copy.</summary>
    /// <typeparam name="T">A .NET type with the element's size and layout.</typeparam>
    /// <remarks>Valid until the memory is freed: keep this data referenced while the span is in use.</remarks>
    /// <exception cref="CffiTypeException">The element is not laid out as <typeparamref name="T"/>, or the length is not known.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        if (NativeType.Representation is not (Representation.Array or Representation.Pointer))
        {
            throw CommonErrors.WrongOperation(Type, "span");
        }

        NativeType item = NativeType.Item;
        long length = NativeType.Representation == Representation.Array ? Length : PointerArithmetic.LengthBehind(this);
        bool matches = BlittableArray.IsInPlace(typeof(T), item.Representation)
            || (item.Representation == Representation.Record && item.Size == sizeof(T));
        if (!matches)
        {
            throw UsageErrors.WrongSpanElement(item.Type, typeof(T).Name);
        }

        return length is >= 0 and <= int.MaxValue
            ? new Span<T>((void*)Accessible(Address, length * item.Size), (int)length)
            : throw UsageErrors.SpanLength(length, Type);
    }

    /// <summary>Calls the function that this points to.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    public CValue Invoke(params ReadOnlySpan<CValue> arguments) => CFunction.OfPointer(this).Invoke(arguments);

    /// <summary>Calls the function that this points to.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    public T Invoke<T>(params ReadOnlySpan<CValue> arguments) => CFunction.OfPointer(this).Invoke<T>(arguments);

    /// <summary>Calls the function that this points to with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public CValue Invoke(CNull? argument) => CFunction.OfPointer(this).Invoke(argument);

    /// <summary>Calls the function that this points to with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public T Invoke<T>(CNull? argument) => CFunction.OfPointer(this).Invoke<T>(argument);

    /// <summary>The elements of an array.</summary>
    public IEnumerator<CData> GetEnumerator()
    {
        for (long i = 0; i < Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

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

    /// <summary>Checks that memory may be touched, and returns its address.</summary>
    internal nint Accessible(nint address, long size)
    {
        if (Owner is { } memory)
        {
            memory.ThrowIfDisposed();
            memory.CheckInside(address, size);
        }

        return address;
    }

    // An open end of a pointer has no length to count from: the length is asked for only where it is needed.
    private long Position(Index index) => index.IsFromEnd ? Length - index.Value : index.Value;

    // The caller has checked that the type's size in bytes is writable at the address, and keeps the memory alive.
    private static void Store(NativeType type, nint address, CData? value)
    {
        Initializer.Assign(type, value, (void*)address);
        GC.KeepAlive(value);
    }
}
