namespace Cffi.Parser.Binding;

/// <summary>The type keywords of declaration specifiers, which may come in any order (C11 6.7.2p2).</summary>
[Flags]
internal enum TypeWords
{
    None = 0,
    Void = 1,
    Char = 1 << 1,
    Short = 1 << 2,
    Int = 1 << 3,
    Long = 1 << 4,
    LongLong = 1 << 5,
    Float = 1 << 6,
    Double = 1 << 7,
    Signed = 1 << 8,
    Unsigned = 1 << 9,
    Bool = 1 << 10,
    Complex = 1 << 11,
    Int128 = 1 << 12,
    Float16 = 1 << 13,
    Float128 = 1 << 14,
}
