using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Dynamic;
using Cffi.Backend.Native.Loading;
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
/// (<c>data["x"] = 5</c>). A scalar that <see cref="CLibrary.GetVariable"/> gave is the variable: it is read anew at each
/// use; as a <see cref="CValue"/> it is the value now, of whatever type.
/// </remarks>
public sealed unsafe class CData : IDisposable, IEquatable<CData>, IEnumerable<CData>, IDynamicMetaObjectProvider
{
    /// <summary>The bytes of a scalar that are copied into the object itself; of larger ones the object has an array.</summary>
    internal const int InlineSize = 2 * sizeof(long);

    // Room for every scalar but very wide bit-precise integers; the widest other one is a complex number of 32 bytes.
    private const int MostOnStack = 64;

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
    public nint Address => HasAddress ? (nint)Low : throw CommonErrors.WrongOperation(Type, "take the address of a copied");

    /// <summary>Whether this is a null pointer.</summary>
    /// <exception cref="CffiDisposedException">This is a variable of a library that is closed.</exception>
    public bool IsNull => HasAddress && Low == 0;

    /// <summary>The number of elements of an array.</summary>
    /// <exception cref="CffiTypeException">This is no array of known length.</exception>
    public long Length => NativeType.ArrayLength >= 0 ? NativeType.ArrayLength : throw CommonErrors.WrongOperation(Type, "tell the length of");

    internal static CData NullPointer { get; } = OfPointer(NativeType.Of(CVoidType.Instance.PointerTo()), 0, null);

    internal NativeType NativeType { get; }

    internal MemoryOwner? Owner => owner as MemoryOwner;

    /// <summary>Whether this carries a .NET string or array that has no C type until it is assigned.</summary>
    internal bool HasDeferredValue => owner is DeferredValue;

    internal CValue DeferredValue => ((DeferredValue)owner!).Value;

    /// <summary>Whether the value itself, not only what it points to, lies in memory that is freed.</summary>
    internal bool IsUnreadable => IsVariable && Owner is { IsDisposed: true };

    /// <summary>Whether this is a copied number rather than a pointer or a view.</summary>
    internal bool IsScalar => !HasAddress && !HasDeferredValue;

    internal bool IsPointerOrArray => NativeType.Representation is Representation.Pointer or Representation.Array;

    // The number, pointer or address; a variable is read anew each time.
    private long Low => form switch
    {
        CDataForm.Variable => LoadVariable(),
        CDataForm.Located => LocatedVariable.Load(NativeType, (nint)word, Owner!),
        _ => word,
    };

    private bool IsVariable => form is CDataForm.Variable or CDataForm.Located;

    private bool HasAddress => IsView || NativeType.Representation == Representation.Pointer;

    /// <summary>Whether the bytes lie elsewhere.</summary>
    private bool IsView => NativeType.Representation is Representation.Array or Representation.Record;

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

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(BigInteger value) => OfNumber(value);

    /// <summary>A number to assign.</summary>
    public static implicit operator CData(Half value) => OfNumber(value);

    /// <summary>A complex number to assign.</summary>
    public static implicit operator CData(Complex value) => OfNumber(value);

    /// <summary>Text to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(string? value) => value is null ? null : Deferred(value);

    /// <summary>Elements to assign.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator CData?(Array? value) => value is null ? null : Deferred(value);

    /// <summary>
    /// Whether two numbers are equal, or two addresses; of variables the values now. Nothing is rounded for it, NaN equals
    /// nothing (IEEE 754), and a null reference equals a null pointer.
    /// </summary>
    public static bool operator ==(CData? left, CData? right) => AreSame(left, right, isNaNEqual: false);

    /// <summary>Whether two pointers or numbers differ.</summary>
    /// <inheritdoc cref="op_Equality"/>
    public static bool operator !=(CData? left, CData? right) => !AreSame(left, right, isNaNEqual: false);

    /// <summary>Whether the first number is less, or the first pointer's address lower; false where one is NaN.</summary>
    /// <exception cref="CffiTypeException">They are not two real numbers, or two pointers or arrays.</exception>
    public static bool operator <(CData left, CData right) => Order(left, right) < 0;

    /// <summary>Whether the first number is greater, or the first pointer's address higher; false where one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(CData left, CData right) => Order(left, right) > 0;

    /// <summary>Whether the first number is not greater, or the first pointer's address not higher; false where one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(CData left, CData right) => Order(left, right) <= 0;

    /// <summary>Whether the first number is not less, or the first pointer's address not lower; false where one is NaN.</summary>
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(CData left, CData right) => Order(left, right) >= 0;

