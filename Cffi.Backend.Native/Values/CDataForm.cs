namespace Cffi.Backend.Native.Values;

/// <summary>The relation of a <see cref="CData"/> to its memory.</summary>
internal enum CDataForm : byte
{
    /// <summary>A copied number or pointer, or a view of memory that another object frees.</summary>
    Value,

    /// <summary>The data whose disposal frees the memory.</summary>
    Owned,

    /// <summary>A scalar variable of a library, read at each use.</summary>
    Variable,

    /// <summary>A scalar variable whose address a function returns at each use.</summary>
    Located,
}
