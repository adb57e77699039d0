using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>The position of a member on one target, for a record whose layout differs between targets.</summary>
/// <param name="Member">The member; of an anonymous member, one of its own.</param>
/// <param name="Form">The C# form of its type; null if there is none.</param>
/// <param name="Offset">In bytes from the start of the outermost record; for a bit-field, of its lowest byte.</param>
/// <param name="BitOffset">The lowest bit in that byte.</param>
internal sealed record PortableMember(CMember Member, Form? Form, long Offset, int BitOffset)
{
    /// <summary>The named members of a record, including those of anonymous records.</summary>
    public static IEnumerable<PortableMember> Of(CRecordType record, Target target, FormTable forms, long start = 0)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
        {
            if (field.Member is { IsAnonymousRecord: true } && field.Member.Type.Unqualified is CRecordType inner)
            {
                foreach (PortableMember member in Of(inner, target, forms, start + field.Offset))
                {
                    yield return member;
                }
            }
            else if (field.Member is { Name: not null, BitWidth: null or > 0 })
            {
                yield return new PortableMember(field.Member, forms.Of(field.Member.Type, target), start + field.Offset, field.BitOffset);
            }
        }
    }
}
