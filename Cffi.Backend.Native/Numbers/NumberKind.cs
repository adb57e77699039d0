namespace Cffi.Backend.Native.Numbers;

/// <summary>Which numbers a value or a type can be.</summary>
internal enum NumberKind : byte
{
    /// <summary>None: text, arrays, records, pointers.</summary>
    None,
    Integer,
    Real,
    Complex,
}
