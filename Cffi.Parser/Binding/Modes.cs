using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>GCC's machine modes, which replace the size of an arithmetic type: <c>__attribute__((mode(DI)))</c>.</summary>
internal static class Modes
{
    /// <summary>The type of a mode, with the signedness and the qualifiers of <paramref name="type"/>.</summary>
    /// <exception cref="RefusedException">There is no such type.</exception>
    public static CType Apply(CType type, Token mode, BindingContext context)
    {
        if (type.Unqualified is CComplexType && ComplexOf(KnownAttributes.Plain(mode.Name)) is { } complex)
        {
            return complex.Qualified(type.Qualifiers);
        }

        if (type.Unqualified is CPointerType && KindOf(KnownAttributes.Plain(mode.Name), context.Target) is { } address
            && CPrimitiveType.Of(address).IsInteger && PrimitiveLayout.Of(CPrimitiveType.Of(address), context.Target).Size == context.Target.PointerSize)
        {
            // GCC: the mode that pointers already have.
            return type;
        }

        if (type.Unqualified is CPrimitiveType { Primitive: not CPrimitiveKind.Bool } primitive && KindOf(KnownAttributes.Plain(mode.Name), context.Target) is { } kind)
        {
            bool isFloating = CPrimitiveType.Of(kind).IsFloating;
            if (isFloating == primitive.IsFloating)
            {
                bool isUnsigned = !isFloating && !PrimitiveLayout.IsSigned(primitive, context.Target);
                return CPrimitiveType.Of(isUnsigned ? kind + 1 : kind).Qualified(type.Qualifiers);
            }
        }

        throw context.Refuse(Descriptors.Unsupported, mode, $"the mode '{mode.Text}' of '{type.CName}' is not supported");
    }

    private static CComplexType? ComplexOf(string mode) => mode switch
    {
        "HC" => CComplexType.Float16,
        "SC" => CComplexType.Float,
        "DC" => CComplexType.Double,
        "XC" => CComplexType.LongDouble,
        "TC" => CComplexType.Float128,
        _ => null,
    };

    // Signed kinds; each is directly followed by its unsigned kind.
    private static CPrimitiveKind? KindOf(string mode, Target target) => mode switch
    {
        "QI" or "byte" => CPrimitiveKind.SChar,
        "HI" => CPrimitiveKind.Short,
        "SI" => CPrimitiveKind.Int,
        "DI" => IntegerTypes.Canonical(CPrimitiveType.Of(CPrimitiveKind.Int64), target),
        "TI" when target.Int128 is not null => CPrimitiveKind.Int128,
        "word" or "pointer" or "unwind_word" => IntegerTypes.Canonical(CPrimitiveType.Of(CPrimitiveKind.IntPtr), target),
        "SF" => CPrimitiveKind.Float,
        "DF" => CPrimitiveKind.Double,
        "HF" => CPrimitiveKind.Float16,
        "XF" when target.LongDouble.Size > 8 => CPrimitiveKind.LongDouble,
        "TF" => CPrimitiveKind.Float128,
        _ => null,
    };
}
