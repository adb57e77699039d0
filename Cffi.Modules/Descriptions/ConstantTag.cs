namespace Cffi.Modules.Descriptions;

/// <summary>The first byte of a constant's value in a description.</summary>
internal enum ConstantTag : byte
{
    Unknown,
    Integer,
    Floating,
    Text,
}
