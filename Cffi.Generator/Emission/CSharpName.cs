using System.Globalization;
using System.Text;

namespace Cffi.Generator.Emission;

/// <summary>Converts C names to C# names, by a fixed rule.</summary>
/// <remarks>
/// A character that C# does not allow in names becomes <c>_uXXXX</c>. A keyword gets an <c>@</c>. A name that is taken, or
/// that is a member of every .NET object, gets <c>_</c> at its end until it is free.
/// </remarks>
internal static class CSharpName
{
    private const int LongestKeyword = 10;

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "__arglist", "__makeref", "__reftype", "__refvalue",
        // Names that are not allowed, or not safe, for a type.
        "record", "required", "scoped", "file", "field", "var", "dynamic", "notnull", "unmanaged", "nint", "nuint", "await", "async", "where",
        "when", "yield", "partial", "managed", "extension", "allows", "nameof", "value", "_", "args",
    ];

    private static readonly HashSet<string> ObjectMembers =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>The name without an <c>@</c>, in characters that C# allows.</summary>
    public static string Plain(string name)
    {
        StringBuilder? changed = null;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool isValid = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (i > 0 && c is >= '0' and <= '9') || (c > '~' && (IsLetter(c) || (i > 0 && IsPart(c))));
            if (!isValid)
            {
                changed ??= new StringBuilder(name, 0, i, name.Length + 8);
                changed.Append("_u").Append(((int)name[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                changed?.Append(name[i]);
            }
        }

        return changed?.ToString() ?? name;
    }

    /// <summary>The name in C# text, with an <c>@</c> if it is a keyword.</summary>
    public static string Written(string plain) => plain.Length <= LongestKeyword && Keywords.Contains(plain) ? "@" + plain : plain;

    /// <summary>Whether every .NET object has a member with that name.</summary>
    public static bool IsObjectMember(string plain) => plain.Length > 0 && plain[0] is 'E' or 'F' or 'G' or 'M' or 'R' or 'T' && ObjectMembers.Contains(plain);

    /// <summary>Whether a type with that name would hide a built-in type of C# that has no keyword, even if it is written with an <c>@</c>.</summary>
    public static bool IsHidingType(string plain) => plain is "var" or "nint" or "nuint" or "dynamic";

    private static bool IsLetter(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
