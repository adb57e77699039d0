using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>The types of combinations of type keywords.</summary>
internal static class TypeWordCombinations
{
    /// <summary>Adds a keyword; null if the keyword is already present.</summary>
    public static TypeWords? Add(TypeWords words, Token token)
    {
        TypeWords word = token.Kind switch
        {
            TokenKind.Void => TypeWords.Void,
            TokenKind.Char => TypeWords.Char,
            TokenKind.Short => TypeWords.Short,
            TokenKind.Int => TypeWords.Int,
            TokenKind.Long => (words & TypeWords.Long) != 0 ? TypeWords.LongLong : TypeWords.Long,
            TokenKind.Float => TypeWords.Float,
            TokenKind.Double => TypeWords.Double,
            TokenKind.FloatN => FloatN(token.Name),
            TokenKind.Signed => TypeWords.Signed,
            TokenKind.Unsigned => TypeWords.Unsigned,
            TokenKind.Bool => TypeWords.Bool,
            TokenKind.Complex => TypeWords.Complex,
            TokenKind.Int64 => TypeWords.Long | TypeWords.LongLong,
            TokenKind.Int128 => TypeWords.Int128,
            _ => throw new ArgumentOutOfRangeException(nameof(token)),
        };
        return (words & word) != 0 ? null : words | word;
    }

    // C23 annex H: formats of IEEE 754. If C has a type of that format, the model uses it for both.
    private static TypeWords FloatN(string name) => name switch
    {
        "_Float16" => TypeWords.Float16,
        "_Float32" => TypeWords.Float,
        "_Float64" or "_Float32x" => TypeWords.Double,
        "_Float64x" => TypeWords.Double | TypeWords.Long,
        _ => TypeWords.Float128,
    };

    /// <summary>The type of the keywords; null if the combination is invalid.</summary>
    public static CType? TypeOf(TypeWords words)
    {
        switch (words)
        {
            case TypeWords.Void:
                return CVoidType.Instance;
            case TypeWords.Float | TypeWords.Complex:
                return CComplexType.Float;
            case TypeWords.Float16 | TypeWords.Complex:
                return CComplexType.Float16;
            case TypeWords.Float128 | TypeWords.Complex:
                return CComplexType.Float128;
            case TypeWords.Double | TypeWords.Complex:
                return CComplexType.Double;
            case TypeWords.Double | TypeWords.Long | TypeWords.Complex:
                return CComplexType.LongDouble;
            default:
                return PrimitiveOf(words) is { } kind ? CPrimitiveType.Of(kind) : null;
        }
    }

    private static CPrimitiveKind? PrimitiveOf(TypeWords words)
    {
        // "int" adds nothing to a keyword that implies it.
        const TypeWords implyInt = TypeWords.Short | TypeWords.Long | TypeWords.LongLong | TypeWords.Signed | TypeWords.Unsigned;
        const TypeWords excludeInt = TypeWords.Char | TypeWords.Int128 | TypeWords.Double | TypeWords.Float | TypeWords.Float16 | TypeWords.Float128;
        if ((words & implyInt) != 0 && (words & TypeWords.Int) != 0)
        {
            if ((words & excludeInt) != 0)
            {
                return null;
            }

            words &= ~TypeWords.Int;
        }

        return words switch
        {
            TypeWords.Char => CPrimitiveKind.Char,
            TypeWords.Signed | TypeWords.Char => CPrimitiveKind.SChar,
            TypeWords.Unsigned | TypeWords.Char => CPrimitiveKind.UChar,
            TypeWords.Short or (TypeWords.Signed | TypeWords.Short) => CPrimitiveKind.Short,
            TypeWords.Unsigned | TypeWords.Short => CPrimitiveKind.UShort,
            TypeWords.Int or TypeWords.Signed => CPrimitiveKind.Int,
            TypeWords.Unsigned => CPrimitiveKind.UInt,
            TypeWords.Long or (TypeWords.Signed | TypeWords.Long) => CPrimitiveKind.Long,
            TypeWords.Unsigned | TypeWords.Long => CPrimitiveKind.ULong,
            (TypeWords.Long | TypeWords.LongLong) or (TypeWords.Signed | TypeWords.Long | TypeWords.LongLong) => CPrimitiveKind.LongLong,
            TypeWords.Unsigned | TypeWords.Long | TypeWords.LongLong => CPrimitiveKind.ULongLong,
            TypeWords.Int128 or (TypeWords.Signed | TypeWords.Int128) => CPrimitiveKind.Int128,
            TypeWords.Unsigned | TypeWords.Int128 => CPrimitiveKind.UInt128,
            TypeWords.Float16 => CPrimitiveKind.Float16,
            TypeWords.Float128 => CPrimitiveKind.Float128,
            TypeWords.Float => CPrimitiveKind.Float,
            TypeWords.Double => CPrimitiveKind.Double,
            TypeWords.Long | TypeWords.Double => CPrimitiveKind.LongDouble,
            TypeWords.Bool => CPrimitiveKind.Bool,
            _ => null,
        };
    }
}
