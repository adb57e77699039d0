using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding.Constants;

/// <summary>The value of <c>_Alignof</c> and GNU's <c>__alignof__</c> for types and expressions.</summary>
internal static class Alignments
{
    private const int Eight = 8;

    /// <summary>The alignment in bytes.</summary>
    /// <exception cref="RefusedException">The operand has none.</exception>
    public static int Of(MeasureSyntax syntax, BindingContext context)
    {
        Token word = syntax.First;
        if (syntax.Operand.Type is { } name)
        {
            CType type = context.Declarators.Bind(name);
            return word.Name.StartsWith("__", StringComparison.Ordinal) ? Preferred(type, word, context) : context.Constants.LayoutOf(type, word).Alignment;
        }

        // GNU: for a variable or member it is the alignment of the object, including its attributes.
        switch (syntax.Operand.Value!)
        {
            case NameSyntax variable when context.Scope.FindIdentifier(variable.First.Name) is VariableDeclaration { RequestedAlignment: > 0 and var requested }:
                return requested;
            case PostfixSyntax { Member: { } member } access when context.Types.MemberOf(access) is { } found:
                return found.Member.BitWidth is null
                    ? OfMember(found.Record, found.Member, word, context)
                    : throw context.Refuse(Descriptors.NotConstant, word, $"the bit-field '{member.Text}' has no alignment");
            default:
                return Preferred(context.Types.Of(syntax.Operand.Value!), word, context);
        }
    }

    private static int OfMember(CRecordType record, CMember member, Token at, BindingContext context)
    {
        bool isPacked = member.IsPacked || record.LayoutRules.IsPacked;
        int align = isPacked ? 1 : context.Constants.LayoutOf(member.Type, at).Alignment;
        align = Math.Max(align, member.RequestedAlignment);
        return record.LayoutRules.Pack > 0 ? Math.Min(align, record.LayoutRules.Pack) : align;
    }

    // Outside of records, i386 aligns 64-bit numbers to 8 bytes.
    private static int Preferred(CType type, Token at, BindingContext context)
    {
        TypeLayout layout = context.Constants.LayoutOf(type, at);
        CType element = type;
        while (element is CArrayType array)
        {
            element = array.Item;
        }

        CType number = (element.Unqualified as CComplexType)?.Element ?? element.Unqualified;
        bool isRaised = element is not CAlignedType && number is CPrimitiveType or CEnumType && context.Constants.LayoutOf(number, at).Size == Eight;
        return isRaised ? Math.Max(layout.Alignment, Eight) : layout.Alignment;
    }
}
