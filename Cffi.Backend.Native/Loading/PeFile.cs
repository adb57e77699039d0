using System.Reflection.PortableExecutable;
using System.Text;

namespace Cffi.Backend.Native.Loading;

/// <summary>A Windows library, read from its file: for messages only.</summary>
/// <param name="path">The path of the file.</param>
internal sealed class PeFile(string path)
{
    private const int ImportSize = 20;
    private const int ImportNameOffset = 12;
    private const int ExportNameCount = 24;
    private const int ExportNameTable = 32;

    private readonly byte[] bytes = FileContents.ReadIfPossible(path);

    /// <summary>The names of the libraries that it needs; none if the file cannot be read.</summary>
    public IReadOnlyList<string> Imports() => Read(static (image, headers) =>
    {
        var names = new List<string>();
        PEMemoryBlock table = Block(image, headers.ImportTableDirectory);
        for (int at = 0; at + ImportSize <= table.Length; at += ImportSize)
        {
            int name = table.GetReader(at + ImportNameOffset, sizeof(int)).ReadInt32();
            if (name == 0)
            {
                break;
            }

            names.Add(Text(image, name));
        }

        return names;
    });

    /// <summary>The names that it exports; none if the file cannot be read.</summary>
    public IReadOnlyList<string> Exports() => Read(static (image, headers) =>
    {
        var names = new List<string>();
        PEMemoryBlock directory = Block(image, headers.ExportTableDirectory);
        if (directory.Length < ExportNameTable + sizeof(int))
        {
            return names;
        }

        int count = directory.GetReader(ExportNameCount, sizeof(int)).ReadInt32();
        PEMemoryBlock table = image.GetSectionData(directory.GetReader(ExportNameTable, sizeof(int)).ReadInt32());
        for (int i = 0; i < count && (i + 1) * sizeof(int) <= table.Length; i++)
        {
            names.Add(Text(image, table.GetReader(i * sizeof(int), sizeof(int)).ReadInt32()));
        }

        return names;
    });

    private List<string> Read(Func<PEReader, PEHeader, List<string>> read)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(bytes));
            return bytes.Length > 0 && image.PEHeaders.PEHeader is { } headers ? read(image, headers) : [];
        }
        catch (BadImageFormatException)
        {
            return [];
        }
    }

    private static PEMemoryBlock Block(PEReader image, DirectoryEntry directory) => directory.Size == 0 ? default : image.GetSectionData(directory.RelativeVirtualAddress);

    private static string Text(PEReader image, int address)
    {
        PEMemoryBlock block = image.GetSectionData(address);
        ReadOnlySpan<byte> bytes = block.GetContent().AsSpan();
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
