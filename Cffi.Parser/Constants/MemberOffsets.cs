using System.Numerics;
using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Constants;

/// <summary>Computes <c>offsetof</c> (C11 7.19p3), with GCC's paths through members and elements.</summary>
internal static class MemberOffsets
{
    /// <summary>The offset in bytes.</summary>
    /// <exception cref="RefusedException">A step leads nowhere, or to a bit-field.</exception>
    public static BigInteger Of(OffsetOfSyntax syntax, BindingContext context)
    {
        CType type = context.Declarators.Bind(syntax.Type);
        BigInteger offset = BigInteger.Zero;
        foreach (DesignatorSyntax step in syntax.Path)
        {
            if (step.Index is not null)
            {
                type = type.Unqualified is CArrayType array ? array.Item : throw context.Refuse(Descriptors.NotConstant, step.First, $"'{type.CName}' is no array");
                offset += context.Constants.Integer(step.Index) * context.Constants.LayoutOf(type, step.First).Size;
                continue;
            }

            if (type.Unqualified is not CRecordType record)
            {
                throw context.Refuse(Descriptors.NotConstant, step.First, $"'{type.CName}' is no record and has no members");
            }

            context.Constants.LayoutOf(record, step.First);
            long position = 0;
            FieldLayout field = Find(record, step.First.Name, context.Target, ref position)
                ?? throw context.Refuse(
                    Descriptors.UnknownName,
                    step.First,
                    $"'{record.CName}' has no member '{step.First.Text}'",
                    context.Suggest(step.First.Name, () => record.Members.Where(static member => member.Name is not null).Select(static member => member.Name!)));
            if (field.Member.BitWidth is not null)
            {
                throw context.Refuse(Descriptors.NotConstant, step.First, $"'{step.First.Text}' is a bit-field and has no offset in bytes");
            }

            offset += position;
            type = field.Member.Type;
        }

        return offset;
    }

    private static FieldLayout? Find(CRecordType record, string name, Target target, ref long position)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
        {
            if (field.Member.Name == name)
            {
                position += field.Offset;
                return field;
            }

            if (field.Member is { IsAnonymousRecord: true, Type.Unqualified: CRecordType inner })
            {
                long within = position + field.Offset;
                if (Find(inner, name, target, ref within) is { } found)
                {
                    position = within;
                    return found;
                }
            }
        }

        return null;
    }
}
