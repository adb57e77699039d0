using System.Text;

namespace Cffi.Types;

/// <summary>Prints types as C: the inverse of parsing a type name or a declaration (C11 6.7.6, 6.7.7).</summary>
public static class CTypePrinter
{
    /// <summary>Prints <paramref name="type"/> as the declaration of <paramref name="declarator"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="declarator">
    /// A name, or part of a declarator such as <c>*</c> or <c>[5]</c>; empty for a type name.
    /// </param>
    /// <returns>C text: <c>int(*f)(void)</c> for a pointer to function and <c>f</c>.</returns>
    public static string Print(CType type, string declarator) => Print(type, declarator, null);

    /// <summary>Prints a type whose innermost part can have another text than its name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="declarator">A name, or part of a declarator.</param>
    /// <param name="name">The text for a type that is not derived from another one; null for the usual.</param>
    internal static string Print(CType type, string declarator, Func<CType, string?>? name)
    {
        string inner = declarator, among = "";
        while (true)
        {
            switch (type is CAlignedType ? type : type.Unqualified)
            {
                case CPointerType pointer:
                    inner = "*" + QualifierSuffix(type.Qualifiers, inner) + inner;
                    type = pointer.Item;
                    break;
                case CArrayType array:
                    inner = Parenthesized(inner) + "[" + Length(array.Length) + "]";
                    type = array.Item;
                    break;
                case CFunctionType function:
                    string convention = Convention(function.Convention);
                    if (convention.Length > 0 && !IsPointer(inner) && PointsToFunction(function.Result))
                    {
                        among = " " + convention;
                        convention = "";
                    }

                    inner = Callee(inner, convention) + "(" + Parameters(function, name) + ")";
                    type = function.Result;
                    break;
                default:
                    return Join((name?.Invoke(type) is { } text ? Joined(Qualifiers(type.Qualifiers), text) : Specifiers(type)) + among, inner);
            }
        }
    }

    /// <summary>The keyword of a calling convention; empty for the default one.</summary>
    public static string Convention(CCallingConvention convention) => convention switch
    {
        CCallingConvention.Default => "",
        CCallingConvention.StdCall => "__stdcall",
        CCallingConvention.FastCall => "__fastcall",
        CCallingConvention.ThisCall => "__thiscall",
        CCallingConvention.VectorCall => "__vectorcall",
        _ => throw new ArgumentOutOfRangeException(nameof(convention)),
    };

    private static string Joined(string qualifiers, string text) => qualifiers.Length == 0 ? text : qualifiers + " " + text;

    private static string Specifiers(CType type)
    {
        if (type is CAlignedType aligned)
        {
            return (Qualifiers(aligned.AddedQualifiers) + " " + aligned.Name).TrimStart();
        }

        string name = type.Unqualified switch
        {
            CVoidType => "void",
            CPrimitiveType primitive => primitive.Name,
            CComplexType complex => complex.Element.Name + " _Complex",
            CRecordType record => Tagged(record.IsUnion ? "union" : "struct", record.Tag, record.TypedefName),
            CEnumType @enum => Tagged("enum", @enum.Tag, @enum.TypedefName),
            CVectorType vector => FormattableString.Invariant($"{vector.Element.Name} __attribute__((vector_size({vector.Size})))"),
            CBitIntType bits => FormattableString.Invariant($"{(bits.IsSigned ? "" : "unsigned ")}_BitInt({bits.Width})"),
            CVaListType => "va_list",
            CPartialNumberType partial => partial.Name,
            _ => throw new InvalidOperationException(),
        };
        string qualifiers = Qualifiers(type.Qualifiers);
        return qualifiers.Length == 0 ? name : qualifiers + " " + name;
    }

    private static string Tagged(string keyword, string? tag, string? typedefName) =>
        tag is not null ? keyword + " " + tag : typedefName ?? keyword + " <anonymous>";

    private static string Join(string specifiers, string declarator)
    {
        if (declarator.Length == 0)
        {
            return specifiers;
        }

        // cffi's spelling: a space before a name or a star, none before a bracket.
        return declarator[0] is '(' or '[' ? specifiers + declarator : specifiers + " " + declarator;
    }

    private static string Parenthesized(string inner) => IsPointer(inner) ? "(" + inner + ")" : inner;

    // The convention of a function that returns a pointer to a function stands among the specifiers: int __stdcall (*f(int))(int).
    // Behind the star compilers take it for that of the function pointed at.
    private static bool PointsToFunction(CType type)
    {
        while (type.Unqualified is CPointerType or CArrayType)
        {
            type = type.Unqualified is CPointerType pointer ? pointer.Item : ((CArrayType)type.Unqualified).Item;
        }

        return type.Unqualified is CFunctionType;
    }

    // Compilers want the convention inside the parentheses of a pointer: int (__stdcall *f)(int).
    private static string Callee(string inner, string convention)
    {
        string before = convention.Length == 0 ? "" : convention + " ";
        return IsPointer(inner) ? "(" + before + inner + ")" : before + inner;
    }

    private static string QualifierSuffix(CQualifiers qualifiers, string inner)
    {
        string text = Qualifiers(qualifiers);
        return text.Length > 0 && inner.Length > 0 && inner[0] is not '(' and not '[' ? text + " " : text;
    }

    private static bool IsPointer(string declarator) => declarator.Length > 0 && declarator[0] == '*';

    private static string Qualifiers(CQualifiers qualifiers)
    {
        if (qualifiers == CQualifiers.None)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(text, qualifiers, CQualifiers.Const, "const");
        Append(text, qualifiers, CQualifiers.Volatile, "volatile");
        Append(text, qualifiers, CQualifiers.Restrict, "restrict");
        Append(text, qualifiers, CQualifiers.Atomic, "_Atomic");
        return text.ToString();
    }

    private static void Append(StringBuilder text, CQualifiers all, CQualifiers one, string keyword)
    {
        if ((all & one) != 0)
        {
            text.Append(text.Length > 0 ? " " : "").Append(keyword);
        }
    }

    private static string Length(CArrayLength length) => length.Kind switch
    {
        CArrayLengthKind.Known => length.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CArrayLengthKind.Unspecified => "",
        CArrayLengthKind.Partial => "...",
        CArrayLengthKind.Variable => "*",
        _ => throw new ArgumentOutOfRangeException(nameof(length)),
    };

    private static string Parameters(CFunctionType function, Func<CType, string?>? name)
    {
        if (function.Parameters.Count == 0)
        {
            return function.IsVariadic ? "..." : "void";
        }

        var text = new StringBuilder();
        foreach (CType parameter in function.Parameters)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(Print(parameter, "", name));
        }

        return text.Append(function.IsVariadic ? ", ..." : "").ToString();
    }
}
