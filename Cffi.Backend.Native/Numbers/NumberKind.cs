namespace Cffi.Backend.Native.Numbers;

/// <summary>The kinds of numbers that a value or a type can be.</summary>
internal enum NumberKind : byte
{
    /// <summary>Not a number: text, arrays, records, pointers.</summary>
    None,
    Integer,
    Real,
    Complex,
}
