namespace Cffi.Modules.Stubs;

/// <summary>The kinds of differences between declarations and the C compiler's answers.</summary>
internal static class VerificationDescriptors
{
    public static readonly CDiagnosticDescriptor NotInC = Error("CFFI8101", "declaration refused by the C compiler");
    public static readonly CDiagnosticDescriptor RecordSize = Error("CFFI8102", "record with a different size or alignment");
    public static readonly CDiagnosticDescriptor MemberOffset = Error("CFFI8103", "member at a different offset");
    public static readonly CDiagnosticDescriptor ObjectType = Error("CFFI8104", "member or variable with a different type");
    public static readonly CDiagnosticDescriptor ConstantValue = Error("CFFI8105", "constant with a different value");
    public static readonly CDiagnosticDescriptor EnumType = Error("CFFI8106", "enum with a different type");
    public static readonly CDiagnosticDescriptor FunctionType = Error("CFFI8107", "function with a different type");
    public static readonly CDiagnosticDescriptor CannotComplete = Error("CFFI8108", "'...' that cannot be completed");
    public static readonly CDiagnosticDescriptor HiddenMember = Error("CFFI8110", "member that the declaration omits");
    public static readonly CDiagnosticDescriptor NoLayout = Error("CFFI8109", "record without a layout");
    public static readonly CDiagnosticDescriptor NotImplementable = Error("CFFI8111", "function that C# cannot implement");
    public static readonly CDiagnosticDescriptor OtherRegisters = Error("CFFI8112", "record that C passes by value in other registers");

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);
}
