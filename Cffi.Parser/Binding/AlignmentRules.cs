using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What C demands of <c>_Alignas</c> (C11 6.7.5p2-4); attributes have more freedom.</summary>
internal static class AlignmentRules
{
    /// <summary>Checks an alignment specifier.</summary>
    /// <param name="at">The specifier.</param>
    /// <param name="alignment">What it asks for, in bytes; 0 for nothing.</param>
    /// <param name="type">The type of what is declared.</param>
    /// <param name="forbidden">What is declared where that can have no such specifier; else null.</param>
    /// <param name="context">The text.</param>
    /// <exception cref="RefusedException">C does not allow it.</exception>
    public static void Check(Token at, int alignment, CType type, string? forbidden, BindingContext context)
    {
        if (forbidden is not null)
        {
            throw context.Refuse(Descriptors.BadAlignment, at, $"'{at.Text}' cannot stand on {forbidden}");
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
                FormattableString.Invariant($"'{at.Text}' asks for {alignment} bytes, but '{type.CName}' needs {natural}"),
                "only 'packed' makes an alignment smaller");
        }
    }
}
