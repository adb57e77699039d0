namespace Cffi.Types;

/// <summary>A bit-precise integer type, <c>_BitInt(N)</c> (C23 6.2.5p5).</summary>
public sealed class CBitIntType : CType
{
    private static readonly WeakInternTable<CBitIntType> Interned = new();

    private CBitIntType(int width, bool isSigned)
    {
        Width = width;
        IsSigned = isSigned;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.BitInt;

    /// <summary>The width in bits, the sign included.</summary>
    public int Width { get; }

    /// <summary>Whether it has a sign.</summary>
    public bool IsSigned { get; }

    /// <summary>The bit-precise type of a width in bits.</summary>
    public static CBitIntType Of(int width, bool isSigned) => Interned.GetOrAdd(
        (width * 2) + (isSigned ? 1 : 0),
        (width, isSigned),
        static (candidate, key) => candidate.Width == key.width && candidate.IsSigned == key.isSigned,
        static key => new CBitIntType(key.width, key.isSigned));
}
