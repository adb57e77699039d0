using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What combinations of type keywords mean.</summary>
internal static class TypeWordCombinations
{
    /// <summary>Adds a keyword; null where it is there already.</summary>
    public static TypeWords? Add(TypeWords words, TokenKind kind)
    {
        TypeWords word = kind switch
        {
            TokenKind.Void => TypeWords.Void,
            TokenKind.Char => TypeWords.Char,
            TokenKind.Short => TypeWords.Short,
            TokenKind.Int => TypeWords.Int,
            TokenKind.Long => (words & TypeWords.Long) != 0 ? TypeWords.LongLong : TypeWords.Long,
            TokenKind.Float => TypeWords.Float,
            TokenKind.Double => TypeWords.Double,
            TokenKind.Signed => TypeWords.Signed,
            TokenKind.Unsigned => TypeWords.Unsigned,
            TokenKind.Bool => TypeWords.Bool,
            TokenKind.Complex => TypeWords.Complex,
            TokenKind.Int64 => TypeWords.Long | TypeWords.LongLong,
            TokenKind.Int128 => TypeWords.Int128,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return (words & word) != 0 ? null : words | word;
    }

    /// <summary>The type that the keywords name; null where they do not go together.</summary>
    public static CType? TypeOf(TypeWords words)
    {
        switch (words)
        {
            case TypeWords.Void:
                return CVoidType.Instance;
            case TypeWords.Float | TypeWords.Complex:
                return CComplexType.Float;
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
        // "int" adds nothing to a word that implies it.
        const TypeWords implyInt = TypeWords.Short | TypeWords.Long | TypeWords.LongLong | TypeWords.Signed | TypeWords.Unsigned;
        const TypeWords excludeInt = TypeWords.Char | TypeWords.Int128 | TypeWords.Double | TypeWords.Float;
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
            TypeWords.Float => CPrimitiveKind.Float,
            TypeWords.Double => CPrimitiveKind.Double,
            TypeWords.Long | TypeWords.Double => CPrimitiveKind.LongDouble,
            TypeWords.Bool => CPrimitiveKind.Bool,
            _ => null,
        };
    }
}
