using System.Dynamic;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
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
public sealed unsafe partial class CData : IDisposable, IEquatable<CData>, IEnumerable<CData>, IDynamicMetaObjectProvider
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

    /// <summary>A number as text; else the type and address, as cffi shows them.</summary>
    public override string ToString() => CDataText.Describe(this);

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter)
    {
        DynamicSupport.ThrowIfMissing("data", "use data[\"name\"] and data[0] for members and elements, and As<T>() for their values");
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

    private long LoadVariable()
    {
        using var use = new LibraryUse(Owner!);
        return ScalarReader.LoadWord(NativeType.Representation, (void*)Accessible((nint)word, NativeType.Size));
    }
}
