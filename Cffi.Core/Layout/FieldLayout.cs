namespace Cffi;

/// <summary>Where a member lies in its record.</summary>
/// <param name="Member">The member as declared.</param>
/// <param name="Offset">
/// In bytes from the start of the record. For a bit-field: of the storage unit, of the declared type's size, that
/// holds all its bits (or of its first byte where no such unit does, in a packed record).
/// </param>
/// <param name="BitOffset">For a bit-field: from the least significant bit of the byte at <paramref name="Offset"/>; else 0.</param>
public readonly record struct FieldLayout(CMember Member, long Offset, int BitOffset);
