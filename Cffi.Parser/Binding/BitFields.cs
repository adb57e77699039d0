using System.Numerics;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Checks the widths of bit-fields (C11 6.7.2.1p4-5).</summary>
internal static class BitFields
{
    private const int WidestEnum = 64;

    /// <summary>The width in bits.</summary>
    /// <exception cref="RefusedException">C does not allow it.</exception>
    public static int Width(CType type, ExpressionSyntax syntax, Token? name, BindingContext context)
    {
        string subject = name is { } named ? $"the bit-field '{named.Text}'" : "the unnamed bit-field";
        Token at = name ?? syntax.First;
        if (type.Unqualified is CBitIntType)
        {
            throw context.Refuse(Descriptors.Unsupported, at, $"{subject} has the bit-precise type '{type.CName}', which is not supported");
        }

        if (BitsOf(type, context.Target) is not { } bits)
        {
            throw context.Refuse(Descriptors.BadBitField, at, $"{subject} cannot have the type '{type.CName}'", "give it an integer type, _Bool or an enum");
        }

        BigInteger width = context.Constants.Integer(syntax);
        if (width.Sign < 0 || width > bits)
        {
            throw context.Refuse(Descriptors.BadBitField, at, FormattableString.Invariant($"{subject} cannot have {width} bits: '{type.CName}' has {bits}"));
        }

        return width.IsZero && name is not null
            ? throw context.Refuse(Descriptors.BadBitField, at, $"{subject} cannot have 0 bits", "only an unnamed bit-field can have 0 bits, to end a storage unit")
            : (int)width;
    }

    // For an enum it is the width of the type that its values need. If only the compiler knows the values, the compiler checks the width.
    private static int? BitsOf(CType type, Target target)
    {
        if (type.Unqualified is CEnumType { State: RecordState.Incomplete, FixedUnderlyingType: null })
        {
            return null;
        }

        try
        {
            return MemberRules.WidestBitField(type, target);
        }
        catch (LayoutException)
        {
            // The target does not have the type. The layout of the record refuses it when the layout is needed.
            return type.Unqualified is CPrimitiveType { IsInteger: true } primitive ? IntegerTypes.Bits(primitive, target)
                : type.Unqualified is CEnumType ? WidestEnum
                : null;
        }
    }
}
