using System.Numerics;

namespace Cffi.Declarations;

/// <summary>The value of a constant expression, with the type that C gives it.</summary>
/// <remarks>Integers and pointers (casts of integers) are exact; floating values are doubles; strings are their bytes.</remarks>
public sealed record CConstant
{
    private CConstant(CType type, BigInteger integer, double floating, byte[]? bytes)
    {
        Type = type;
        Integer = integer;
        Floating = floating;
        StringBytes = bytes;
    }

    /// <summary>The type of the expression.</summary>
    public CType Type { get; }

    /// <summary>The value of an integer, character, enumeration or pointer constant; else 0.</summary>
    public BigInteger Integer { get; }

    /// <summary>The value of a floating constant; else 0.</summary>
    public double Floating { get; }

    /// <summary>The bytes of a string literal without the closing NUL, in the target's execution character set; else null.</summary>
    public IReadOnlyList<byte>? StringBytes { get; }

    /// <summary>An integer, enumeration or pointer constant.</summary>
    public static CConstant OfInteger(CType type, BigInteger value) => new(type, value, 0, null);

    /// <summary>A floating constant.</summary>
    public static CConstant OfFloating(CType type, double value) => new(type, default, value, null);

    /// <summary>A string literal; its type is an array of characters that includes the closing NUL.</summary>
    public static CConstant OfString(CArrayType type, byte[] bytes) => new(type, default, 0, bytes);
}
