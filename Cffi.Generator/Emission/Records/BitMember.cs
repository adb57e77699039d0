using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>A named bit-field.</summary>
/// <param name="Member">The member.</param>
/// <param name="Form">The C# form of its type.</param>
/// <param name="Bit">The position of its lowest bit in the shared slot.</param>
/// <param name="IsSigned">Whether its highest bit is a sign.</param>
internal sealed record BitMember(CMember Member, Form Form, long Bit, bool IsSigned)
{
    /// <summary>The number of bits.</summary>
    public int Width => Member.BitWidth!.Value;

    /// <summary>Whether it has the same bits on another target.</summary>
    public bool IsLike(BitMember other) => Member.Name == other.Member.Name && Bit == other.Bit && Width == other.Width && IsSigned == other.IsSigned;
}
