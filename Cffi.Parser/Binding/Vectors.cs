using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>Makes vector types. Like in GCC, <c>vector_size</c> applies to the innermost number of a type.</summary>
internal static class Vectors
{
    /// <summary>The type with its innermost number replaced by a vector of it.</summary>
    /// <exception cref="RefusedException">The type contains no number, or the size is not a multiple of the number's size.</exception>
    public static CType Apply(CType type, int size, Token at, BindingContext context)
    {
        switch (type.Unqualified)
        {
            case CPointerType pointer:
                return Apply(pointer.Item, size, at, context).PointerTo().Qualified(type.Qualifiers);
            case CArrayType array:
                return CArrayType.Of(Apply(array.Item, size, at, context), array.Length);
            case CFunctionType function:
                return CFunctionType.Of(Apply(function.Result, size, at, context), function.Parameters, function.IsVariadic, function.Convention);
            case CPrimitiveType { Primitive: not CPrimitiveKind.Bool } element when size % context.Constants.LayoutOf(element, at).Size == 0:
                return CVectorType.Of(element, size).Qualified(type.Qualifiers);
            default:
                throw context.Refuse(Descriptors.BadDeclarator, at, FormattableString.Invariant($"'{type.CName}' cannot be the element type of a vector of {size} bytes"));
        }
    }
}
