using System.Buffers.Binary;
using System.Text;

namespace Cffi.Backend.Native.Api.Objects;

/// <summary>Reads numbers and names at places of an object file; a place outside the file is an error, never a crash.</summary>
internal readonly struct ObjectBytes(byte[] file)
{
    public ushort UInt16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Part(at, 2));

    public uint UInt32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Part(at, 4));

    /// <exception cref="CompilationException">The number is beyond any file.</exception>
    public long Int64(long at) => BinaryPrimitives.ReadInt64LittleEndian(Part(at, 8));

    /// <summary>A part of the file.</summary>
    /// <exception cref="CompilationException">It lies outside.</exception>
    public ReadOnlySpan<byte> Part(long offset, long size) => offset >= 0 && size >= 0 && offset <= file.Length - size
        ? file.AsSpan((int)offset, (int)size)
        : throw BuildErrors.BadObject("a part of it lies outside the file");

    /// <summary>The text up to a NUL, or to the end of a part.</summary>
    public string Text(long offset, long end)
    {
        ReadOnlySpan<byte> rest = Part(offset, end - offset);
        int length = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]);
    }
}
