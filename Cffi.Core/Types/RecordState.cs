namespace Cffi.Types;

/// <summary>The state of completion of a record.</summary>
public enum RecordState
{
    /// <summary>Only the tag is declared; a later declaration may complete the record.</summary>
    Incomplete,

    /// <summary>Declared as opaque (<c>typedef ... name;</c>).</summary>
    Opaque,

    /// <summary>Some members are known; the compiler completes the record in API mode (<c>...;</c>).</summary>
    Partial,

    /// <summary>All members are known.</summary>
    Complete,
}
