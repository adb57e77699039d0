namespace Cffi.Types;

/// <summary>How large types may become: whoever walks or writes types relies on it, so every reader of types keeps to it.</summary>
internal static class TypeBounds
{
    /// <summary>How many stars, lengths and parameter lists a declarator may have: far beyond any that somebody wrote.</summary>
    public const int MostDerivations = 200;

    /// <summary>
    /// How many types may be in a type that is written out: as many as parameters in any list, and a hundred times longer
    /// than any message that names the type.
    /// </summary>
    public const int HeaviestType = 200_000;
}
