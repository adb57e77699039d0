namespace Cffi.Types;

/// <summary>How much of a record is known.</summary>
public enum RecordState
{
    /// <summary>Declared by its tag only; a later declaration may complete it.</summary>
    Incomplete,

    /// <summary>Declared as never known to us (<c>typedef ... name;</c>).</summary>
    Opaque,

    /// <summary>Some members are known; the compiler completes it in API mode (<c>...;</c>).</summary>
    Partial,

    /// <summary>All members are known.</summary>
    Complete,
}
