namespace Cffi.Types;

/// <summary>The limits of types. Code that walks or prints types relies on them, so every reader of types must enforce them.</summary>
internal static class TypeBounds
{
    /// <summary>The maximum number of derivations of a type, far above any real declarator.</summary>
    public const int MostDerivations = 200;

    /// <summary>
    /// The maximum number of types in the text of a type: as many as the parameters of any list, and a hundred times longer
    /// than any message that names the type.
    /// </summary>
    public const int HeaviestType = 200_000;
}
