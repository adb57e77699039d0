using System.Buffers.Binary;
using System.Text;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Objects;

/// <summary>Reads numbers and names at offsets of an object file. An offset outside the file is an error, never a crash.</summary>
internal sealed class ObjectBytes(byte[] file)
{
    // Linkers let names share suffixes, so all names together can be longer than the file. The limit bounds the time to read them.
    private const int MostNamesPerByte = 16;
    private long named;

    public ushort UInt16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Part(at, 2));

    public uint UInt32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Part(at, 4));

    /// <exception cref="CompilationException">The number is larger than any file.</exception>
    public long Int64(long at) => BinaryPrimitives.ReadInt64LittleEndian(Part(at, 8));

    /// <summary>A part of the file.</summary>
    /// <exception cref="CompilationException">The part is outside the file.</exception>
    public ReadOnlySpan<byte> Part(long offset, long size) => offset >= 0 && size >= 0 && offset <= file.Length - size
        ? file.AsSpan((int)offset, (int)size)
        : throw BuildErrors.BadObject("a part of it lies outside the file");

    /// <summary>The text up to a NUL, or to the end of a part.</summary>
    /// <exception cref="CompilationException">The text is outside the file, or all texts together are too long for the file.</exception>
    public string Text(long offset, long end)
    {
        ReadOnlySpan<byte> rest = Part(offset, end - offset);
        int length = rest.IndexOf((byte)0);
        length = length < 0 ? rest.Length : length;
        named += length;
        return named <= (long)file.Length * MostNamesPerByte
            ? Encoding.UTF8.GetString(rest[..length])
            : throw BuildErrors.BadObject("its names extend beyond the end of the file");
    }
}
