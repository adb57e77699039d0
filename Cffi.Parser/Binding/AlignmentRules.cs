using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>The constraints of <c>_Alignas</c> (C11 6.7.5p2-4); attributes have fewer constraints.</summary>
internal static class AlignmentRules
{
    /// <summary>Checks an alignment specifier.</summary>
    /// <param name="at">The specifier.</param>
    /// <param name="alignment">The requested alignment in bytes; 0 for none.</param>
    /// <param name="type">The type of the declaration.</param>
    /// <param name="forbidden">The kind of declaration, if it cannot have such a specifier; otherwise null.</param>
    /// <param name="context">The text.</param>
    /// <exception cref="RefusedException">C does not allow it.</exception>
    public static void Check(Token at, int alignment, CType type, string? forbidden, BindingContext context)
    {
        if (forbidden is not null)
        {
            throw context.Refuse(Descriptors.BadAlignment, at, $"'{at.Text}' cannot apply to {forbidden}");
        }

        if (alignment == 0 || type.Unqualified is CArrayType { Length.IsKnown: false } or CRecordType { State: not RecordState.Complete })
        {
            return;
        }

        int natural = context.Constants.LayoutOf(type, at).Alignment;
        if (alignment < natural)
        {
            throw context.Refuse(
                Descriptors.BadAlignment,
                at,
                FormattableString.Invariant($"'{at.Text}' requests {alignment} bytes, but '{type.CName}' needs {natural}"),
                "only 'packed' can make an alignment smaller");
        }
    }
}
