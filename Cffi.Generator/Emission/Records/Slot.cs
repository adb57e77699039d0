using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>A field of a C# struct: one member, or the bytes of a run of bit-fields.</summary>
/// <param name="form">The C# form of the member, or of the shared bytes.</param>
/// <param name="offset">In bytes, on the target of the slot.</param>
/// <param name="index">The position among the fields of the struct.</param>
internal sealed class Slot(Form form, long offset, int index)
{
    /// <summary>The C# form of the member, or of the shared bytes.</summary>
    public Form Form { get; } = form;

    /// <summary>In bytes, on the target of the slot.</summary>
    public long Offset { get; } = offset;

    /// <summary>The position among the fields of the struct.</summary>
    public int Index { get; } = index;

    /// <summary>The member; null for bit-fields.</summary>
    public CMember? Member { get; init; }

    /// <summary>The named bit-fields of a run; empty for a member.</summary>
    public IReadOnlyList<BitMember> BitFields { get; init; } = [];

    /// <summary>Whether it is the same field on another target, at any offset.</summary>
    public bool IsLike(Slot other)
    {
        if (Member?.Name != other.Member?.Name || Form.Field != other.Form.Field || Form.Public != other.Form.Public || BitFields.Count != other.BitFields.Count)
        {
            return false;
        }

        for (int i = 0; i < BitFields.Count; i++)
        {
            if (!BitFields[i].IsLike(other.BitFields[i]))
            {
                return false;
            }
        }

        return true;
    }
}
