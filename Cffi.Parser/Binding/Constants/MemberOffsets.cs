using System.Numerics;
using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding.Constants;

/// <summary>Computes <c>offsetof</c> (C11 7.19p3), with GCC's paths through members and elements.</summary>
internal static class MemberOffsets
{
    /// <summary>The offset in bytes.</summary>
    /// <exception cref="RefusedException">A member of the path does not exist, or is a bit-field.</exception>
    public static BigInteger Of(OffsetOfSyntax syntax, BindingContext context)
    {
        CType type = context.Declarators.Bind(syntax.Type);
        BigInteger offset = BigInteger.Zero;
        foreach (DesignatorSyntax step in syntax.Path)
        {
            if (step.Index is not null)
            {
                type = type.Unqualified is CArrayType array ? array.Item : throw context.Refuse(Descriptors.NotConstant, step.First, $"'{type.CName}' is not an array");
                offset += context.Constants.Integer(step.Index) * context.Constants.LayoutOf(type, step.First).Size;
                continue;
            }

            type = Step(type, step.First, ref offset, context);
        }

        return offset;
    }

    /// <summary>The address of a member of a record at a constant address: <c>&amp;((struct s *)0)->m</c>.</summary>
    /// <exception cref="RefusedException">The record's address is not constant, or it has no such member.</exception>
    public static CConstant AddressOf(PostfixSyntax syntax, BindingContext context)
    {
        var steps = new Stack<PostfixSyntax>();
        ExpressionSyntax at = syntax;
        while (at is PostfixSyntax { Member: not null } step)
        {
            steps.Push(step);
            at = step.Operand;
            if (step.First.Kind == TokenKind.Arrow)
            {
                break;
            }
        }

        CConstant start = context.Constants.Evaluate(at);
        if (steps.Peek().First.Kind != TokenKind.Arrow || start.Type.Unqualified is not CPointerType { Item: var type })
        {
            throw context.Refuse(Descriptors.NotConstant, syntax.First, "this is not a constant expression");
        }

        BigInteger address = start.Integer;
        foreach (PostfixSyntax step in steps)
        {
            type = Step(type, step.Member!, ref address, context);
        }

        return CConstant.OfInteger(type.PointerTo(), address);
    }

    // Adds the offset of a member, and returns its type.
    private static CType Step(CType type, Token name, ref BigInteger offset, BindingContext context)
    {
        if (type.Unqualified is not CRecordType record)
        {
            throw context.Refuse(Descriptors.NotConstant, name, $"'{type.CName}' is not a record and has no members");
        }

        context.Constants.LayoutOf(record, name);
        long position = 0;
        FieldLayout field = Find(record, name.Name, context.Target, ref position)
            ?? throw context.Refuse(
                Descriptors.UnknownName,
                name,
                $"'{record.CName}' has no member '{name.Text}'",
                context.Suggest(name.Name, () => record.Members.Where(static member => member.Name is not null).Select(static member => member.Name!)));
        if (field.Member.BitWidth is not null)
        {
            throw context.Refuse(Descriptors.NotConstant, name, $"'{name.Text}' is a bit-field and has no offset in bytes");
        }

        offset += position;
        return field.Member.Type;
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
