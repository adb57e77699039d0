using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Access;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi;

// Elements, members and contents.
[DebuggerTypeProxy(typeof(CDataView))]
public sealed unsafe partial class CData : IEnumerable<CData>
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
            Initializer.Assign(NativeType.Item, value, (void*)address, MemberAccess.RoomFrom(address, Owner));
            GC.KeepAlive(value);
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

    /// <summary>A part of an array, as a view. An assigned value must have the same number of elements; text may also have its NUL.</summary>
    /// <exception cref="CffiIndexException">The range is outside the array, or the assigned value has another length.</exception>
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
            VariableAssignment.Store(NativeType, value, (nint)word, Owner!);
            return;
        }

        if (!IsVariable && NativeType.Representation is not (Representation.Array or Representation.Record))
        {
            throw CommonErrors.WrongOperation(Type, "assign to a copied", "assign to the element it was read from");
        }

        using LibraryUse use = Owner is { } memory ? new LibraryUse(memory) : default;
        Initializer.Assign(NativeType, value, (void*)Accessible((nint)word, NativeType.Size), MemberAccess.RoomFrom((nint)word, Owner));
        GC.KeepAlive(this);
    }

    /// <summary>The elements of an array, or of the memory that a pointer owns, without a copy.</summary>
    /// <typeparam name="T">A .NET type with the element's size and layout.</typeparam>
    /// <remarks>Valid until the memory is freed: keep this data referenced while the span is in use.</remarks>
    /// <exception cref="CffiTypeException">The element does not have the layout of <typeparamref name="T"/>, or the length is not known.</exception>
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

    /// <summary>The elements of an array.</summary>
    public IEnumerator<CData> GetEnumerator()
    {
        for (long i = 0; i < Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A pointer has no length for an index from the end, so the length is requested only if it is needed.
    private long Position(Index index) => index.IsFromEnd ? Length - index.Value : index.Value;
}
