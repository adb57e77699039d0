namespace Cffi.Modules.Stubs;

/// <summary>The kinds of differences between declarations and the C compiler's answers.</summary>
internal static class VerificationDescriptors
{
    public static readonly DiagnosticDescriptor NotInC = Error("CFFI8101", "declaration refused by the C compiler");
    public static readonly DiagnosticDescriptor RecordSize = Error("CFFI8102", "record with a different size or alignment");
    public static readonly DiagnosticDescriptor MemberPlace = Error("CFFI8103", "member at a different offset");
    public static readonly DiagnosticDescriptor ObjectType = Error("CFFI8104", "member or variable with a different type");
    public static readonly DiagnosticDescriptor ConstantValue = Error("CFFI8105", "constant with a different value");
    public static readonly DiagnosticDescriptor EnumType = Error("CFFI8106", "enum with a different type");
    public static readonly DiagnosticDescriptor FunctionType = Error("CFFI8107", "function with a different type");
    public static readonly DiagnosticDescriptor CannotComplete = Error("CFFI8108", "'...' that cannot be completed");
    public static readonly DiagnosticDescriptor HiddenMember = Error("CFFI8110", "member that the declaration omits");
    public static readonly DiagnosticDescriptor NoLayout = Error("CFFI8109", "record without a layout");
    public static readonly DiagnosticDescriptor NotImplementable = Error("CFFI8111", "function that C# cannot implement");
    public static readonly DiagnosticDescriptor OtherRegisters = Error("CFFI8112", "record that C passes by value in other registers");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title);
}
