namespace Cffi.Generator.Roslyn;

/// <summary>The property of a diagnostic for the code fix: the suggested name.</summary>
internal static class NearNames
{
    /// <summary>The key of the property with the name.</summary>
    public const string Property = "CffiNearName";

    /// <summary>The diagnostics that can have a suggested name: unknown types, tags, identifiers and attributes.</summary>
    public static readonly string[] Ids = ["CFFI3001", "CFFI3002", "CFFI3003", "CFFI3016"];
}
