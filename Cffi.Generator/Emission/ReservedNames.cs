namespace Cffi.Generator.Emission;

/// <summary>The names that generated classes have for themselves.</summary>
internal static class ReservedNames
{
    /// <summary>The class with the addresses of functions and variables.</summary>
    public const string Symbols = "CffiSymbols";

    /// <summary>The class with the methods that C calls by name.</summary>
    public const string Externs = "CffiExterns";

    /// <summary>The class that compares structs with C's layouts.</summary>
    public const string Layouts = "CffiLayouts";

    /// <summary>The method of a struct that compares it with C's layout.</summary>
    public const string LayoutDifference = "CffiLayoutDifference";

    /// <summary>The class for a name inside one of these; never the name of one of its own members.</summary>
    public static string Nested(string name) => name.TrimStart('@') + "_";
}