    /// <summary>The pointer some elements further on, or the sum of two numbers.</summary>
    /// <exception cref="CffiTypeException">They are no numbers, nor a pointer and an integer.</exception>
    public static CData operator +(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return NumberArithmetic.Add(left, right);
    }

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, long right) => Add(left, right);

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, ulong right) => left + OfNumber(right);

    /// <inheritdoc cref="op_Addition(CData, CData)"/>
    public static CData operator +(CData left, double right) => left + OfNumber(right);

    /// <summary>The pointer some elements before, or the difference of two numbers.</summary>
    /// <exception cref="CffiTypeException">They are no numbers, nor a pointer and an integer.</exception>
    public static CData operator -(CData left, long right) => Subtract(left, right);

    /// <inheritdoc cref="op_Subtraction(CData, long)"/>
    public static CData operator -(CData left, ulong right) => Subtract(left, OfNumber(right));

    /// <inheritdoc cref="op_Subtraction(CData, long)"/>
    public static CData operator -(CData left, double right) => Subtract(left, OfNumber(right));

    /// <summary>The distance between two pointers of one type, in elements, or the difference of two integers.</summary>
    /// <exception cref="CffiTypeException">
    /// The types differ, the distance is no multiple of the element's size, or a number is no integer: convert it first.
    /// </exception>
    /// <exception cref="CffiRangeException">The difference does not fit a <see cref="long"/>.</exception>
    public static long operator -(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return NumberArithmetic.Distance(left, right);
    }

    /// <summary>The same as <c>left + right</c>.</summary>
    public static CData Add(CData left, long right)
    {
        CommonErrors.ThrowIfNull(left);
        return left.IsPointerOrArray ? PointerArithmetic.Offset(left, right) : left + OfNumber(right);
    }

    /// <summary>The same as <c>left - right</c>.</summary>
    public static CData Subtract(CData left, long right) => Subtract(left, OfNumber(right));

    /// <summary>Compares two numbers, or the addresses of two pointers: less than zero where the first is lower. NaN is lower than all.</summary>
    /// <exception cref="CffiTypeException">They are not two real numbers, or two pointers or arrays.</exception>
    public static int Compare(CData left, CData right) => Order(left, right) ?? right.IsNaN.CompareTo(left.IsNaN);

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

    /// <summary>The same as <c>==</c>, but fit for hash tables: NaN equals NaN, and a variable only itself, whatever its value.</summary>
    public bool Equals(CData? other) => other is not null && (IsVariable || other.IsVariable)
        ? form == other.form && word == other.word && ReferenceEquals(owner, other.owner) && ReferenceEquals(NativeType, other.NativeType)
        : AreSame(this, other, isNaNEqual: true);

    /// <inheritdoc cref="Equals(CData)"/>
    /// <remarks>A null reference equals a null pointer, as <c>null</c> does a nullable value without one.</remarks>
    public override bool Equals(object? obj) => obj is null or CData && Equals(obj as CData);

    /// <inheritdoc/>
    public override int GetHashCode() => IsVariable ? HashCode.Combine(word, NativeType) : NumberComparison.HashOf(AsValue());

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

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter)
    {
        DynamicSupport.ThrowIfMissing("data", "take members and elements with data[\"name\"] and data[0], and their values with As<T>()");
        return new CDataMetaObject(parameter, this);
    }

    internal static CData OfPointer(NativeType type, nint address, object? owner) => new(type, address, 0, owner);

    /// <summary>A view of an array or record.</summary>
    internal static CData OfView(NativeType type, nint address, MemoryOwner? owner) => new(type, address, 0, owner);

    /// <summary>What ends its owner's life when disposed: a pointer to, or a view of, the start of the memory.</summary>
    internal static CData OfOwned(NativeType type, MemoryOwner owner) => new(type, owner.Address, 0, owner, CDataForm.Owned);

    /// <summary>A variable: a scalar that is read anew at each use, or a view.</summary>
    // The caller has checked that the variable is at the address.
    internal static CData OfVariable(NativeType type, nint address, MemoryOwner owner) =>
        type.IsScalar ? new CData(type, address, 0, owner, CDataForm.Variable) : Load(type, address, owner);

    /// <summary>A variable whose place a function tells: a scalar that is found and read anew at each use, or a view of where it is now.</summary>
    internal static CData OfLocated(NativeType type, nint function, nint now, MemoryOwner owner) =>
        type.IsScalar ? new CData(type, function, 0, owner, CDataForm.Located) : Load(type, now, owner);

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
            return data.Now();
        }

        Span<byte> number = type.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[type.Size];
        number.Clear();
        fixed (byte* memory = number)
        {
            // This frame's, or an array of the type's size that is pinned here.
            ScalarWriter.Write(type, value, memory);
            return Load(type, (nint)memory, null);
        }
    }

    /// <summary>A scalar of at most eight bytes from its word form.</summary>
    internal static CData OfWord(NativeType type, long word) => new(type, word, 0, null);

    /// <summary>Reads an object: copies a scalar, views an array or record.</summary>
    // The caller has checked that the type's size in bytes is readable at the address.
    internal static CData Load(NativeType type, nint address, MemoryOwner? owner)
    {
        if (type.Representation is Representation.Array or Representation.Record)
        {
            return OfView(type, address, owner);
        }

        if (!ScalarWriter.IsWide(type.Representation))
        {
            return new CData(type, ScalarReader.LoadWord(type.Representation, (void*)address), 0, null);
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

    /// <summary>The address that a live pointer of the very type holds.</summary>
    internal bool TryGetAddress(NativeType pointer, out long address)
    {
        address = word;
        return ReferenceEquals(NativeType, pointer) && !IsVariable && owner is null or MemoryOwner { IsDisposed: false };
    }

    /// <summary>This as a value: scalars lose their C type, the rest stays data. Of a variable it is the value now.</summary>
    internal CValue AsValue() => HasDeferredValue ? DeferredValue
        : IsScalar && NativeType.Representation is not (Representation.BitInt or Representation.Half or Representation.Extended or Representation.Quadruple
            or Representation.ComplexHalf or Representation.ComplexFloat or Representation.ComplexExtended or Representation.ComplexQuadruple)
        ? ReadScalar()

        // What .NET has no type for stays data: no bits and no type are lost on the way into another call.
        : CValue.OfData(Now());

    /// <summary>The number of scalar data; a <c>long double</c> is rounded to <see cref="double"/>.</summary>
    internal CValue ReadScalar()
    {
        if (!ScalarWriter.IsWide(NativeType.Representation))
        {
            return ScalarReader.FromWord(NativeType, Low);
        }

        Span<byte> bytes = NativeType.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[NativeType.Size];
        fixed (byte* memory = bytes)
        {
            // This frame's, or an array of the type's size that is pinned here.
            CopyTo(memory);
            return ScalarReader.FromWide(NativeType, memory);
        }
    }

    /// <summary>The number of scalar data, nothing rounded.</summary>
    internal ExactComplex ReadExact()
    {
        if (NativeType.NumberKind == NumberKind.Integer)
        {
            return ExactComplex.Of(ReadScalar());
        }

        // Every floating and complex type fits.
        byte* memory = stackalloc byte[MostOnStack];
        CopyTo(memory);
        return ExactComplex.Read(NativeType, memory);
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

    /// <summary>A scalar variable's value as it is now; anything else is itself, since it does not change.</summary>
    private CData Now()
    {
        if (!IsVariable)
        {
            return this;
        }

        if (NativeType.Representation == Representation.Pointer)
        {
            // What it points to may be the library's: using it after the library is closed stays an exception.
            return OfPointer(NativeType, (nint)Low, Owner is ThreadSymbol thread ? thread.Library : owner);
        }

        Span<byte> bytes = NativeType.Size <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[NativeType.Size];
        fixed (byte* memory = bytes)
        {
            // This frame's, or an array of the type's size that is pinned here.
            CopyTo(memory);
            return Load(NativeType, (nint)memory, null);
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

    private long LoadVariable()
    {
        using var use = new LibraryUse(Owner!);
        return ScalarReader.LoadWord(NativeType.Representation, (void*)Accessible((nint)word, NativeType.Size));
    }

    private bool IsNaN => NativeType.NumberKind == NumberKind.Real && ReadExact().Real.IsNaN;

    private static bool AreSame(CData? left, CData? right, bool isNaNEqual) =>
        NumberComparison.AreEqual(left, right, isNaNEqual);

    private static int? Order(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        CommonErrors.ThrowIfNull(right);
        return left.IsPointerOrArray || right.IsPointerOrArray
            ? PointerArithmetic.Compare(left, right)
            : NumberComparison.Order(left.AsValue(), right.AsValue());
    }

    private static CData Subtract(CData left, CData right)
    {
        CommonErrors.ThrowIfNull(left);
        return NumberArithmetic.Subtract(left, right);
    }

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
