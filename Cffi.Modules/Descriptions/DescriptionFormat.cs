namespace Cffi.Modules.Descriptions;

/// <summary>The format of description files. docs/module-description.md has the details.</summary>
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
    /// <summary>If the meaning of any byte changes, including values of the model's enums, the version must change.</summary>
    public const int Version = 3;
    public const int HeaderSize = 24;

    /// <summary>Files longer than this are not read.</summary>
    public const int LargestSize = 1 << 30;

    /// <summary>The maximum nesting depth of pointers, arrays, functions and records in records.</summary>
    public const int MostDepth = 2000;

    /// <summary>A byte beyond ASCII and both kinds of line ends, so that a transfer in text mode changes the signature.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, 0x43, 0x46, 0x46, 0x49, 0x0d, 0x0a, 0x1a];
}
