using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Dynamic;
using Cffi.Backend.Native.Memory;

namespace Cffi;

/// <summary>
/// C data: a type, and either a number, a pointer or a view of an array or record in memory, with the owner that
/// keeps the memory valid.
/// </summary>
/// <remarks>
/// Reading a scalar or pointer element copies it; reading an array or record element gives a view, and a view keeps
/// its owner alive. Bounds of arrays, null and use after <see cref="Dispose"/> are checked. The memory may be shared
/// between threads as C shares it: without locks. The conversions from .NET values exist for assignment
/// (<c>data["x"] = 5</c>).
/// </remarks>
public sealed unsafe class CData : IDisposable, IEquatable<CData>, IEnumerable<CData>, IDynamicMetaObjectProvider
{
    private readonly long word;
    private readonly long high;
    private readonly object? owner;
    private readonly CDataForm form;

    private CData(NativeType type, long word, long high, object? owner, CDataForm form = CDataForm.Value)
    {
        NativeType = type;
        this.word = word;
        this.high = high;
        this.owner = owner;
        this.form = form;
    }

    /// <summary>The C type.</summary>
    public CType Type => NativeType.Type;

    /// <summary>The address that a pointer holds, or where an array or record lies.</summary>
    /// <exception cref="CffiTypeException">This is a number.</exception>
    /// <exception cref="CffiDisposedException">This is a variable of a library that is closed.</exception>
    public nint Address => HasAddress ? (nint)Low : throw UsageErrors.WrongOperation(Type, "take the address of a copied");

    /// <summary>Whether this is a null pointer.</summary>
    /// <exception cref="CffiDisposedException">This is a variable of a library that is closed.</exception>
    public bool IsNull => HasAddress && Low == 0;

    /// <summary>The number of elements of an array.</summary>
    /// <exception cref="CffiTypeException">This is no array of known length.</exception>
    public long Length => NativeType.ArrayLength >= 0 ? NativeType.ArrayLength : throw UsageErrors.WrongOperation(Type, "tell the length of");

    internal static CData NullPointer { get; } = OfPointer(NativeType.Of(CVoidType.Instance.PointerTo()), 0, null);

    internal NativeType NativeType { get; }

    internal MemoryOwner? Owner => owner as MemoryOwner;

    /// <summary>Whether this carries a .NET string or array that has no C type until it is assigned.</summary>
    internal bool HasDeferredValue => owner is DeferredValue;

    internal CValue DeferredValue => ((DeferredValue)owner!).Value;

    /// <summary>Whether the value itself, not only what it points to, lies in memory that is freed.</summary>
    internal bool IsUnreadable => (IsVariable || NativeType.Representation == Representation.ComplexExtended) && Owner is { IsDisposed: true };

    /// <summary>Whether this is a copied number rather than a pointer or a view.</summary>
    internal bool IsScalar => !HasAddress && !HasDeferredValue;

    // The number, pointer or address; a variable is read anew each time.
    private long Low => form switch
    {
        CDataForm.Variable => ScalarReader.LoadWord(NativeType.Representation, (void*)Accessible((nint)word, NativeType.Size)),
        CDataForm.Located => LocatedVariable.Load(NativeType, (nint)word, Owner!),
        _ => word,
    };

    private bool IsVariable => form is CDataForm.Variable or CDataForm.Located;

    private bool HasAddress => IsView || NativeType.Representation == Representation.Pointer;

    /// <summary>Whether the bytes lie elsewhere: they are too many to copy into this object.</summary>
    private bool IsView => NativeType.Representation is Representation.Array or Representation.Record or Representation.ComplexExtended;

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

