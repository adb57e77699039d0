namespace Cffi.Backend.Native.Api.Descriptions;

/// <summary>The format of description files. docs/module-description.md says it in full.</summary>
/// <remarks>
/// <code>
///    0   8   89 43 46 46 49 0D 0A 1A
///    8   4   the version of the format, little-endian
///   12   4   the length of the body in bytes, little-endian
///   16   8   checksum of the body
///   24       the body: strings, head, text, types, contents of nominal types, declarations
/// </code>
/// </remarks>
internal static class DescriptionFormat
{
    /// <summary>Another meaning of any byte, numbers of the model's enums included, is another version.</summary>
    public const int Version = 3;
    public const int HeaderSize = 24;

    /// <summary>Files longer than this are not read.</summary>
    public const int LargestSize = 1 << 30;

    /// <summary>How deep pointers, arrays, functions and records in records may be nested.</summary>
    public const int MostDepth = 2000;

    /// <summary>A byte beyond ASCII and both kinds of line end: a transfer as text changes it.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, 0x43, 0x46, 0x46, 0x49, 0x0d, 0x0a, 0x1a];
}
