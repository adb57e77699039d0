namespace Cffi.Backend.Native.Values;

/// <summary>What a <see cref="CData"/> is to its memory.</summary>
internal enum CDataForm : byte
{
    /// <summary>A copied number or pointer, or a view of memory that somebody else frees.</summary>
    Value,

    /// <summary>The data whose disposal frees the memory.</summary>
    Owned,

    /// <summary>A scalar variable of a library, read at each use.</summary>
    Variable,

    /// <summary>A scalar variable whose place a function tells, at each use.</summary>
    Located,
}
