using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>A field of a C# struct: one member, or the bytes that a run of bit-fields shares.</summary>
/// <param name="Form">The C# form of the member, or of the shared bytes.</param>
/// <param name="Offset">In bytes, on the target that the slot is for.</param>
internal sealed record Slot(Form Form, long Offset)
{
    /// <summary>The member; null for bit-fields.</summary>
    public CMember? Member { get; init; }

    /// <summary>The named bit-fields of a run; empty for a member.</summary>
    public IReadOnlyList<BitMember> BitFields { get; init; } = [];

    /// <summary>What must be equal on two targets for them to share the struct.</summary>
    public string Signature => $"{Member?.Name}:{Form.Field}:{Form.Public}:{string.Join(",", BitFields)}";
}
