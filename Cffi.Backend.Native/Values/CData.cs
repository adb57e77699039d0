using Cffi.Backend.Native.Values;

namespace Cffi;

/// <summary>
/// C data: a type, and a number, a pointer, or a view of an array or record in memory, with the owner that
/// keeps the memory valid.
/// </summary>
/// <remarks>
/// Reading a scalar or pointer element copies it; reading an array or record element gives a view, and a view keeps
/// its owner alive. Each access checks array bounds, null, and use after <see cref="Dispose"/>. Threads can share the memory
/// as in C: without locks. The conversions from .NET values exist for assignments
/// (<c>data["x"] = 5</c>). A scalar from <see cref="CLibrary.GetVariable"/> is the variable itself, which is read at each
/// use; converted to a <see cref="CValue"/>, it is the current value.
/// </remarks>
public sealed partial class CData : IDisposable
{
    /// <summary>The size of the scalars that are copied into the object itself; for larger ones the object has an array.</summary>
    internal const int InlineSize = 2 * sizeof(long);

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

    /// <summary>The number of elements of an array.</summary>
    /// <exception cref="CffiTypeException">The data is not an array with a known length.</exception>
    public long Length => NativeType.ArrayLength >= 0 ? NativeType.ArrayLength : throw CommonErrors.WrongOperation(Type, "tell the length of");

    internal static CData NullPointer { get; } = OfPointer(NativeType.Of(CVoidType.Instance.PointerTo()), 0, null);

    internal NativeType NativeType { get; }

    internal MemoryOwner? Owner => owner as MemoryOwner;

    /// <summary>Whether this holds a .NET string or array, which has no C type until it is assigned.</summary>
    internal bool HasDeferredValue => owner is DeferredValue;

    internal CValue DeferredValue => ((DeferredValue)owner!).Value;

    /// <summary>Whether the value itself, not only its target, is in memory that is freed.</summary>
    internal bool IsUnreadable => IsVariable && Owner is { IsDisposed: true };

    /// <summary>Whether this is a copied number, not a pointer or a view.</summary>
    internal bool IsScalar => !HasAddress && !HasDeferredValue;

    internal bool IsPointerOrArray => NativeType.Representation is Representation.Pointer or Representation.Array;

    private bool IsVariable => form is CDataForm.Variable or CDataForm.Located;

    private bool HasAddress => IsView || NativeType.Representation == Representation.Pointer;

    /// <summary>Whether the bytes are outside this object.</summary>
    private bool IsView => NativeType.Representation is Representation.Array or Representation.Record;

    /// <summary>
    /// Frees the memory of <c>New</c>, a record that a call returned, or a callback. It does nothing for views, copies and
    /// variables. You can call it more than once.
    /// </summary>
    public void Dispose()
    {
        if (form == CDataForm.Owned)
        {
            Owner!.Dispose();
        }
    }

    internal static CData OfPointer(NativeType type, nint address, object? owner) => new(type, address, 0, owner);

    /// <summary>A view of an array or record.</summary>
    internal static CData OfView(NativeType type, nint address, MemoryOwner? owner) => new(type, address, 0, owner);

    /// <summary>Data whose disposal frees the memory: a pointer to the start of the memory, or a view of it.</summary>
    internal static CData OfOwned(NativeType type, MemoryOwner owner) => new(type, owner.Address, 0, owner, CDataForm.Owned);

    /// <summary>A scalar of at most eight bytes, from its word form.</summary>
    internal static CData OfWord(NativeType type, long word) => new(type, word, 0, null);

    /// <summary>The address in a live pointer of the same type.</summary>
    internal bool TryGetAddress(NativeType pointer, out long address)
    {
        address = word;
        return ReferenceEquals(NativeType, pointer) && !IsVariable && owner is null or MemoryOwner { IsDisposed: false };
    }
}