    /// <summary>A part of an array, as a view.</summary>
    /// <exception cref="CffiIndexException">The range is outside the array.</exception>
    [AllowNull]
    public CData this[Range range]
    {
        get => PointerArithmetic.Slice(this, Position(range.Start), Position(range.End));
        set => this[range].Assign(value);
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

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(bool value) => OfNumber(value);

    /// <summary>A character to assign.</summary>
    public static implicit operator CData(char value) => Deferred(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(sbyte value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(byte value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(short value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(ushort value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(int value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(uint value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(long value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(ulong value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(double value) => OfNumber(value);

    /// <summary>A number or an address to assign.</summary>
    public static implicit operator CData(nint value) => OfNumber(value);

    /// <summary>A number or an address to assign.</summary>
    public static implicit operator CData(nuint value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(float value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(Int128 value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(UInt128 value) => OfNumber(value);

    /// <summary>A complex number to assign.</summary>
    public static implicit operator CData(Complex value) => OfNumber(value);

    /// <summary>Text to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(string? value) => value is null ? null : Deferred(value);

    /// <summary>Elements to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(Array? value) => value is null ? null : Deferred(value);

    /// <summary>Whether two pointers are equal, or two numbers; a null reference equals a null pointer.</summary>
    public static bool operator ==(CData? left, CData? right) =>
        left is null || right is null ? (left is null || left.IsNull) && (right is null || right.IsNull) : left.Equals(right);

    /// <summary>Whether two pointers or numbers differ.</summary>
    public static bool operator !=(CData? left, CData? right) => !(left == right);

    /// <summary>Whether the first pointer's address is the lower one.</summary>
    /// <exception cref="CffiTypeException">One of them is no pointer or array.</exception>
    public static bool operator <(CData left, CData right) => Compare(left, right) < 0;

    /// <summary>Whether the first pointer's address is the higher one.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(CData left, CData right) => Compare(left, right) > 0;

    /// <summary>Whether the first pointer's address is not the higher one.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(CData left, CData right) => Compare(left, right) <= 0;

    /// <summary>Whether the first pointer's address is not the lower one.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(CData left, CData right) => Compare(left, right) >= 0;

    /// <summary>The pointer some elements further on.</summary>
    public static CData operator +(CData pointer, long elements) => Add(pointer, elements);

    /// <summary>The pointer some elements before.</summary>
    public static CData operator -(CData pointer, long elements) => Subtract(pointer, elements);

    /// <summary>The distance between two pointers of one type, in elements.</summary>
    /// <exception cref="CffiTypeException">The types differ, or the distance is no multiple of the element's size.</exception>
    public static long operator -(CData left, CData right)
    {
        UsageErrors.ThrowIfNull(left);
        UsageErrors.ThrowIfNull(right);
        return PointerArithmetic.Distance(left, right);
    }

    /// <summary>The same as <c>pointer + elements</c>.</summary>
    public static CData Add(CData pointer, long elements)
    {
        UsageErrors.ThrowIfNull(pointer);
        return PointerArithmetic.Offset(pointer, elements);
    }

    /// <summary>The same as <c>pointer - elements</c>.</summary>
    public static CData Subtract(CData pointer, long elements)
    {
        UsageErrors.ThrowIfNull(pointer);
        return elements == long.MinValue ? throw UsageErrors.TooFar(elements, pointer.Type) : PointerArithmetic.Offset(pointer, -elements);
    }

    /// <summary>Compares the addresses of two pointers: less than zero where the first is lower.</summary>
    /// <exception cref="CffiTypeException">One of them is no pointer or array.</exception>
    public static int Compare(CData left, CData right)
    {
        UsageErrors.ThrowIfNull(left);
        UsageErrors.ThrowIfNull(right);
        return PointerArithmetic.Compare(left, right);
    }

    /// <summary>Converts a number, pointer or text to .NET.</summary>
    /// <inheritdoc cref="CValue.As{T}"/>
    public T As<T>() => AsValue().As<T>();

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
            throw UsageErrors.WrongOperation(Type, "assign to a copied", "assign to the element it was read from");
        }

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
            throw UsageErrors.WrongOperation(Type, "span");
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

    /// <summary>
    /// Frees memory made by <c>New</c>, a record that a call returned, or a callback. Views, copies and variables are
    /// left alone; more than once is harmless.
    /// </summary>
    public void Dispose()
    {
        if (form == CDataForm.Owned)
        {
            Owner!.Dispose();
        }
    }

    /// <inheritdoc/>
    public bool Equals(CData? other)
    {
        if (other is null)
        {
            return false;
        }

        return HasAddress || other.HasAddress
            ? HasAddress && other.HasAddress && Low == other.Low
            : NumberEquality.AreEqual(ToNumber(), other.ToNumber());
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CData other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasAddress ? Low.GetHashCode() : NumberEquality.HashOf(ToNumber());

    /// <summary>The elements of an array.</summary>
    public IEnumerator<CData> GetEnumerator()
    {
        for (long i = 0; i < Length; i++)
        {
            yield return this[i];
        }
    }

    /// <summary>A number as text; else the type and address, as cffi shows them.</summary>
    public override string ToString() => CDataText.Describe(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new CDataMetaObject(parameter, this);

    internal static CData OfPointer(NativeType type, nint address, object? owner) => new(type, address, 0, owner);

    /// <summary>A view of an array or record.</summary>
    internal static CData OfView(NativeType type, nint address, MemoryOwner? owner) => new(type, address, 0, owner);

    /// <summary>What ends its owner's life when disposed: a pointer to, or a view of, the start of the memory.</summary>
    internal static CData OfOwned(NativeType type, MemoryOwner owner) => new(type, owner.Address, 0, owner, CDataForm.Owned);

    /// <summary>A variable: a scalar that is read anew at each use, or a view.</summary>
    // The caller has checked that the variable is at the address.
    internal static CData OfVariable(NativeType type, nint address, MemoryOwner owner) =>
        type.IsScalar && type.Representation != Representation.ComplexExtended
            ? new CData(type, address, 0, owner, CDataForm.Variable)
            : Load(type, address, owner);

    /// <summary>A variable whose place a function tells: a scalar that is found and read anew at each use, or a view of where it is now.</summary>
    internal static CData OfLocated(NativeType type, nint function, nint now, MemoryOwner owner) =>
        type.IsScalar && type.Representation != Representation.ComplexExtended
            ? new CData(type, function, 0, owner, CDataForm.Located)
            : Load(type, now, owner);

    /// <summary>A number of the C type that is natural for a .NET value.</summary>
    internal static CData OfNumber(in CValue value)
    {
        if (value.Kind is CValueKind.String or CValueKind.Array or CValueKind.Char)
        {
            return Deferred(value);
        }

        return OfNumber(value, NativeType.Of(InferredType.Of(value)));
    }

    /// <summary>A number of a C type.</summary>
    internal static CData OfNumber(in CValue value, NativeType type)
    {
        if (value is { Kind: CValueKind.Data, Reference: CData data } && ReferenceEquals(data.NativeType, type))
        {
            return data;
        }

        long* wide = stackalloc long[2];
        wide[0] = wide[1] = 0;
        ScalarWriter.Write(type, value, wide);
        return Load(type, (nint)wide, null);
    }

    /// <summary>A scalar of at most eight bytes from its word form.</summary>
    internal static CData OfWord(NativeType type, long word) => new(type, word, 0, null);

    /// <summary>Reads an object: copies a scalar, views an array or record.</summary>
    // The caller has checked that the type's size in bytes is readable at the address.
    internal static CData Load(NativeType type, nint address, MemoryOwner? owner)
    {
        if (type.Representation is Representation.Array or Representation.Record or Representation.ComplexExtended)
        {
            return OfView(type, address, owner);
        }

        if (ScalarWriter.IsWide(type.Representation))
        {
            long upper = type.Size > sizeof(long) + 4 ? ((long*)address)[1] : ((int*)address)[2];
            return new CData(type, *(long*)address, upper, null);
        }

        return new CData(type, ScalarReader.LoadWord(type.Representation, (void*)address), 0, null);
    }

    /// <summary>The address that a live pointer of the very type holds.</summary>
    internal bool TryGetAddress(NativeType pointer, out long address)
    {
        address = word;
        return ReferenceEquals(NativeType, pointer) && !IsVariable && owner is null or MemoryOwner { IsDisposed: false };
    }

    /// <summary>This as a value: scalars lose their C type, the rest stays data.</summary>
    internal CValue AsValue()
    {
        if (HasDeferredValue)
        {
            return DeferredValue;
        }

        // What .NET has no type for stays data: no bits and no type are lost on the way into another call.
        return IsScalar && NativeType.Representation is not (Representation.Extended or Representation.Quadruple or Representation.ComplexFloat)
            ? ReadScalar()
            : CValue.OfData(this);
    }

    /// <summary>The number of scalar data; a <c>long double</c> is rounded to <see cref="double"/>.</summary>
    internal CValue ReadScalar()
    {
        if (!ScalarWriter.IsWide(NativeType.Representation))
        {
            return ScalarReader.FromWord(NativeType, Low);
        }

        if (NativeType.Representation == Representation.ComplexExtended)
        {
            CValue number = ScalarReader.FromWide(NativeType.Representation, (void*)Accessible((nint)Low, NativeType.Size));
            GC.KeepAlive(this);
            return number;
        }

        long* wide = stackalloc long[2];
        ReadWords(wide);
        return ScalarReader.FromWide(NativeType.Representation, wide);
    }

    /// <summary>Copies the bytes of a number, pointer, array or record.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    internal void CopyTo(void* destination)
    {
        long size = NativeType.Size;
        if (IsView)
        {
            Buffer.MemoryCopy((void*)Accessible((nint)Low, size), destination, size, size);
            GC.KeepAlive(this);
            return;
        }

        long* wide = stackalloc long[2];
        ReadWords(wide);
        Buffer.MemoryCopy(wide, destination, size, size);
    }

    // The two words of a number; a variable's are where the variable is. The caller has room for both.
    private void ReadWords(long* words)
    {
        words[0] = words[1] = 0;
        switch (form)
        {
            case CDataForm.Variable:
                Buffer.MemoryCopy((void*)Accessible((nint)word, NativeType.Size), words, 2 * sizeof(long), NativeType.Size);
                break;
            case CDataForm.Located:
                LocatedVariable.Copy(NativeType, (nint)word, Owner!, words);
                break;
            default:
                words[0] = word;
                words[1] = high;
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

    private CValue ToNumber() => HasDeferredValue ? DeferredValue : ReadScalar();

    // An open end of a pointer has no length to count from: the length is asked for only where it is needed.
    private long Position(Index index) => index.IsFromEnd ? Length - index.Value : index.Value;

    private static CData Deferred(in CValue value) => new(NativeType.Of(CVoidType.Instance), 0, 0, new DeferredValue(value));

    // The caller has checked that the type's size in bytes is writable at the address, and keeps the memory alive.
    private static void Store(NativeType type, nint address, CData? value)
    {
        Initializer.Assign(type, value, (void*)address);
        GC.KeepAlive(value);
    }
}
