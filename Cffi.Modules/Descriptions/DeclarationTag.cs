namespace Cffi.Modules.Descriptions;

/// <summary>The first byte of a declaration in a description.</summary>
internal enum DeclarationTag : byte
{
    Function,
    Variable,
    Constant,
    Typedef,
    Record,
    Enum,
}
