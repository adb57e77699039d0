namespace Cffi.Types;

/// <summary>The type qualifiers of C11 6.7.3.</summary>
[Flags]
public enum CQualifiers
{
    /// <summary>No qualifier.</summary>
    None = 0,

    /// <summary><c>const</c>.</summary>
    Const = 1,

    /// <summary><c>volatile</c>.</summary>
    Volatile = 2,

    /// <summary><c>restrict</c>; only pointers to objects have it.</summary>
    Restrict = 4,

    /// <summary><c>_Atomic</c>.</summary>
    Atomic = 8,
}
