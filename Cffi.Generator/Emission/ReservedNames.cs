namespace Cffi.Generator.Emission;

/// <summary>The names that generated classes reserve.</summary>
internal static class ReservedNames
{
    /// <summary>The class with the addresses of functions and variables.</summary>
    public const string Symbols = "CffiSymbols";

    /// <summary>The class with the methods that C calls by name.</summary>
    public const string Externs = "CffiExterns";

    /// <summary>The alias of Cffi's namespace for generated code.</summary>
    public const string Interop = "CffiI";

    /// <summary>The alias of the namespace of .NET's interop.</summary>
    public const string Services = "CffiS";

    /// <summary>The alias of the namespace of .NET's compiler services.</summary>
    public const string Compiler = "CffiC";

    /// <summary>The alias of Cffi's namespace with the types of the run time.</summary>
    public const string Root = "CffiR";

    /// <summary>The alias of the class with what begins and ends a call.</summary>
    public const string Call = "CffiCall";

    /// <summary>The alias of <see cref="System.Exception"/>.</summary>
    public const string Exception = "CffiE";

    /// <summary>The delegate inside the type of a function pointer, where it would hide a type with its name.</summary>
    public const string Body = "Body";

    /// <summary>The class with the methods that C keeps until a function releases them.</summary>
    public const string Kept = "CffiKept";

    /// <summary>What C calls for methods, inside the type of a function pointer.</summary>
    public const string Entries = "CffiEntries";

    private const string Beginning = "Cffi";

    /// <summary>Whether types that represent pointers have a member with that name.</summary>
    public static bool IsPointerMember(string name) => name is "Address" or "IsNull" or "get_Address" or "set_Address" or "get_IsNull" or "set_IsNull" or "op_Equality" or "op_Inequality" or "op_Implicit" or "Invoke" or "Create" or "Deconstruct" or "PrintMembers";

    /// <summary>Whether a name is reserved, so that no C declaration gets it.</summary>
    public static bool Has(string plain) => plain.StartsWith(Beginning, StringComparison.Ordinal) && plain is Symbols or Externs or Interop or Services or Compiler or Root or Call or Exception or Kept or Entries;

    /// <summary>The class for a name inside a reserved class; it never has the name of one of its own members.</summary>
    public static string Nested(string name) => name.TrimStart('@') + "_";
}
