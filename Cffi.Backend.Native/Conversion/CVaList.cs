using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi;

/// <summary>The variable arguments that C passes to a callback (<c>va_list</c>), read in order.</summary>
/// <remarks>
/// The list has neither the number nor the types of the arguments. As in C, you know them from another argument, such as a format. Asking for
/// a wrong type gives a wrong value. Valid until the callback returns; for one thread. C functions that take a <c>va_list</c>
/// accept this object and advance it as in C; pass a <see cref="Copy"/> to read the arguments again.
/// </remarks>
[DebuggerDisplay("{list}")]
public sealed unsafe partial class CVaList
{
    private readonly CData list;

    private CVaList(CData list) => this.list = list;

    /// <summary>Converts the list to an argument.</summary>
    public static implicit operator CValue(CVaList? value) => value is null ? CValue.Null : value.list;

    /// <summary>The next argument. C promotes small integers and <c>float</c> (C11 6.5.2.2p6).</summary>
    /// <typeparam name="T">A number, an enum, <see cref="string"/> for text, <see cref="nint"/> or <see cref="CData"/> for a pointer.</typeparam>
    /// <exception cref="CffiTypeException"><typeparamref name="T"/> does not determine a C type; name the C type.</exception>
    /// <exception cref="CffiRangeException">The number does not fit <typeparamref name="T"/>.</exception>
    public T Next<T>() => Read(TypeFor(typeof(T)) ?? throw UsageErrors.NoTypeFor(typeof(T))).As<T>();

    /// <summary>A copy of the list at its current position (<c>va_copy</c>).</summary>
    public CVaList Copy()
    {
        var type = NativeType.Of(CVaListType.Instance);
        NativeBlock block = NativeBlock.Allocate(type.Size, type.Alignment);
        *(Tag*)block.Address = *TagAddress;
        return new CVaList(CData.OfPointer(list.NativeType, block.Address, block));
    }

    internal static CVaList Of(in CValue value) =>
        value.Reference is CData { HasDeferredValue: false, IsNull: false, NativeType.IsPointerToVaList: true } list ? new CVaList(list) : throw ConversionErrors.CannotConvert(value, nameof(CVaList));

    // C's list is valid as long as the callback's arguments; that of a copy as long as this object.
    private Tag* TagAddress => (Tag*)list.Accessible(list.Address, sizeof(Tag));

    private CData Read(CType type)
    {
        ArgumentPlan plan = ExecutedPlans.Plan(CFunctionType.Of(CVoidType.Instance, [DefaultPromotions.Promote(type, Target.Current)]), Target.Current).Arguments[0];
        var native = NativeType.Of(plan.Type);
        NativeBlock block = NativeBlock.Allocate(native.Size, native.Alignment);
        Tag* tag = TagAddress;
        int general = plan.Pieces.Count(static piece => piece.Location == ArgumentLocation.General) * Tag.GeneralStep;
        int floating = plan.Pieces.Count(static piece => piece.Location == ArgumentLocation.Floating) * Tag.FloatingStep;
        if (general + floating == 0 || tag->General + general > Tag.GeneralEnd || tag->Floating + floating > Tag.FloatingEnd)
        {
            CopyFromStack(tag, native, (byte*)block.Address);
        }
        else
        {
            CopyFromRegisters(tag, plan, (byte*)block.Address);
        }

        GC.KeepAlive(this);
        return CData.OfBlock(native, block);
    }

    // An argument is in registers completely or not at all (psABI 3.5.7).
    private static void CopyFromRegisters(Tag* tag, ArgumentPlan plan, byte* destination)
    {
        foreach (ArgumentPiece piece in plan.Pieces)
        {
            bool isGeneral = piece.Location == ArgumentLocation.General;
            Unsafe.CopyBlockUnaligned(destination + piece.Offset, tag->Saved + (isGeneral ? tag->General : tag->Floating), (uint)piece.Size);
            if (isGeneral)
            {
                tag->General += Tag.GeneralStep;
            }
            else
            {
                tag->Floating += Tag.FloatingStep;
            }
        }
    }

    private static void CopyFromStack(Tag* tag, NativeType type, byte* destination)
    {
        if (type.Size > 0)
        {
            byte* source = (byte*)AlignUp((nint)tag->Stack, Math.Max(type.Alignment, sizeof(long)));
            Unsafe.CopyBlockUnaligned(destination, source, (uint)type.Size);
            tag->Stack = source + AlignUp((nint)type.Size, sizeof(long));
        }
    }

    private static nint AlignUp(nint number, int alignment) => (number + alignment - 1) & -alignment;

    private static CType? TypeFor(Type type) =>
        type == typeof(string) ? CPrimitiveType.Of(CPrimitiveKind.Char).Qualified(CQualifiers.Const).PointerTo()
        : type == typeof(nint) || type == typeof(nuint) || type == typeof(CData) ? CVoidType.Instance.PointerTo()
        : type == typeof(Int128) ? CPrimitiveType.Of(CPrimitiveKind.Int128)
        : type == typeof(UInt128) ? CPrimitiveType.Of(CPrimitiveKind.UInt128)
        : type == typeof(Half) ? CPrimitiveType.Of(CPrimitiveKind.Double)
        : type == typeof(Complex) ? CComplexType.Double
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 => CPrimitiveType.Of(CPrimitiveKind.Int),
            TypeCode.UInt32 => CPrimitiveType.Of(CPrimitiveKind.UInt),
            TypeCode.Int64 => CPrimitiveType.Of(CPrimitiveKind.Int64),
            TypeCode.UInt64 => CPrimitiveType.Of(CPrimitiveKind.UInt64),
            TypeCode.Single or TypeCode.Double => CPrimitiveType.Of(CPrimitiveKind.Double),
            _ => null,
        };

    /// <summary>The record behind a <c>va_list</c> of System V x86-64 (psABI 3.5.7, figure 3.34).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Tag
    {
        public const int GeneralStep = 8;
        public const int FloatingStep = 16;
        public const int GeneralEnd = 6 * GeneralStep;
        public const int FloatingEnd = GeneralEnd + (8 * FloatingStep);

        /// <summary>The offset of the next general register in <see cref="Saved"/>, in bytes.</summary>
        public int General;

        /// <summary>The offset of the next floating-point register in <see cref="Saved"/>, in bytes.</summary>
        public int Floating;

        /// <summary>The next argument on the stack.</summary>
        public byte* Stack;

        /// <summary>The registers that the variadic function saved.</summary>
        public byte* Saved;
    }
}
