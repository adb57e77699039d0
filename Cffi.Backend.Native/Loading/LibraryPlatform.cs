using System.Buffers.Binary;

namespace Cffi.Backend.Native.Loading;

/// <summary>Finds the platform of a library or object from the first bytes of the file.</summary>
internal static class LibraryPlatform
{
    private const int ElfMachine = 18;
    private const int PeHeaderPointer = 60;

    /// <summary>The platform of a library or object; null if it is not known.</summary>
    public static Target? Of(ReadOnlySpan<byte> file)
    {
        if (file.Length < 64)
        {
            return null;
        }

        if (file.StartsWith("\u007fELF"u8))
        {
            return BinaryPlatform.OfElf(BinaryPrimitives.ReadUInt16LittleEndian(file[ElfMachine..]));
        }

        if (file.StartsWith("MZ"u8))
        {
            uint header = BinaryPrimitives.ReadUInt32LittleEndian(file[PeHeaderPointer..]);
            return header <= file.Length - 8 ? BinaryPlatform.OfWindows(BinaryPrimitives.ReadUInt16LittleEndian(file[((int)header + 4)..])) : null;
        }

        // Mach-O of 64 bits (mach-o/loader.h).
        return file.StartsWith((ReadOnlySpan<byte>)[0xcf, 0xfa, 0xed, 0xfe]) ? BinaryPlatform.OfMac(BinaryPrimitives.ReadInt32LittleEndian(file[4..])) : null;
    }
}
