namespace Cffi.Modules.Descriptions;

/// <summary>The first byte of a type in a description.</summary>
internal enum TypeTag : byte
{
    Void,
    Primitive,
    Complex,
    VaList,
    BitInt,
    Vector,
    Record,
    Enum,
    PartialNumber,
    Pointer,
    Array,
    Function,
    Qualified,
    Aligned,
}
