namespace Cffi.Generator.Roslyn;

/// <summary>What a diagnostic tells the code fix: the name that was probably meant at its place.</summary>
internal static class NearNames
{
    /// <summary>The property of a diagnostic that has the name.</summary>
    public const string Property = "CffiNearName";

    /// <summary>The diagnostics that can have one: unknown types, tags, identifiers and attributes.</summary>
    public static readonly string[] Ids = ["CFFI3001", "CFFI3002", "CFFI3003", "CFFI3016"];
}
