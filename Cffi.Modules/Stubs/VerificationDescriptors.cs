namespace Cffi.Modules.Stubs;

/// <summary>How declarations can differ from what the C compiler says.</summary>
internal static class VerificationDescriptors
{
    public static readonly CDiagnosticDescriptor NotInC = Error("CFFI8101", "a declaration that the C compiler does not accept");
    public static readonly CDiagnosticDescriptor RecordSize = Error("CFFI8102", "a record of another size or alignment");
    public static readonly CDiagnosticDescriptor MemberPlace = Error("CFFI8103", "a member at another place");
    public static readonly CDiagnosticDescriptor ObjectType = Error("CFFI8104", "a member or variable of another type");
    public static readonly CDiagnosticDescriptor ConstantValue = Error("CFFI8105", "a constant of another value");
    public static readonly CDiagnosticDescriptor EnumType = Error("CFFI8106", "an enum of another type");
    public static readonly CDiagnosticDescriptor FunctionType = Error("CFFI8107", "a function of another type");
    public static readonly CDiagnosticDescriptor CannotComplete = Error("CFFI8108", "a '...' that cannot be completed");
    public static readonly CDiagnosticDescriptor HiddenMember = Error("CFFI8110", "a member that the declaration lacks");
    public static readonly CDiagnosticDescriptor NoLayout = Error("CFFI8109", "a record without a layout");
    public static readonly CDiagnosticDescriptor NotImplementable = Error("CFFI8111", "a function that C# cannot implement");
    public static readonly CDiagnosticDescriptor OtherRegisters = Error("CFFI8112", "a record that C passes by value in other registers");

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);
}
