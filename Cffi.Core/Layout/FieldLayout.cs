namespace Cffi.Layout;

/// <summary>Where a member lies in its record.</summary>
/// <param name="Member">The member as declared.</param>
/// <param name="Offset">
/// In bytes from the start of the record. For a bit-field: of the byte that holds its least significant bit.
/// </param>
/// <param name="BitOffset">For a bit-field: from the least significant bit of the byte at <paramref name="Offset"/>, 0 to 7; else 0.</param>
/// <remarks>
/// All targets are little-endian. To read a bit-field, take the <see cref="StorageSize"/> bytes at
/// <paramref name="Offset"/> as one little-endian integer, shift it right by <paramref name="BitOffset"/> and keep the
/// lowest <see cref="CMember.BitWidth"/> bits (sign-extended if the type is signed). These bytes are the ones that the
/// field has bits in: they lie inside the record, and no neighbour that is not a bit-field shares them. There may be
/// 9 of them for a 64-bit type in a packed record (17 for <c>__int128</c>).
/// <code>
/// struct { int a : 5; int b : 13; };      b: Offset 0, BitOffset 5, StorageSize 3
///
///   byte      2        1        0
///         ......bb bbbbbbbb bbbaaaaa
/// </code>
/// </remarks>
public readonly record struct FieldLayout(CMember Member, long Offset, int BitOffset)
{
    /// <summary>For a bit-field: the number of bytes, from <see cref="Offset"/>, that hold its bits; else 0.</summary>
    public int StorageSize => Member.BitWidth is > 0 and { } width ? (BitOffset + width + 7) / 8 : 0;
}
